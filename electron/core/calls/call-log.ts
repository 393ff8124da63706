import type { SQLInputValue } from 'node:sqlite';
import type { Call, CallFilter, CallPage } from '../../../shared/contract/call.ts';
import type { Database } from '../database/database.ts';
import { firstIdAt } from '../database/time-id.ts';
import { nextTurn } from '../next-turn.ts';
import { plainName } from '../providers/plain-name.ts';
import { type Approach, createApproaches } from './call-approach.ts';
import { joinTerms, type SearchTerm, searchTerms } from './call-search.ts';
import type { CallsByCaller } from './calls-by-caller.ts';
import type { OwnLine, OwnLines } from './own-lines.ts';
import { callColumns, callJoins, createCallReader, type Row } from './read-call.ts';

/**
 * The calls as a list: filtered, searched, newest first, by pages. Whatever is asked for, an answer takes no longer than a
 * frame of the screen: where what fits is not found in that time, the page is short, or empty, and tells from where to go on.
 */
export interface CallLog {
  page(filter: CallFilter, before: number | undefined, limit: number): CallPage;
  /** Counts in steps between which everything else runs. Rejects with the signal's reason. */
  count(filter: CallFilter, signal?: AbortSignal): Promise<number>;
  /**
   * How many calls an account had between neighbouring edges (epoch ms, ascending, the end of each stretch left out), and how many
   * of them were missed; with `of` those of an account that belongs to it, under any of its names. Everything else runs between
   * the stretches. Rejects with the signal's reason.
   */
  countBetween(question: CountQuestion, signal?: AbortSignal): Promise<CallCount[]>;
}

interface CountQuestion {
  accountId: string;
  of?: readonly string[] | undefined;
  edges: readonly number[];
}

export interface CallCount {
  calls: number;
  missed: number;
}

/** How long one answer may look, ms. */
const longestLookMs = 6;
/** How much of that time finding the words of a search takes at most, ms: what is found has to be looked up, too. */
const mostSearchedMs = 3;
/** How long one query is meant to take, ms: the next looks through more or less of the past by what this one took. */
const stepMs = 2;
const dayMs = 24 * 3600_000;
const span = { first: firstIdAt(dayMs), least: firstIdAt(60_000), most: firstIdAt(64 * dayMs) };
const end = Number.MAX_SAFE_INTEGER;

/** Calls that may fit: how they are reached, what they must be, and how far back it is known. */
interface Plan {
  approach: Approach;
  where: string;
  values: SQLInputValue[];
  downTo: number;
}

export function createCallLog({ sql, unreadable }: Database, lines: OwnLines, byCaller: CallsByCaller): CallLog {
  const reader = createCallReader(unreadable);
  const approaches = createApproaches(sql, byCaller);

  function page(filter: CallFilter, before: number | undefined, limit: number): CallPage {
    const begun = performance.now();
    const plan = makePlan(filter, before ?? end);
    if (plan === undefined) return { calls: [] };
    const { approach, where, values } = plan;
    const statement = sql.prepare(
      `SELECT ${callColumns} FROM ${approach.from} ${callJoins}
       WHERE ${where} AND calls.id >= ? AND calls.id < ? ORDER BY calls.id DESC LIMIT ?`,
    );
    const calls: Call[] = [];
    const goOn = walk(plan, before ?? end, Math.max(begun, performance.now() - mostSearchedMs), (from, to) => {
      const rows = statement.all(...approach.values(from, to), ...values, from, to, limit + 1 - calls.length);
      calls.push(...(rows as Row[]).map(reader.presented).filter((call) => call !== undefined));
      return calls.length <= limit;
    });
    if (calls.length <= limit) return goOn === undefined ? { calls } : { calls, next: goOn };
    calls.length = limit;
    return { calls, next: calls[limit - 1]?.id };
  }

  /**
   * Goes back through the past in steps, while `look` wants more and the time since `start` is not over. Answers where to go on;
   * undefined when nothing is left, or no more is wanted.
   */
  function walk(
    { approach, downTo }: Plan,
    before: number,
    start: number,
    look: (from: number, to: number) => boolean,
  ): number | undefined {
    let step = span.first;
    for (let to = before; ; ) {
      const newest = approach.newest(to);
      if (newest === undefined || newest < downTo) return undefined;
      const from = approach.isSmall ? downTo : Math.max(downTo, newest + 1 - step);
      const began = performance.now();
      if (!look(from, newest + 1) || from === downTo) return undefined;
      to = from;
      const now = performance.now();
      if (now - start > longestLookMs) return to;
      step *= Math.min(4, Math.max(0.25, stepMs / Math.max(now - began, 0.01)));
      step = Math.floor(Math.min(span.most, Math.max(span.least, step)));
    }
  }

  /** Undefined where nothing can fit. */
  function makePlan(filter: CallFilter, before: number): Plan | undefined {
    const known = lines.all();
    const wanted = linesOf(known, filter);
    if (wanted?.length === 0) return undefined;
    const terms = filter.search ? joinTerms(searchTerms(sql, filter.search, known, before)) : [];
    const approach = approaches.choose({ filter, lines: wanted, terms, before });
    if (approach === undefined) return undefined;
    const { where, values } = conditions(filter, wanted, terms);
    const from = filter.from === undefined ? 1 : firstIdAt(filter.from);
    return { approach, where, values, downTo: Math.max(from, ...terms.map(({ notedDownTo = 1 }) => notedDownTo)) };
  }

  return {
    page,
    async count(filter, signal) {
      let total = 0;
      for (let before: number | undefined = end; before !== undefined; ) {
        signal?.throwIfAborted();
        const plan = makePlan(filter, before);
        if (plan === undefined) break;
        const { approach, where, values } = plan;
        const statement = sql.prepare(
          `SELECT count(*) AS count FROM ${approach.from} CROSS JOIN callers ON callers.id = calls.caller_id
           WHERE ${where} AND calls.id >= ? AND calls.id < ?`,
        );
        before = walk(plan, before, performance.now(), (from, to) => {
          total += Number(statement.get(...approach.values(from, to), ...values, from, to)?.count ?? 0);
          return true;
        });
        await nextTurn();
      }
      return total;
    },
    async countBetween({ accountId, of, edges }, signal) {
      const statement = sql.prepare(
        `SELECT count(*) AS calls, count(*) FILTER (WHERE direction = 'in' AND state IN ('missed', 'rejected')) AS missed
         FROM calls WHERE ${among('line_id')} AND id >= ? AND id < ? ${of === undefined ? '' : `AND ${ofSubAccount}`}`,
      );
      const names = of === undefined ? [] : [JSON.stringify(of.map(plainName))];
      const own = JSON.stringify(linesOf(lines.all(), { kind: 'all', accountId }));
      const counts: CallCount[] = [];
      for (const [at, end] of edges.slice(1).entries()) {
        signal?.throwIfAborted();
        const found = statement.get(own, firstIdAt(edges[at] ?? end), firstIdAt(end), ...names);
        counts.push({ calls: Number(found?.calls ?? 0), missed: Number(found?.missed ?? 0) });
        await nextTurn();
      }
      return counts;
    },
  };
}

