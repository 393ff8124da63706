import type { IncomingHttpHeaders } from 'node:http';
import type { Language } from '../../shared/words/start.ts';

/**
 * The language that a browser asks for before all others: the one its `navigator.language` names, by which the page
 * chooses its own. Undefined when it asks for none.
 */
export function browserLanguage({ 'accept-language': asked }: IncomingHttpHeaders): Language | undefined {
  const first = asked?.split(/[,;]/, 1)[0]?.trim().toLowerCase();
  if (first === undefined || first === '' || first === '*') return undefined;
  return first.startsWith('ru') ? 'ru' : 'en';
}
