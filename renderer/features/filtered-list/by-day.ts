import type { Call } from '../../../shared/contract/call.ts';
import { dayKey } from '../../format/day.ts';

export type DayItem =
  | { kind: 'day'; key: string; at: number }
  | { kind: 'call'; key: string; call: Call; first: boolean; last: boolean };

/** Calls, newest first, as rows under a heading for each local day. `first` and `last` are the ends of a day. */
export function groupByDay(calls: readonly Call[]): DayItem[] {
  return calls.flatMap((call, index) => {
    const day = dayKey(call.startedAt);
    const first = index === 0 || dayKey((calls[index - 1] as Call).startedAt) !== day;
    const next = calls[index + 1];
    const last = next === undefined || dayKey(next.startedAt) !== day;
    const row: DayItem = { kind: 'call', key: `call:${call.id}`, call, first, last };
    return first ? [{ kind: 'day', key: `day:${day}:${call.id}`, at: call.startedAt } as const, row] : [row];
  });
}
