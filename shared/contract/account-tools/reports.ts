import * as z from 'zod';
import { accountId } from '../account.ts';
import { procedure } from '../procedure.ts';
import { whose } from './whose.ts';

/** A table of whatever columns come, under the names that they come with: no document names them. */
export const receivedTable = z.object({
  columns: z.array(z.string().max(100)).max(40),
  rows: z.array(z.array(z.string().max(500)).max(40)),
  /** There are more rows or columns than were taken. */
  isCut: z.boolean(),
});
export type ReceivedTable = z.infer<typeof receivedTable>;

export const reportKind = z.enum(['directions', 'children']);
export type ReportKind = z.infer<typeof reportKind>;

const subject = z.object({
  id: z.string().min(1).max(200),
  login: z.string().max(200),
  sipId: z.string().max(200),
  /** Its calls stand among the account's own. */
  isChild: z.boolean(),
});
export type Subject = z.infer<typeof subject>;

export const reportsContract = {
  /** Epoch ms, both inclusive. */
  read: procedure
    .input(
      z.object({
        ...whose,
        kind: reportKind,
        from: z.number().int().min(0),
        to: z.number().int().min(0),
      }),
    )
    .output(receivedTable),
};

export const subAccountsContract = {
  /** Without what looks like a password. */
  list: procedure.input(z.object({ accountId })).output(receivedTable),
  /** Whose tools may be looked at: those of the list that have a name, and the partner accounts that were made here. */
  subjects: procedure.input(z.object({ accountId })).output(z.array(subject)),
};
