import { Refusal } from './refusal.ts';

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
  /** genuser and the prompt of gencall are switched on by the provider's support (seed: SIPNET 6.10, 6.15). */
  enabled?: { genuser?: boolean; prompt?: boolean };
}

export interface ChildAccount {
  login: string;
  password: string;
  sipId: string;
  fio?: string;
  email?: string;
}

/** Somebody who can be authorized or acted for. */
export interface Subscriber extends ChildAccount {
  main: boolean;
}

export interface Accounts {
  main: Subscriber;
  children(): readonly Subscriber[];
  addChild(child: ChildAccount): Subscriber;
  /** Partner accounts made by genuser: reached by `foruser`, but no children. */
  addPartner(partner: ChildAccount): Subscriber;
  /** Throws Refusal (seed: SIPNET 3). */
  authorize(credentials: { login?: string; password?: string; apikey?: string; foruser?: string }): Subscriber;
}

export function createAccounts(account: StandAccount): Accounts {
  const main: Subscriber = { login: account.login, password: account.password, sipId: account.sipId, main: true };
  const children: Subscriber[] = [];
  const partners: Subscriber[] = [];
  for (const child of account.children ?? []) children.push({ ...child, main: false });

  function authenticate(login?: string, password?: string, apikey?: string): Subscriber {
    if (apikey !== undefined) {
      // The key stands for the account alone: "then login and password are not given".
      if (account.apikey === undefined || apikey !== account.apikey) throw new Refusal('bad-credentials');
      return main;
    }
    if (login === undefined) throw new Refusal('no-credentials', 'login');
    if (password === undefined) throw new Refusal('no-credentials', 'password');
    const found = [main, ...children, ...partners].find((one) => one.login === login && one.password === password);
    if (!found) throw new Refusal('bad-credentials');
    return found;
  }

  return {
    main,
    children: () => children,
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
    authorize({ login, password, apikey, foruser }) {
      const who = authenticate(login, password, apikey);
      if (foruser === undefined) return who;
      const subject = [...children, ...partners].find((one) => one.login === foruser || one.sipId === foruser);
      if (!who.main || !subject) throw new Refusal('not-allowed', 'foruser');
      return subject;
    },
  };
}
