import { compact } from '../../../shared/domain/compact.ts';
import type { CallListRow } from '../providers/call-list-row.ts';

/** A row of a provider's list as a call keeps it: what is undefined is left out. */
export type StoredRow = Pick<CallListRow, 'list' | 'key' | 'rank' | 'remote' | 'line' | 'startedAt' | 'raw'> &
  Partial<
    Pick<
      CallListRow,
      'ids' | 'direction' | 'talkSeconds' | 'outcome' | 'subAccount' | 'answeredBy' | 'steps' | 'recording'
    >
  >;

/** Rows beyond those that a call tells apart, as one: what it was is settled from them as well. */
export interface RowsBeyond {
  count: number;
  startedAt: number;
  talkSeconds: number;
  /** Every outcome that one of them proves. */
  outcomes: NonNullable<CallListRow['outcome']>[];
}

/** More records and legs than a call of people has. */
export const mostRows = 40;

/** In one order of fields, so that two that say the same are the same text. */
export function toStoredRow(row: CallListRow): StoredRow {
  const { list, key, rank, direction, remote, line, startedAt, talkSeconds, outcome, recording, raw } = row;
  const { subAccount, answeredBy } = row;
  const ids = row.ids.length === 0 ? undefined : row.ids;
  const steps = row.steps?.length === 0 ? undefined : row.steps;
  const when = { startedAt, talkSeconds, outcome };
  return compact({
    list,
    key,
    rank,
    ids,
    direction,
    remote,
    line,
    ...when,
    subAccount,
    answeredBy,
    steps,
    recording,
    raw,
  });
}

/** `count`: 1 for a row that is met for the first time, else 0. */
export function beyondOf({ startedAt, talkSeconds = 0, outcome }: StoredRow, count: 0 | 1): RowsBeyond {
  return { count, startedAt, talkSeconds, outcomes: outcome === undefined ? [] : [outcome] };
}

export function mergeBeyond(a: RowsBeyond | undefined, b: RowsBeyond | undefined): RowsBeyond | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return {
    count: a.count + b.count,
    startedAt: Math.min(a.startedAt, b.startedAt),
    talkSeconds: Math.max(a.talkSeconds, b.talkSeconds),
    outcomes: [...new Set([...a.outcomes, ...b.outcomes])].sort(),
  };
}

const mostSubAccounts = 20;

/** Of who talked, where one did, else of all that rang; undefined where that was the account itself, or nobody tells. */
export function subAccountsOf(rows: readonly StoredRow[]): string[] | undefined {
  const talked = rows.filter(({ talkSeconds = 0, outcome }) => talkSeconds > 0 || outcome === 'ended');
  const told = (talked.length > 0 ? talked : rows).map(({ subAccount }) => subAccount);
  const names = [...new Set(told.filter((name) => name !== undefined))].toSorted().slice(0, mostSubAccounts);
  return names.length === 0 ? undefined : names;
}
