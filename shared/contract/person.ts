import * as z from 'zod';
import { procedure } from './procedure.ts';

/** What the user says of a number: kept by party key, so that it holds for every call of a caller, of whichever account. */
export const person = z.object({
  key: z.string().min(1).max(200),
  name: z.string().trim().max(120),
  note: z.string().trim().max(4000),
});
export type Person = z.infer<typeof person>;

export const personContract = {
  /** Empty name and note when nothing was said yet. */
  get: procedure.input(z.object({ key: z.string().min(1).max(200) })).output(person),
  /** Both empty forgets the person. Without a note it stays as it is. */
  save: procedure.input(person.partial({ note: true })).output(person),
  /** The note alone. NOTE_CHANGED where it is not `before` any more, nor what it shall be. */
  annotate: procedure.input(person.omit({ name: true }).extend({ before: z.string().max(4000) })).output(person),
};
