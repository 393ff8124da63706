import { describe, expect, it } from 'vitest';
import { findNewAccountFaults, isSameNewAccount, type NewAccount, readNewAccount } from './new-account.ts';

const bank = { rs: '', ks: '30101 810 4 0000 0000225', bik: '044 525 225' };
const company: NewAccount = {
  kind: 'company',
  email: ' buh@example.ru ',
  name: ' Иванова  Анна ',
  ...bank,
  inn: '7707 083 893',
  organization: 'ООО «Ромашка»',
  phone: '8 (495) 000-01-10',
  kpp: '773601001',
  ogrn: '1027700132195',
};
const faults = (account: Partial<NewAccount>) =>
  Object.fromEntries(
    [...findNewAccountFaults(readNewAccount({ ...company, ...account } as NewAccount))].map(([field, fault]) => [
      field,
      fault.slice(field.length + 1),
    ]),
  );

describe('a new account', () => {
  it('of a company goes out in digits, without what people write between them', () => {
    expect(readNewAccount(company)).toMatchObject({
      email: 'buh@example.ru',
      name: 'Иванова Анна',
      inn: '7707083893',
      phone: '+74950000110',
      ks: '30101810400000000225',
      bik: '044525225',
    });
    expect(faults({})).toEqual({});
  });

  it.each<[Partial<NewAccount>, object]>([
    [{ inn: '' }, { inn: 'missing' }],
    [{ inn: '770708389' }, { inn: 'form' }],
    [{ inn: '7707083894' }, { inn: 'check' }],
    [{ inn: '500100732258', kpp: '', ogrn: '' }, { inn: 'check' }],
    [{ organization: '  ' }, { organization: 'missing' }],
    [{ phone: '' }, { phone: 'missing' }],
    [{ phone: '112' }, { phone: 'form' }],
    [{ phone: '495 000' }, { phone: 'form' }],
    [{ kpp: '77360100' }, { kpp: 'form' }],
    [{ ogrn: '1027700132194' }, { ogrn: 'check' }],
    [{ ogrn: '102770013219' }, { ogrn: 'form' }],
    [{ ogrn: '304500116000157' }, { ogrn: 'owner' }],
    [{ inn: '500100732259' }, { kpp: 'owner', ogrn: 'owner' }],
    [{ inn: '500100732259', kpp: '', ogrn: '304500116000157' }, {}],
    [{ bik: '' }, { bik: 'missing' }],
    [{ bik: '04452522' }, { bik: 'form' }],
    [{ bik: '044525593' }, { ks: 'owner' }],
    [{ ks: '3010181040000000022' }, { ks: 'form' }],
    [{ rs: '40702810000000012345' }, { rs: 'owner' }],
    [{ ks: '', bik: '', rs: '' }, {}],
    [{ email: '' }, { email: 'missing' }],
    [{ email: 'nobody' }, { email: 'form' }],
    [{ email: 'a@example.ru, b@example.ru' }, { email: 'form' }],
    [{ name: 'x'.repeat(201) }, { name: 'form' }],
    [{ kind: 'person', email: '' }, { email: 'missing' }],
    [{ kind: 'child', email: '', name: '' }, {}],
    [{ kind: 'child', email: '@' }, { email: 'form' }],
  ])('with %j is refused at its field: %j', (change, refused) => {
    expect(faults(change)).toEqual(refused);
  });

  it('is the same as one for the same company, or for the same person', () => {
    const other = { ...company, name: 'Another', organization: 'ROMASHKA' };
    expect(isSameNewAccount(readNewAccount(company), readNewAccount(other))).toBe(true);
    const person: NewAccount = { kind: 'person', email: 'BUH@example.ru', name: 'Иванова Анна' };
    expect(isSameNewAccount(person, { ...person, email: 'buh@example.ru' })).toBe(true);
    expect(isSameNewAccount(person, { ...person, kind: 'child' })).toBe(false);
    expect(isSameNewAccount(person, { ...person, name: 'Anna' })).toBe(false);
  });
});
