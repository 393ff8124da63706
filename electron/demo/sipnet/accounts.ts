import { Refusal } from './refusal.ts';
import type { Traps } from './traps.ts';

/** The account that the stand serves, as a test or the demo describes it. */
export interface StandAccount {
  login: string;
  password: string;
  /** Without one, authorization by key is refused. */
  apikey?: string;
  sipId: string;
  /** Own numbers, digits only: the first is shown on outgoing calls. */
  numbers: readonly string[];
  children?: readonly ChildAccount[];
  balance?: number;
  currency?: 'USD' | 'RUB' | 'EUR' | 'UAH';
  /** genuser and the prompt of gencall are switched on by the provider's support (SIPNET API 2.7.0, 6.10, 6.15). */
  enabled?: { genuser?: boolean; prompt?: boolean };
}

export interface ChildAccount {
  login: string;
  password: string;
  sipId: string;
  fio?: string;
  email?: string;
  /** Left out, it lives on the main account's. */
  balance?: number;
}

/** Somebody who can be authorized or acted for. */
export interface Subscriber extends ChildAccount {
  main: boolean;
}

interface Credentials {
  login: string | undefined;
  password: string | undefined;
  apikey: string | undefined;
}

export interface Accounts {
  main: Subscriber;
  children(): readonly Subscriber[];
  bySipId(sipId: string): Subscriber | undefined;
  addChild(child: ChildAccount): Subscriber;
  /** Partner accounts made by genuser: reached by `foruser`, but no children. */
  addPartner(partner: ChildAccount): Subscriber;
  /** Throws Refusal (SIPNET API 2.7.0, 3). */
  authenticate(credentials: Credentials): Subscriber;
  /** Whom somebody acts for; throws Refusal where that is not allowed. */
  subjectOf(who: Subscriber, foruser: string | undefined, traps: Traps): Subscriber;
  /** What is not named stays; the key may be taken away. */
  change(credentials: { password?: string; apikey?: string | null }): void;
}

export function createAccounts(account: StandAccount): Accounts {
  const main: Subscriber = { login: account.login, password: account.password, sipId: account.sipId, main: true };
  const children: Subscriber[] = [];
  const partners: Subscriber[] = [];
  for (const child of account.children ?? []) children.push({ ...child, main: false });

  const everybody = () => [main, ...children, ...partners];
  let { apikey: validKey } = account;

  return {
    main,
    children: () => children,
    bySipId: (sipId) => everybody().find((one) => one.sipId === sipId),
    addChild(child) {
      const added = { ...child, main: false };
      children.push(added);
      return added;
    },
    addPartner(partner) {
      const added = { ...partner, main: false };
      partners.push(added);
      return added;
    },
    authenticate({ login, password, apikey }) {
      if (apikey !== undefined) {
        // The key stands for the account alone: "then login and password are not given".
        if (apikey !== validKey) throw new Refusal('bad-credentials');
        return main;
      }
      if (login === undefined) throw new Refusal('no-credentials', 'login');
      if (password === undefined) throw new Refusal('no-credentials', 'password');
      const found = everybody().find((one) => one.login === login && one.password === password);
      if (!found) throw new Refusal('bad-credentials');
      return found;
    },
    subjectOf(who, foruser, { partnerAccess }) {
      if (foruser === undefined) return who;
      const reachable = partnerAccess === 'allowed' ? [...children, ...partners] : children;
      const subject = reachable.find((one) => one.login === foruser || one.sipId === foruser);
      if (!who.main || !subject) throw new Refusal('not-allowed', 'foruser');
      return subject;
    },
    change({ password, apikey }) {
      if (password !== undefined) main.password = password;
      if (apikey !== undefined) validKey = apikey ?? undefined;
    },
  };
}