/** By the rows that lists told of a call; what cannot be read of them names nobody. */
const ofSubAccount = `CASE WHEN instr(list_rows, '"subAccount":') > 0 AND json_valid(list_rows) THEN EXISTS
  (SELECT 1 FROM json_each(list_rows) AS told CROSS JOIN json_each(?) AS wanted
   WHERE CASE WHEN told.type = 'object' THEN told.value ->> 'subAccount' END = wanted.value) ELSE 0 END`;

/** The lines that a filter names; undefined where it names none. */
function linesOf(known: readonly OwnLine[], { accountId, line }: CallFilter): number[] | undefined {
  if (accountId === undefined && line === undefined) return undefined;
  return known
    .filter((one) => accountId === undefined || one.accountId === accountId)
    .filter((one) => line === undefined || one.number === line)
    .map(({ id }) => id);
}

function conditions(
  filter: CallFilter,
  lines: readonly number[] | undefined,
  terms: readonly SearchTerm[],
): { where: string; values: SQLInputValue[] } {
  const where: string[] = ['1'];
  const values: SQLInputValue[] = [];
  const add = (condition: string, ...bound: SQLInputValue[]) => {
    where.push(condition);
    values.push(...bound);
  };
  if (filter.kind === 'missed') add("calls.direction = 'in' AND calls.state IN ('missed', 'rejected')");
  if (filter.kind === 'incoming') add("calls.direction = 'in'");
  if (filter.kind === 'outgoing') add("calls.direction = 'out'");
  if (filter.direction !== undefined) add('calls.direction = ?', filter.direction);
  if (filter.kind === 'recorded') add('calls.recording_state IS NOT NULL');
  if (filter.to !== undefined) add('calls.id < ?', firstIdAt(filter.to));
  if (lines !== undefined) add(among('calls.line_id'), JSON.stringify(lines));
  if (filter.remoteKey !== undefined) add('callers.key = ?', filter.remoteKey);
  for (const { text, callers, lines: named, noted } of terms) {
    const ways: [string, SQLInputValue][] = [
      callers === undefined ? ['instr(callers.text, ?)', text] : [among('calls.caller_id'), JSON.stringify(callers)],
      [among('calls.line_id'), JSON.stringify(named)],
      [among('calls.id'), JSON.stringify(noted)],
    ];
    const open = ways.filter(([, value]) => value !== '[]');
    if (open.length === 0) add('0');
    else add(`(${open.map(([condition]) => condition).join(' OR ')})`, ...open.map(([, value]) => value));
  }
  return { where: where.join(' AND '), values };
}

/** One of many: SQLite makes a table of them once, and a look into it costs next to nothing. */
function among(column: string): string {
  return `${column} IN (SELECT value FROM json_each(?))`;
}
