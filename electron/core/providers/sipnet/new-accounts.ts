import { type Company, companyFields, type NewAccount } from '../../../../shared/domain/new-account.ts';
import { type Fields, readFields, readRows, text, words } from '../fields.ts';
import type { MadeAccount, NewAccountsFacet } from '../new-accounts-facet.ts';
import type { Ask, Parameters } from './wire.ts';

/** What a row of `children` holds is not documented (SIPNET API 2.7.0, 6.14); the fields of `genuser` are (6.10). */
const loginFields = ['newname', 'login', 'account', 'username'];
const sipIdFields = ['newsip', 'sipid', 'sip', 'siplogin'];
const passwordFields = ['newpassword', 'password', 'passwd', 'pass', 'sippassword'];

export function createNewAccounts({ read, write }: Ask, protect: (secret: string) => void): NewAccountsFacet {
  function readMade(fields: Fields): MadeAccount {
    // Not bounded: a part of a password opens nothing.
    const password = first(passwordFields, (name) => words.parse(fields[name]));
    if (password !== undefined) protect(password);
    return { ...readNames(fields), password };
  }

  return {
    async add({ email, name }) {
      const { fields } = await write('children', { action: 'add', ...said({ email, fio: name }) });
      return readMade(readFields(readRows(fields.accounts)[0]) ?? {});
    },
    async makePartner(account) {
      const company = account.kind === 'company' ? companyOf(account) : {};
      const { fields } = await write('genuser', { ...said({ email: account.email, fio: account.name }), ...company });
      // Beside the envelope, whose `account` is the one that asked.
      const { newname, newsip, newpassword } = fields;
      return readMade({ newname, newsip, newpassword });
    },
    async children() {
      const { fields } = await read('children', { action: 'list' });
      return readRows(fields.accounts).map((row) => ({ ...readNames(readFields(row) ?? {}), password: undefined }));
    },
  };
}

function companyOf(company: Extract<NewAccount, { kind: 'company' }>): Parameters {
  return said(Object.fromEntries(companyFields.map((field: keyof Company) => [field, company[field]])));
}

/** An empty field is one that is not given. */
function said(parameters: Parameters): Parameters {
  return Object.fromEntries(Object.entries(parameters).filter(([, value]) => value !== ''));
}

function readNames(fields: Fields): Pick<MadeAccount, 'login' | 'sipId'> {
  const named = (names: readonly string[]) => first(names, (name) => text.parse(fields[name])?.slice(0, 200));
  return { login: named(loginFields), sipId: named(sipIdFields) };
}

function first<T>(names: readonly string[], of: (name: string) => T | undefined): T | undefined {
  return names.map(of).find((value) => value !== undefined);
}
