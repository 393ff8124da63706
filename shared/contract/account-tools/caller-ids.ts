import * as z from 'zod';
import { procedure } from '../procedure.ts';
import { whose } from './whose.ts';

/** A number that the provider lets the account call from. */
export const callerId = z.object({
  /** As received: this is how it is named to the provider. */
  number: z.string().min(1).max(200),
  /** How it came to be the account's, as received. */
  type: z.string().max(200).optional(),
  /** Absent where the provider does not tell which one is. */
  isDefault: z.boolean().optional(),
});
export type CallerId = z.infer<typeof callerId>;

export const checkBy = z.enum(['sms', 'call']);
export type CheckBy = z.infer<typeof checkBy>;

/** A number that waits for its code. The provider's own question names none, so there is one at a time. */
export const callerIdCheck = z.object({
  number: z.string().max(200),
  by: checkBy,
  /** Epoch ms. */
  sentAt: z.number(),
  /** No answer came: the code may be on its way or not. */
  isUnknown: z.boolean(),
});
export type CallerIdCheck = z.infer<typeof callerIdCheck>;

export const callerIds = z.object({ numbers: z.array(callerId).max(1000), check: callerIdCheck.optional() });
export type CallerIds = z.infer<typeof callerIds>;

const number = z.string().trim().min(1).max(200);

export const callerIdsContract = {
  /** As the provider has them now, and the number that waits for its code. */
  read: procedure.input(z.object(whose)).output(callerIds),
  /**
   * Has the provider send a code to the number, or tell it in a call: once. CHECK_PENDING while another waits for its code,
   * which would be worth nothing any more, unless `again`. ORDER_UNKNOWN where no answer came: the number waits all the same.
   */
  add: procedure
    .input(z.object({ ...whose, number, by: checkBy, again: z.boolean().default(false) }))
    .output(callerIds),
  /** Of the number that waits. CHANGE_UNKNOWN where neither an answer nor the list told whether it was taken. */
  confirm: procedure.input(z.object({ ...whose, code: z.string().trim().min(1).max(32) })).output(callerIds),
  /** Forgets here that a number waits; the provider is told nothing. */
  dropCheck: procedure.input(z.object(whose)).output(callerIds),
  setDefault: procedure.input(z.object({ ...whose, number })).output(callerIds),
  remove: procedure.input(z.object({ ...whose, number })).output(callerIds),
};
