import { useQuery } from '@tanstack/react-query';
import type { Account } from '../../../shared/contract/account.ts';
import type { Subject } from '../../../shared/contract/account-tools/reports.ts';
import { dayStart } from '../../format/day.ts';
import { useSession } from '../../session/session.tsx';
import { coreNow, useLive } from '../../stores/live-store.ts';

/**
 * How many calls an account had on each day, and how many of them were missed; undefined for a day of which not all calls are
 * here, because they were not read that far back or are not kept that long. `edges`: the beginnings of the days, and the end of
 * the last. `subject`: only those of an account that belongs to it.
 */
export function useCallsByDay({ id: accountId, history }: Account, edges: readonly number[], subject?: Subject) {
  const { api } = useSession();
  const { callDays } = useLive((state) => state.settings.retention);
  const { data, error } = useQuery(
    api.calls.countBetween.queryOptions({
      input: { accountId, edges: [...edges], ...(subject === undefined ? {} : { of: namesOf(subject) }) },
      enabled: subject?.isChild !== false,
    }),
  );
  const keptSince = callDays === 0 ? 0 : dayStart(coreNow(), callDays - 1);
  const since = Math.max(history.knownSince ?? Number.POSITIVE_INFINITY, keptSince);
  return { error, days: data?.map((count, day) => ((edges[day] ?? 0) < since ? undefined : count)) };
}

/** Rows of calls name an account by either. */
function namesOf({ login, sipId }: Subject): string[] {
  return [login, sipId].filter((name) => name !== '');
}
