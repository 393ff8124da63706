import * as z from 'zod';
import { direction } from '../../../shared/contract/call.ts';
import type { CallFacts } from '../../../shared/domain/call-machine.ts';
import { latestInstant, readList, readRecord } from '../database/stored-values.ts';
import type { RowsBeyond, StoredRow } from './stored-row.ts';

/**
 * What a call was settled from, as the database holds it in JSON. What is not of this shape would throw in the middle of
 * settling, and with it a whole batch of events would never be read. Words of a later version are no damage: they prove nothing.
 */
const instant = z.number().min(-latestInstant).max(latestInstant);
const seconds = z.number().optional();
const heard = z.object({ receivedAt: instant, at: instant.optional() });

const isNumber = (value: unknown) => typeof value === 'number';

const facts = z.object({
  direction,
  caller: z.string(),
  callee: z.string(),
  legs: z.record(
    z.string(),
    z.object({
      phone: z.string(),
      durationSeconds: seconds,
      invite: heard.optional(),
      connected: heard.optional(),
      bye: heard.optional(),
    }),
  ),
  firstHeardAt: instant,
  lastHeardAt: instant,
  begunAt: instant.optional(),
  gaveUpAt: instant.optional(),
  beyond: z
    .object({
      // Of a thousand legs, read with each of them.
      heard: z.custom((value) => typeof value === 'object' && value !== null && Object.values(value).every(isNumber)),
      connected: heard.optional(),
      phone: z.string().optional(),
      bye: heard.optional(),
      durationSeconds: seconds,
    })
    .optional(),
});

const row = z.object({
  list: z.string(),
  key: z.string(),
  rank: z.number(),
  remote: z.string(),
  line: z.string(),
  startedAt: instant,
  ids: z.array(z.object({ kind: z.string(), value: z.string() })).optional(),
  direction: direction.optional(),
  talkSeconds: seconds,
  outcome: z.string().optional(),
  subAccount: z.string().optional(),
  answeredBy: z.string().optional(),
  recording: z.string().optional(),
  steps: z.array(z.object({ kind: z.string(), value: z.unknown().optional() })).optional(),
});

const rowsBeyond = z.object({
  count: z.number(),
  startedAt: instant,
  talkSeconds: z.number(),
  outcomes: z.array(z.string()),
});

/** Undefined where it cannot be read. */
export function readFacts(text: unknown): CallFacts | undefined {
  const value = readRecord(text);
  return facts.safeParse(value).success ? (value as CallFacts) : undefined;
}

/** Undefined where it is no list; `isWhole` is false where one of the rows cannot be read, and is left out. */
export function readRows(text: unknown): { rows: StoredRow[]; isWhole: boolean } | undefined {
  const all = readList(text);
  if (all === undefined) return undefined;
  const rows = all.filter((one): one is StoredRow => row.safeParse(one).success);
  return { rows, isWhole: rows.length === all.length };
}

/** Undefined where it cannot be read. */
export function readRowsBeyond(text: unknown): RowsBeyond | undefined {
  const value = readRecord(text);
  return rowsBeyond.safeParse(value).success ? (value as RowsBeyond) : undefined;
}
