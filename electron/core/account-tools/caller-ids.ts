import * as z from 'zod';
import {
  type CallerId,
  type CallerIdCheck,
  type CallerIds,
  type CheckBy,
  callerIdCheck,
} from '../../../shared/contract/account-tools/caller-ids.ts';
import { compact } from '../../../shared/domain/compact.ts';
import { readDestination } from '../../../shared/domain/dialling.ts';
import { parseParty } from '../../../shared/domain/phone-number.ts';
import type { Clock, Logger } from '../ports.ts';
import { ProblemError } from '../problems.ts';
import type { CallerIdsFacet } from '../providers/caller-ids-facet.ts';
import { proofOf } from '../providers/errors.ts';
import { facetOf } from '../providers/facets.ts';
import type { SettingRows } from '../settings/setting-rows.ts';
import { isOf, keyOf, type ToolsOf, type Whose } from './whose.ts';

/** Numbers that accounts call from. Rejects with ProblemError, ProviderError or VaultError. */
export interface CallerIdTool {
  read(whose: Whose): Promise<CallerIds>;
  add(request: Whose & { number: string; by: CheckBy; again: boolean }): Promise<CallerIds>;
  confirm(request: Whose & { code: string }): Promise<CallerIds>;
  dropCheck(whose: Whose): Promise<CallerIds>;
  setDefault(request: Whose & { number: string }): Promise<CallerIds>;
  remove(request: Whose & { number: string }): Promise<CallerIds>;
  forgetAccount(accountId: string): void;
}

export interface CallerIdDeps {
  settings: SettingRows;
  toolsOf: ToolsOf;
  clock: Clock;
  logger: Logger;
}

/** Of all accounts: which number waits for its code, kept through a restart, since a code may take a while to come. */
const storedKey = 'callerIdChecks';
const stored = z.record(z.string(), callerIdCheck);

export function createCallerIdTool({ settings, toolsOf, clock, logger }: CallerIdDeps): CallerIdTool {
  const checks = new Map<string, CallerIdCheck>(Object.entries(stored.safeParse(settings.all()[storedKey]).data ?? {}));

  function keepCheck(key: string, check: CallerIdCheck | undefined): void {
    if (check === undefined) checks.delete(key);
    else checks.set(key, check);
    settings.set(storedKey, Object.fromEntries(checks));
  }

  async function access(whose: Whose): Promise<CallerIdsFacet> {
    return facetOf(await toolsOf(whose), 'callerIds');
  }

  /** A number that is listed waits for nothing any more, whoever entered its code. */
  async function list(key: string, facet: CallerIdsFacet): Promise<CallerIds> {
    const numbers = await facet.list();
    const check = checks.get(key);
    if (check !== undefined && numbers.some((one) => isSame(one.number, check.number))) keepCheck(key, undefined);
    const waiting = checks.get(key);
    return { numbers, ...compact({ check: waiting }) };
  }

  /** Sends once; where no answer comes, the list tells whether it was done, or nobody knows. */
  async function change(
    whose: Whose,
    send: (facet: CallerIdsFacet) => Promise<void>,
    isDone: (numbers: readonly CallerId[]) => boolean,
  ): Promise<CallerIds> {
    const [key, facet] = [keyOf(whose), await access(whose)];
    try {
      await send(facet);
    } catch (error) {
      if (proofOf(error) !== undefined) throw error;
      logger.warn('caller-id-change-unanswered', { error });
      const now = await list(key, facet).catch(() => undefined);
      if (now !== undefined && isDone(now.numbers)) return now;
      throw new ProblemError('CHANGE_UNKNOWN', {}, { cause: error });
    }
    return list(key, facet);
  }

  return {
    read: async (whose) => list(keyOf(whose), await access(whose)),
    async add({ number: typed, by, again, ...whose }) {
      const party = readDestination(typed);
      if (typeof party === 'string') throw new ProblemError(party, { field: 'number' });
      const number = party.e164;
      if (number === undefined) throw new ProblemError('NUMBER_UNREADABLE', { field: 'number' });
      const [key, facet] = [keyOf(whose), await access(whose)];
      const before = checks.get(key);
      if (before !== undefined && !again) throw new ProblemError('CHECK_PENDING');
      // Kept before it leaves: after a crash in between the number is known to wait, perhaps.
      keepCheck(key, { number, by, sentAt: clock.now(), isUnknown: true });
      try {
        await facet.add(number, by);
      } catch (error) {
        if (proofOf(error) !== undefined) {
          keepCheck(key, before);
          throw error;
        }
        throw new ProblemError('ORDER_UNKNOWN', {}, { cause: error });
      }
      keepCheck(key, { number, by, sentAt: clock.now(), isUnknown: false });
      return list(key, facet);
    },
    async confirm({ code, ...whose }) {
      const key = keyOf(whose);
      const check = checks.get(key);
      if (check === undefined) throw new ProblemError('NOT_FOUND');
      const isListed = (numbers: readonly CallerId[]) => numbers.some((one) => isSame(one.number, check.number));
      const now = await change(whose, (facet) => facet.confirm(code), isListed);
      // The provider took the code, also where its list is behind.
      keepCheck(key, undefined);
      return { numbers: now.numbers };
    },
    async dropCheck(whose) {
      const key = keyOf(whose);
      keepCheck(key, undefined);
      return list(key, await access(whose));
    },
    setDefault: ({ number, ...whose }) =>
      change(
        whose,
        (facet) => facet.setDefault(number),
        (numbers) => numbers.some((one) => isSame(one.number, number) && one.isDefault === true),
      ),
    forgetAccount(accountId) {
      for (const key of [...checks.keys()].filter((one) => isOf(one, accountId))) keepCheck(key, undefined);
    },
    remove: ({ number, ...whose }) =>
      change(
        whose,
        (facet) => facet.remove(number),
        (numbers) => !numbers.some((one) => isSame(one.number, number)),
      ),
  };
}

function isSame(one: string, other: string): boolean {
  return parseParty(one).key === parseParty(other).key;
}
