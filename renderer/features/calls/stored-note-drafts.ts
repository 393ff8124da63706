import * as z from 'zod';
import type { NoteDrafts } from './note-draft.ts';

const storedDraft = z.object({ text: z.string().max(4000), base: z.string().max(4000) });

/**
 * The draft of one note, in the browser's own store for this program's address. A note is the user's text and no secret, and
 * is there only until the program has it: so that neither a reload, nor a closed window, nor a program that is gone loses it.
 */
export function storedNoteDrafts(place: string): NoteDrafts {
  const key = `note-draft ${place}`;
  function read() {
    try {
      const stored = localStorage.getItem(key);
      return stored === null ? undefined : storedDraft.safeParse(JSON.parse(stored)).data;
    } catch {
      return undefined;
    }
  }
  return {
    read,
    write(draft) {
      try {
        localStorage.setItem(key, JSON.stringify(draft));
      } catch {
        // Full, or switched off: the note is saved all the same, and only outlives no reload before that.
      }
    },
    remove(text) {
      if (read()?.text === text) localStorage.removeItem(key);
    },
  };
}
