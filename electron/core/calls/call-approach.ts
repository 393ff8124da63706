import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import type { CallFilter } from '../../../shared/contract/call.ts';
import type { SearchTerm } from './call-search.ts';
import { type CallsByCaller, callsOfCallers } from './calls-by-caller.ts';

/** By which index the calls that may fit a filter are reached, so that few others are looked at. */
export interface Approach {
  /** SQL after FROM, with `calls` in it, and its values for ids from here on and before there. */
  from: string;
  values(from: number, before: number): SQLInputValue[];
  /** The newest call on this way with an id below `before`: gaps are passed in one leap. */
  newest(before: number): number | undefined;
  /** So few that they are looked at all at once. */
  isSmall: boolean;
}

export interface Wanted {
  filter: CallFilter;
  /** Ids of own lines; undefined: any. */
  lines: readonly number[] | undefined;
  terms: readonly SearchTerm[];
  before: number;
}

/**
 * Calls are named one by one up to here. Where more may fit, one that does is near: of a million calls every two hundredth,
 * so that a page is full before many were looked at.
 */
const mostNamed = 5000;
/** More lines are looked for among all calls. */
const mostLines = 8;
/** And so are more callers: each costs a look into the index at every step. */
const mostCallers = 100;

export function createApproaches(sql: DatabaseSync, byCaller: CallsByCaller) {
  const newest = (from: string, where = '1') =>
    sql.prepare(`SELECT max(id) AS id FROM ${from} WHERE ${where} AND id < ?`);
  const byTime = newest('calls');
  const missedOnly = "direction = 'in' AND state IN ('missed', 'rejected')";
  const newestMissed = newest('calls INDEXED BY calls_missed', missedOnly);
  const newestRecorded = newest('calls INDEXED BY calls_recorded', 'recording_state IS NOT NULL');
  const newestOfLine = newest('calls INDEXED BY calls_by_line', 'line_id = ?');
  const callersOfKey = sql.prepare('SELECT id FROM callers WHERE key = ?');
  /** Calls of any of these callers or lines, at most one more than are named. */
  const ofCallers = sql.prepare(`SELECT id FROM ${callsOfCallers} LIMIT ${mostNamed + 1}`);
  const ofLines = sql.prepare(
    `SELECT id FROM calls INDEXED BY calls_by_line WHERE line_id IN (SELECT value FROM json_each(?)) AND id < ? LIMIT ${mostNamed + 1}`,
  );

  function idsOf(statement: StatementSync, ...values: SQLInputValue[]): number[] {
    return statement.all(...values).map((row) => Number(row.id));
  }

  /** The calls that one condition leaves, where they are few. */
  function name(callers: readonly number[], lines: readonly number[], noted: readonly number[], before: number) {
    const called = callers.length === 0 ? [] : idsOf(ofCallers, ...byCaller.valuesOf(callers, 0, before));
    const ids = new Set([...noted, ...called]);
    if (ids.size > mostNamed) return undefined;
    const onLines = lines.length === 0 ? [] : idsOf(ofLines, JSON.stringify(lines), before);
    for (const id of onLines) ids.add(id);
    return ids.size > mostNamed ? undefined : [...ids].filter((id) => id < before);
  }

  function named(ids: readonly number[]): Approach | undefined {
    if (ids.length === 0) return undefined;
    const newestId = Math.max(...ids);
    return {
      from: 'json_each(?) AS named CROSS JOIN calls ON calls.id = named.value',
      values: () => [JSON.stringify(ids)],
      newest: (before) => (newestId < before ? newestId : undefined),
      isSmall: true,
    };
  }

  function indexed(from: string, statements: readonly [StatementSync, ...SQLInputValue[]][]): Approach {
    return {
      from,
      values: () => [],
      newest(before) {
        const ids = statements.map(([statement, ...values]) => statement.get(...values, before)?.id);
        const found = ids.filter((id) => id != null).map(Number);
        return found.length === 0 ? undefined : Math.max(...found);
      },
      isSmall: false,
    };
  }

  return {
    /** Undefined where nothing can fit. */
    choose({ filter, lines, terms, before }: Wanted): Approach | undefined {
      const few: number[][] = [];
      if (filter.remoteKey !== undefined) {
        const callers = callersOfKey.all(filter.remoteKey).map((row) => Number(row.id));
        const ids = name(callers, [], [], before);
        if (ids !== undefined) few.push(ids);
      }
      for (const term of terms) {
        const ids = term.callers === undefined ? undefined : name(term.callers, term.lines, term.noted, before);
        if (ids !== undefined) few.push(ids);
      }
      const [fewest] = few.sort((a, b) => a.length - b.length);
      if (fewest !== undefined) return named(fewest);
      const onlyOfCallers = terms.filter((term) => term.lines.length === 0 && term.noted.length === 0);
      const callers = onlyOfCallers.map((term) => term.callers).find((ids) => ids && ids.length <= mostCallers);
      if (callers !== undefined) {
        return {
          from: `${callsOfCallers} CROSS JOIN calls ON calls.id = called.id`,
          values: (from, before) => byCaller.valuesOf(callers, from, before),
          newest: (before) => byCaller.newestOf(callers, before),
          isSmall: false,
        };
      }
      if (lines !== undefined && lines.length <= mostLines) {
        return indexed(
          'calls INDEXED BY calls_by_line',
          lines.map((line) => [newestOfLine, line]),
        );
      }
      if (filter.kind === 'missed') return indexed('calls INDEXED BY calls_missed', [[newestMissed]]);
      if (filter.kind === 'recorded') return indexed('calls INDEXED BY calls_recorded', [[newestRecorded]]);
      return indexed('calls NOT INDEXED', [[byTime]]);
    },
  };
}
