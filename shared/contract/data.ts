import { eventIterator } from '@orpc/contract';
import * as z from 'zod';
import { callColumns } from '../domain/call-columns.ts';
import { callFilter } from './call.ts';
import { procedure } from './procedure.ts';

/** How many days each kind of data is kept; 0 means for ever. */
export const retentionSettings = z.object({
  callDays: z.number().int().min(0).max(36_500),
  recordingDays: z.number().int().min(0).max(36_500),
  /** Raw events as they were heard: only for looking into what went wrong. */
  eventDays: z.number().int().min(0).max(36_500),
});
export type RetentionSettings = z.infer<typeof retentionSettings>;

export const dataUsage = z.object({
  directory: z.string(),
  databaseBytes: z.number(),
  recordingBytes: z.number(),
  calls: z.number().int(),
  /** Rows of the provider's lists that could not be understood; kept as they came. */
  unreadableRows: z.number().int(),
  /** Epoch ms. */
  oldestCallAt: z.number().optional(),
});
export type DataUsage = z.infer<typeof dataUsage>;

/** A file as it is made: pieces of text to be joined, and how far it is. */
export const exportPiece = z.object({ text: z.string(), done: z.number().int(), total: z.number().int() });
export type ExportPiece = z.infer<typeof exportPiece>;

/** Which columns a table of calls has. They stand in their own order, however they are named. */
export const chosenColumns = z.array(z.enum(callColumns)).min(1).max(callColumns.length);

export const dataContract = {
  usage: procedure.output(dataUsage),
  /** The filtered call log as CSV (RFC 4180, UTF-8 with a mark, so that spreadsheets know it). Ends early when left. */
  exportCalls: procedure
    .input(
      z.object({
        filter: callFilter,
        columns: chosenColumns.default([...callColumns]),
        locale: z.enum(['ru', 'en']),
        timeZone: z.string().max(64),
      }),
    )
    .output(eventIterator(exportPiece)),
};
