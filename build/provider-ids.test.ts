import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { providerId } from '../shared/contract/account.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Where else a provider may be named: what would have to be added for a fifth. */
const places = [
  'shared/contract/account.ts',
  // What a user sees of it that no capability tells: its name, and where access is given.
  'renderer/words/*/*.ts',
  'renderer/features/accounts/connect/access-place.ts',
  // Stands of the demo, and what is as old as the database.
  'electron/demo/**/*.ts',
  'electron/core/accounts/demo-accounts.ts',
  'electron/core/database/migrations/*.ts',
];

/** Words of one provider's wire (SIPNET API 2.7.0, 6.4 to 6.6 and 6.11). */
const wireWords = /\b(pbxcalls|calls2|getrec|gencall|genmulticall|aninnumbers|recordcalls)\b/;

function filesOf(...patterns: string[]): Set<string> {
  return new Set(globSync(patterns, { cwd: root }).map((path) => path.replaceAll('\\', '/')));
}

const sources = [...filesOf('{electron,renderer,shared}/**/*.{ts,tsx}')].filter((path) => !path.includes('.test.'));
const textOf = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');

it.each(providerId.options)('%s is named where a provider is added, and nothing else branches on it', (id) => {
  const named = sources.filter((path) => new RegExp(`['"\`]${id}['"\`]|^  ${id}:`, 'm').test(textOf(path)));
  const folders = new Set(named.flatMap((path) => /^electron\/core\/providers\/[^/]+\//.exec(path) ?? []));
  expect(folders.size).toBe(1);
  const allowed = filesOf(...places, ...[...folders].map((folder) => `${folder}**/*.ts`));
  expect(named.filter((path) => !allowed.has(path))).toEqual([]);
});

it('nothing outside of its folder speaks the words of a wire', () => {
  const allowed = filesOf(...places, 'electron/core/providers/sipnet/**/*.ts');
  const speaking = sources.filter((path) => wireWords.test(textOf(path).replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')));
  expect(speaking.length).toBeGreaterThan(0);
  expect(speaking.filter((path) => !allowed.has(path))).toEqual([]);
});
