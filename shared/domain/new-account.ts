import { readDestination } from './dialling.ts';
import { isBik, isCorrespondentAccount, isInn, isKpp, isOgrn, isSettlementAccount } from './requisites.ts';

/** Whom an account at a provider is made for. `child`: one that belongs to the account itself; the others are its partner's own. */
export type NewAccount =
  | { kind: 'child'; email: string; name: string }
  | { kind: 'person'; email: string; name: string }
  | ({ kind: 'company'; email: string; name: string } & Company);

/** Empty is left out. */
export interface Company {
  inn: string;
  organization: string;
  /** In E.164. */
  phone: string;
  kpp: string;
  ogrn: string;
  /** Settlement account, correspondent account, and the BIC of the bank. */
  rs: string;
  ks: string;
  bik: string;
}

export const companyFields = ['inn', 'organization', 'phone', 'kpp', 'ogrn', 'rs', 'ks', 'bik'] as const;
export type NewAccountField = 'email' | 'name' | keyof Company;

/**
 * Why a field would be refused. `check`: a digit that is made from the others is another. `owner`: it is of another kind than
 * the INN, or of another bank than the BIC.
 */
export type NewAccountFault =
  | `email-${'missing' | 'form'}`
  | 'name-form'
  | `inn-${'missing' | 'form' | 'check'}`
  | `organization-${'missing' | 'form'}`
  | `phone-${'missing' | 'form'}`
  | `kpp-${'form' | 'owner'}`
  | `ogrn-${'form' | 'check' | 'owner'}`
  | `bik-${'missing' | 'form'}`
  | `${'rs' | 'ks'}-${'form' | 'owner'}`;
type Faults = { [Field in NewAccountField]?: Extract<NewAccountFault, `${Field}-${string}`> | undefined };

const longest = 200;

/** Spaces and dashes that people write between digits are none of them; a telephone number goes out in E.164. */
export function readNewAccount(typed: NewAccount): NewAccount {
  const [email, name] = [typed.email.trim(), typed.name.trim().replace(/\s+/g, ' ')];
  if (typed.kind !== 'company') return { ...typed, email, name };
  const code = (field: keyof Company) => typed[field].replace(/[\s-]/g, '').toUpperCase();
  const party = readDestination(typed.phone);
  return {
    kind: 'company',
    email,
    name,
    inn: code('inn'),
    kpp: code('kpp'),
    ogrn: code('ogrn'),
    rs: code('rs'),
    ks: code('ks'),
    bik: code('bik'),
    organization: typed.organization.trim().replace(/\s+/g, ' '),
    phone: (typeof party === 'string' ? undefined : party.e164) ?? typed.phone.trim(),
  };
}

/** What would be refused of an account as it is read, field by field. */
export function findNewAccountFaults(account: NewAccount): ReadonlyMap<NewAccountField, NewAccountFault> {
  const { kind, email, name } = account;
  const isMailNeeded = kind !== 'child';
  const faults: Faults = {
    email: email === '' ? faultIf(isMailNeeded, 'email-missing') : faultIf(!isMail(email), 'email-form'),
    name: faultIf(!isLine(name), 'name-form'),
    ...(kind === 'company' ? companyFaults(account) : {}),
  };
  return new Map(
    Object.entries(faults).flatMap(([field, fault]) =>
      fault === undefined ? [] : [[field as NewAccountField, fault] as const],
    ),
  );
}

function companyFaults({ inn, organization, phone, kpp, ogrn, rs, ks, bik }: Company): Faults {
  const isEntrepreneur = inn.length === 12;
  const needsBank = rs !== '' || ks !== '';
  return {
    inn: innFault(inn),
    organization: organization === '' ? 'organization-missing' : faultIf(!isLine(organization), 'organization-form'),
    phone: phone === '' ? 'phone-missing' : faultIf(!isNumber(phone), 'phone-form'),
    kpp: kpp === '' ? undefined : isKpp(kpp) ? faultIf(isEntrepreneur, 'kpp-owner') : 'kpp-form',
    ogrn: ogrn === '' ? undefined : ogrnFault(ogrn, isEntrepreneur),
    bik: bik === '' ? faultIf(needsBank, 'bik-missing') : faultIf(!isBik(bik), 'bik-form'),
    // Without a bank there is nothing to test an account by: that is asked for at its own field.
    rs:
      rs === ''
        ? undefined
        : isAccount(rs)
          ? faultIf(isBik(bik) && !isSettlementAccount(rs, bik), 'rs-owner')
          : 'rs-form',
    ks:
      ks === ''
        ? undefined
        : isAccount(ks)
          ? faultIf(isBik(bik) && !isCorrespondentAccount(ks, bik), 'ks-owner')
          : 'ks-form',
  };
}

function innFault(inn: string): Faults['inn'] {
  if (inn === '') return 'inn-missing';
  return /^(\d{10}|\d{12})$/.test(inn) ? faultIf(!isInn(inn), 'inn-check') : 'inn-form';
}

function ogrnFault(ogrn: string, isEntrepreneur: boolean): Faults['ogrn'] {
  if (!/^(\d{13}|\d{15})$/.test(ogrn)) return 'ogrn-form';
  return isOgrn(ogrn) ? faultIf(isEntrepreneur !== (ogrn.length === 15), 'ogrn-owner') : 'ogrn-check';
}

function isAccount(account: string): boolean {
  return /^\d{20}$/.test(account);
}

function faultIf<Fault extends NewAccountFault>(isWrong: boolean, fault: Fault): Fault | undefined {
  return isWrong ? fault : undefined;
}

function isMail(email: string): boolean {
  return email.length <= longest && /^[^\s@,;<>]+@[^\s@,;<>]+\.[^\s@,;<>.]{2,}$/.test(email);
}

function isLine(text: string): boolean {
  return text.length <= longest && !/\p{Cc}/u.test(text);
}

function isNumber(phone: string): boolean {
  const party = readDestination(phone);
  return typeof party !== 'string' && party.e164 === phone;
}

/** Two orders for the same are one that was given twice. */
export function isSameNewAccount(one: NewAccount, other: NewAccount): boolean {
  const subject = ({ kind, email, name, ...more }: NewAccount) =>
    [kind === 'child', email.toLowerCase(), 'inn' in more ? more.inn : name.toLowerCase()].join('\n');
  return subject(one) === subject(other);
}
