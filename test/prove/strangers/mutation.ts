import type { Random } from '../../../electron/demo/random.ts';

const odd = [
  '\0',
  '\r',
  '\n',
  ' ',
  '\t',
  '"',
  "'",
  '\\',
  '/',
  '%00',
  '%2f',
  'é',
  'Ж',
  '\u202e',
  '@',
  '#',
  '?',
  ';',
  '..',
];

/** A text with one to three small changes; it may come out as it was. */
export function mutate(text: string, random: Random): string {
  let changed = text;
  for (let changes = random.integer(1, 3); changes > 0; changes -= 1) {
    const at = random.integer(0, changed.length);
    const sign = random.chance(0.5) ? random.pick(odd) : String.fromCharCode(random.integer(0x20, 0x7e));
    const removed = random.integer(0, 2);
    changed = changed.slice(0, at) + (random.chance(0.7) ? sign : '') + changed.slice(at + removed);
  }
  return changed;
}

/** What Node's client lets stand in a header; a stranger's may send more, and a parser refuses it as a whole. */
export function asHeader(text: string): string {
  return text.replace(/[^\t\x20-\x7e\x80-\xff]/g, '');
}
