import * as z from 'zod';
import { procedure } from '../procedure.ts';
import { whose } from './whose.ts';

/** A movement of money as the provider lists it. No document names its fields: what is recognised, and all of it as received. */
export const moneyOperation = z.object({
  /** Epoch ms. */
  at: z.number().optional(),
  /** In millionths; negative is what was spent. */
  amount: z.number().int().optional(),
  currency: z.string().max(20),
  description: z.string().max(500),
  columns: z.array(z.object({ name: z.string().max(100), value: z.string().max(500) })).max(60),
});
export type MoneyOperation = z.infer<typeof moneyOperation>;

const kind = z.enum(['in', 'out', 'unknown']);
/** Epoch ms, both inclusive; at most a hundred days, because the provider is asked week by week. */
const period = { from: z.number().int().min(0), to: z.number().int().min(0) };

export const moneyContract = {
  /** As the provider has it now; without an amount where its answer tells none. */
  balance: procedure
    .input(z.object(whose))
    .output(z.object({ amount: z.string().max(100).optional(), currency: z.string().max(20) })),
  /** Newest first. `isCut`: there are more than were taken. */
  operations: procedure
    .input(z.object({ ...whose, ...period }))
    .output(z.object({ operations: z.array(moneyOperation), isCut: z.boolean() })),
  /** The same as CSV, of one kind where it is named. */
  exportOperations: procedure
    .input(
      z.object({
        ...whose,
        ...period,
        kind: kind.optional(),
        locale: z.enum(['ru', 'en']),
        timeZone: z.string().max(64),
      }),
    )
    .output(z.object({ text: z.string(), count: z.number().int() })),
};
