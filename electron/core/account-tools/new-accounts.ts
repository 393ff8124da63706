import * as z from 'zod';
import { type NewAccountOrder, newAccountOrder } from '../../../shared/contract/account-tools/new-accounts.ts';
import type { Subject } from '../../../shared/contract/account-tools/reports.ts';
import { compact } from '../../../shared/domain/compact.ts';
import {
  findNewAccountFaults,
  isSameNewAccount,
  type NewAccount,
  readNewAccount,
} from '../../../shared/domain/new-account.ts';
import type { Clock, Logger } from '../ports.ts';
import { ProblemError } from '../problems.ts';
import { proofOf } from '../providers/errors.ts';
import { facetOf } from '../providers/facets.ts';
import type { MadeAccount, NewAccountsFacet } from '../providers/new-accounts-facet.ts';
import type { ProviderClient } from '../providers/provider.ts';
import type { SettingRows } from '../settings/setting-rows.ts';

/** Orders for new accounts. Each leaves at most once. Rejects with ProblemError, ProviderError or VaultError. */
export interface NewAccountTool {
  order(request: NewAccountRequest): Promise<{ order: NewAccountOrder; password?: string }>;
  /** Newest first. */
  recent(accountId: string): NewAccountOrder[];
  /** Here alone: what was made stays at the provider. Resolves to those that are left. */
  forget(request: { accountId: string; id: string }): NewAccountOrder[];
  /** Whose account may be looked at: children of the provider's list, and the partner accounts that were made here. */
  subjects(accountId: string): Promise<Subject[]>;
  forgetAccount(accountId: string): void;
}

interface NewAccountRequest {
  clickId: string;
  accountId: string;
  for: NewAccount;
  again?: string | undefined;
}

export interface NewAccountDeps {
  settings: SettingRows;
  client: (accountId: string) => Promise<ProviderClient>;
  clock: Clock;
  logger: Logger;
}

const storedKey = 'newAccounts';
const stored = z.array(newAccountOrder);
const mostKept = 200;
const mostSubjects = 1000;
/** So long an order answers a further one for the same, ms: a page that lost its connection may press again. */
const holdsMs: Readonly<Record<NewAccountOrder['state'], number>> = {
  ordering: Number.POSITIVE_INFINITY,
  made: 60_000,
  unknown: Number.POSITIVE_INFINITY,
};

