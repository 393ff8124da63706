import { checkDialable } from '../../../shared/domain/dialling.ts';

/** A run of digits as people part them, or a link that names one. */
const candidates = /(?:tel|callto|sips?):[^\s,<>"']+|\+?\(?\d[\d\s().\-\u2010-\u2015\u00a0]{3,}\d/gi;

/**
 * The number in a pasted text: all of it where it is one, else the first one in it that can be dialled, as in "Мария,
 * 8 (916) 100-02-32, после обеда". Undefined when there is none.
 */
export function numberIn(text: string): string | undefined {
  const whole = text.trim();
  if (checkDialable(whole).ok) return whole;
  return whole
    .match(candidates)
    ?.map((found) => found.trim())
    .find((found) => checkDialable(found).ok);
}
