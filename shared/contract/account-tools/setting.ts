import * as z from 'zod';
import { procedure } from '../procedure.ts';
import { whose } from './whose.ts';

/**
 * A setting that the provider keeps as a whole and this program changes as a whole. `received` is what the provider may tell of
 * it, `edited` what may be sent.
 */
export function settingContract<Received extends z.ZodType, Edited extends z.ZodType>(
  received: Received,
  edited: Edited,
) {
  const kept = z.object({
    id: z.number().int(),
    /** Epoch ms. */
    changedAt: z.number(),
    setting: received,
  });
  const outcome = z.object({
    setting: received,
    /**
     * `as-sent`: read back, and it is what was sent. `other`: read back, and the provider made something else of it. `failed`: it
     * could not be read, or does not tell all that was sent.
     */
    readBack: z.enum(['as-sent', 'other', 'failed']),
  });
  return {
    /** As the provider has it now; never from a cache. */
    read: procedure.input(z.object(whose)).output(received),
    /**
     * Sends the edit, once, and answers what the provider has afterwards. `before` is what the edit began from: SETTINGS_CHANGED
     * when the provider has something else by now, BAD_INPUT for what breaks a rule; in both cases nothing was sent. What was
     * set before is kept first. CHANGE_UNKNOWN: sent, and even a new reading did not tell whether it was carried out.
     */
    save: procedure.input(z.object({ ...whose, before: received, edited })).output(outcome),
    /** Takes it away at the provider, under the same rules. */
    clear: procedure.input(z.object({ ...whose, before: received })).output(outcome),
    /** What this program replaced, newest first. To restore is to save it as an edit. */
    history: procedure.input(z.object(whose)).output(z.array(kept)),
  };
}

export type KeptSetting<Setting> = { id: number; changedAt: number; setting: Setting };
export type SettingOutcome<Setting> = { setting: Setting; readBack: 'as-sent' | 'other' | 'failed' };