export function createNewAccountTool({ settings, client, clock, logger }: NewAccountDeps): NewAccountTool {
  // What was on its way when the program ended may have been carried out.
  let orders = (stored.safeParse(settings.all()[storedKey]).data ?? []).map((order) =>
    order.state === 'ordering' ? ({ ...order, state: 'unknown' } as const) : order,
  );

  function keep(next: NewAccountOrder[]): void {
    settings.set(storedKey, next.slice(0, mostKept));
    orders = next.slice(0, mostKept);
  }

  /** Also where it cannot be written: after a crash it is then unknown. */
  function settle(order: NewAccountOrder): NewAccountOrder {
    const next = orders.map((one) => (one.id === order.id ? order : one));
    try {
      keep(next);
    } catch (error) {
      logger.error('new-account-not-kept', { error });
      orders = next;
    }
    return order;
  }

  const recent = (accountId: string) => orders.filter((order) => order.accountId === accountId);

  /** Optional: without it an order whose answer was lost stays unknown. */
  async function listChildren(facet: NewAccountsFacet): Promise<MadeAccount[] | undefined> {
    try {
      return await facet.children();
    } catch (error) {
      logger.warn('children-not-read', { error });
      return undefined;
    }
  }

  /** The one account that the list did not show before; where it shows several, nobody knows which. */
  async function findNew(
    facet: NewAccountsFacet,
    before: readonly MadeAccount[] | undefined,
  ): Promise<MadeAccount | undefined> {
    const now = before && (await listChildren(facet));
    const isNew = (one: MadeAccount) =>
      (one.login ?? one.sipId) !== undefined &&
      !before?.some(({ login, sipId }) => login === one.login && sipId === one.sipId);
    const [only, another] = now?.filter(isNew) ?? [];
    return another === undefined ? only : undefined;
  }

  return {
    async order({ clickId, accountId, for: typed, again }) {
      const known = orders.find(({ id }) => id === clickId);
      if (known !== undefined) return { order: known };
      const account = readNewAccount(typed);
      const [field] = findNewAccountFaults(account).keys();
      if (field !== undefined) throw new ProblemError('BAD_INPUT', { field });
      const newAccounts = facetOf(await client(accountId), 'newAccounts');
      const before = account.kind === 'child' ? await listChildren(newAccounts) : undefined;

      // From here to what is kept nothing waits: two presses cannot pass each other.
      const earlier = orders.find(
        (order) =>
          order.accountId === accountId &&
          isSameNewAccount(order.for, account) &&
          clock.now() - order.orderedAt < holdsMs[order.state],
      );
      if (earlier !== undefined && earlier.id !== again) return { order: earlier };
      const order: NewAccountOrder = {
        id: clickId,
        accountId,
        for: withoutBank(account),
        state: 'ordering',
        orderedAt: clock.now(),
      };
      // On disk before the request leaves: a crash in between is then known as unknown, never as "nothing happened".
      keep([order, ...orders]);
      try {
        const { password, ...names } = await send(newAccounts, account);
        const made = settle({ ...order, state: 'made', ...told(names) });
        return { order: made, ...compact({ password }) };
      } catch (error) {
        if (proofOf(error) !== undefined) {
          keep(orders.filter(({ id }) => id !== clickId));
          throw error;
        }
        logger.warn('new-account-unanswered', { error });
        const found = await findNew(newAccounts, before);
        return { order: settle({ ...order, ...(found ? { state: 'made', ...told(found) } : { state: 'unknown' }) }) };
      }
    },
    recent,
    async subjects(accountId) {
      const newAccounts = facetOf(await client(accountId), 'newAccounts');
      const partners = recent(accountId).filter((order) => order.for.kind !== 'child');
      const children = (await childrenIfAllowed(newAccounts)).map((one) => ({ ...one, isChild: true }));
      const subjects = new Map<string, Subject>();
      for (const { login, sipId, isChild } of [...children, ...partners.map((one) => ({ ...one, isChild: false }))]) {
        const id = sipId ?? login;
        if (id !== undefined && !subjects.has(id))
          subjects.set(id, { id, login: login ?? '', sipId: sipId ?? '', isChild });
      }
      return [...subjects.values()].slice(0, mostSubjects);
    },
    forget({ accountId, id }) {
      keep(orders.filter((order) => order.id !== id || order.accountId !== accountId || order.state === 'ordering'));
      return recent(accountId);
    },
    forgetAccount(accountId) {
      const left = orders.filter((order) => order.accountId !== accountId);
      if (left.length < orders.length) keep(left);
    },
  };
}

/** An account that may have no children may still be a partner: those that it made are known without the provider's list. */
async function childrenIfAllowed(facet: NewAccountsFacet): Promise<MadeAccount[]> {
  try {
    return await facet.children();
  } catch (error) {
    if (proofOf(error) === 'refused') return [];
    throw error;
  }
}

function send(facet: NewAccountsFacet, account: NewAccount): Promise<MadeAccount> {
  return account.kind === 'child' ? facet.add(account) : facet.makePartner(account);
}

function told({ login, sipId }: Pick<MadeAccount, 'login' | 'sipId'>): Pick<NewAccountOrder, 'login' | 'sipId'> {
  return compact({ login, sipId });
}

/** What is not needed to know the order again is somebody else's, and is not kept. */
function withoutBank(account: NewAccount): NewAccount {
  return account.kind === 'company' ? { ...account, phone: '', kpp: '', ogrn: '', rs: '', ks: '', bik: '' } : account;
}
