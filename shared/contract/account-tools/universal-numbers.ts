import * as z from 'zod';
import type { NumberMeanings } from '../../domain/destination-week.ts';
import { weekdays } from '../../domain/schedule/schedule.ts';
import {
  numberFlags,
  numberMails,
  numberSeconds,
  numberTexts,
  type UniversalNumber,
} from '../../domain/universal-numbers.ts';
import { accountId } from '../account.ts';
import { procedure } from '../procedure.ts';
import { settingContract } from './setting.ts';

const words = z.string().max(500);

const destination = z.object({
  phone: words,
  begin: words,
  end: words,
  day: z.number().int(),
  channels: z.number().int(),
  priority: z.number().int(),
  ext: words,
  locked: z.boolean(),
  record: z.boolean(),
  received: z.string().max(4000),
});

export const universalNumbers: z.ZodType<readonly UniversalNumber[], readonly UniversalNumber[]> = z
  .array(
    z.object({
      phone: z.string().min(1).max(64),
      flags: z.partialRecord(z.enum(numberFlags), z.boolean()),
      seconds: z.partialRecord(z.enum(numberSeconds), z.number().int()),
      mails: z.partialRecord(z.enum(numberMails), words),
      // What was kept before it was read has none.
      texts: z.partialRecord(z.enum(numberTexts), words).default({}),
      destinations: z.array(destination).max(1000).readonly(),
      changed: words.optional(),
      unread: words.optional(),
    }),
  )
  .max(200)
  .readonly() as unknown as z.ZodType<readonly UniversalNumber[], readonly UniversalNumber[]>;

const weekday = z.union(weekdays.map((day) => z.literal(day)));
/** A value of a field, as text. */
const value = z.string().max(64);

export const numberMeanings = z.object({
  days: z.record(value, z.array(weekday).min(1).max(7).readonly()).readonly(),
  timeZones: z.record(value, z.string().min(1).max(64)).readonly(),
  priority: z.enum(['smaller-first', 'greater-first', 'no-order']).optional(),
}) satisfies z.ZodType<NumberMeanings>;

export const universalNumbersContract = {
  ...settingContract(universalNumbers, universalNumbers),
  /** What the user confirmed of the account's own values. Kept here; nothing of it is sent. */
  meanings: procedure.input(z.object({ accountId })).output(numberMeanings),
  confirmMeanings: procedure.input(z.object({ accountId, meanings: numberMeanings })).output(numberMeanings),
};
