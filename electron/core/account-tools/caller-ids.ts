import * as z from 'zod';
import {
  type CallerId,
  type CallerIdCheck,
  type CallerIds,
  type CheckBy,
  callerIdCheck,
} from '../../../shared/contract/account-tools/caller-ids.ts';
import { readDestination } from '../../../shared/domain/dialling.ts';
import { parseParty } from '../../../shared/domain/phone-number.ts';
import type { SettingRows } from '../database/setting-rows.ts';
import type { Clock, Logger } from '../ports.ts';
import { ProblemError } from '../problems.ts';
import type { CallerIdsFacet } from '../providers/caller-ids-facet.ts';
import { proofOf } from '../providers/errors.ts';
import type { ProviderClient } from '../providers/provider.ts';

/** Numbers that accounts call from. Rejects with ProblemError, ProviderError or VaultError. */
export interface CallerIdTool {
  read(accountId: string): Promise<CallerIds>;
  add(request: { accountId: string; number: string; by: CheckBy; again: boolean }): Promise<CallerIds>;
  confirm(request: { accountId: string; code: string }): Promise<CallerIds>;
  dropCheck(accountId: string): Promise<CallerIds>;
  setDefault(request: { accountId: string; number: string }): Promise<CallerIds>;
  remove(request: { accountId: string; number: string }): Promise<CallerIds>;
  forgetAccount(accountId: string): void;
}

export interface CallerIdDeps {
  settings: SettingRows;
  client: (accountId: string) => Promise<ProviderClient>;
  clock: Clock;
  logger: Logger;
}

/** Of all accounts: which number waits for its code, kept through a restart, since a code may take a while to come. */
const storedKey = 'callerIdChecks';
const stored = z.record(z.string(), callerIdCheck);

export function createCallerIdTool({ settings, client, clock, logger }: CallerIdDeps): CallerIdTool {
  const checks = new Map<string, CallerIdCheck>(Object.entries(stored.safeParse(settings.all()[storedKey]).data ?? {}));

  function keepCheck(accountId: string, check: CallerIdCheck | undefined): void {
    if (check === undefined) checks.delete(accountId);
    else checks.set(accountId, check);
    settings.set(storedKey, Object.fromEntries(checks));
  }

  async function access(accountId: string): Promise<CallerIdsFacet> {
    const { callerIds } = await client(accountId);
    if (callerIds === undefined) throw new ProblemError('NOT_SUPPORTED');
    return callerIds;
  }

  /** A number that is listed waits for nothing any more, whoever entered its code. */
  async function list(accountId: string, facet: CallerIdsFacet): Promise<CallerIds> {
    const numbers = await facet.list();
    const check = checks.get(accountId);
    if (check !== undefined && numbers.some((one) => isSame(one.number, check.number))) keepCheck(accountId, undefined);
    const waiting = checks.get(accountId);
    return { numbers, ...(waiting === undefined ? {} : { check: waiting }) };
  }

  /** Sends once; where no answer comes, the list tells whether it was done, or nobody knows. */
  async function change(
    accountId: string,
    send: (facet: CallerIdsFacet) => Promise<void>,
    isDone: (numbers: readonly CallerId[]) => boolean,
  ): Promise<CallerIds> {
    const facet = await access(accountId);
    try {
      await send(facet);
    } catch (error) {
      if (proofOf(error) !== undefined) throw error;
      logger.warn('caller-id-change-unanswered', { error });
      const now = await list(accountId, facet).catch(() => undefined);
      if (now !== undefined && isDone(now.numbers)) return now;
      throw new ProblemError('CHANGE_UNKNOWN', {}, { cause: error });
    }
    return list(accountId, facet);
  }

  return {
    read: async (accountId) => list(accountId, await access(accountId)),
    async add({ accountId, number: typed, by, again }) {
      const party = readDestination(typed);
      if (typeof party === 'string') throw new ProblemError(party, { field: 'number' });
      const number = party.e164;
      if (number === undefined) throw new ProblemError('NUMBER_UNREADABLE', { field: 'number' });
      const facet = await access(accountId);
      const before = checks.get(accountId);
      if (before !== undefined && !again) throw new ProblemError('CHECK_PENDING');
      // Kept before it leaves: after a crash in between the number is known to wait, perhaps.
      keepCheck(accountId, { number, by, sentAt: clock.now(), isUnknown: true });
      try {
        await facet.add(number, by);
      } catch (error) {
        if (proofOf(error) !== undefined) {
          keepCheck(accountId, before);
          throw error;
        }
        throw new ProblemError('ORDER_UNKNOWN', {}, { cause: error });
      }
      keepCheck(accountId, { number, by, sentAt: clock.now(), isUnknown: false });
      return list(accountId, facet);
    },
    async confirm({ accountId, code }) {
      const check = checks.get(accountId);
      if (check === undefined) throw new ProblemError('NOT_FOUND');
      const isListed = (numbers: readonly CallerId[]) => numbers.some((one) => isSame(one.number, check.number));
      const now = await change(accountId, (facet) => facet.confirm(code), isListed);
      // The provider took the code, also where its list is behind.
      keepCheck(accountId, undefined);
      return { numbers: now.numbers };
    },
    async dropCheck(accountId) {
      keepCheck(accountId, undefined);
      return list(accountId, await access(accountId));
    },
    setDefault: ({ accountId, number }) =>
      change(
        accountId,
        (facet) => facet.setDefault(number),
        (numbers) => numbers.some((one) => isSame(one.number, number) && one.isDefault === true),
      ),
    forgetAccount(accountId) {
      if (checks.has(accountId)) keepCheck(accountId, undefined);
    },
    remove: ({ accountId, number }) =>
      change(
        accountId,
        (facet) => facet.remove(number),
        (numbers) => !numbers.some((one) => isSame(one.number, number)),
      ),
  };
}

function isSame(one: string, other: string): boolean {
  return parseParty(one).key === parseParty(other).key;
}
