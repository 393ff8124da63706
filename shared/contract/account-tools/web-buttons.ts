import * as z from 'zod';
import type { WebButton } from '../../domain/web-buttons.ts';
import { procedure } from '../procedure.ts';
import { whose } from './whose.ts';

const told = z.string().max(4000);
const id = z.string().min(1).max(200);

const webButton = z.object({
  id: id.optional(),
  phone: told.optional(),
  color: told.optional(),
  type: told.optional(),
  text: told.optional(),
  description: told.optional(),
  keypad: z.boolean().optional(),
  others: z
    .array(z.object({ name: z.string().max(100), value: z.string().max(500) }))
    .max(40)
    .readonly(),
}) satisfies z.ZodType<WebButton>;

/** All of them always: an update sets what it leaves out back to the provider's own. */
const fields = z.object({
  phone: told,
  color: told,
  type: told,
  text: told,
  description: told,
  keypad: z.boolean(),
});

const webButtons = z.array(webButton).max(500);
const outcome = z.object({
  buttons: webButtons,
  /** Of the list that was read afterwards: whether it shows what was asked for. `failed`: it could not be read. */
  readBack: z.enum(['as-sent', 'other', 'failed']),
});
export type WebButtonOutcome = z.infer<typeof outcome>;

/**
 * Each change is sent once. BAD_INPUT names the field that would be refused; NOT_FOUND where the button is gone; CHANGE_UNKNOWN
 * where neither an answer nor the list told whether it was carried out.
 */
export const webButtonsContract = {
  /** As the provider has them now. */
  list: procedure.input(z.object(whose)).output(webButtons),
  add: procedure.input(z.object({ ...whose, button: fields })).output(outcome),
  /** `before` is what the edit began from: SETTINGS_CHANGED when the provider has something else by now. */
  update: procedure.input(z.object({ ...whose, before: webButton, button: fields })).output(outcome),
  remove: procedure.input(z.object({ ...whose, id })).output(outcome),
};
