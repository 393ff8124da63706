import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { type BuiltFile, describeExcess, weighFirstLoad } from './first-load.ts';

/** Code that gzip makes no smaller than about so many bytes. */
const codeOf = (bytes: number) => randomBytes((bytes * 3) / 4).toString('base64');

const built = new Map<string, BuiltFile>([
  [
    'assets/index-1.js',
    { code: codeOf(10_000), imports: ['assets/shared-2.js'], modules: { 'app.tsx': 100, 'library.js': 900 } },
  ],
  ['assets/shared-2.js', { code: codeOf(2000), imports: ['assets/index-1.js'], modules: { 'shared.ts': 50 } }],
  ['assets/settings-3.js', { code: codeOf(90_000), imports: ['assets/shared-2.js'] }],
  ['assets/first-4.js', { code: codeOf(1000), imports: [], modules: { 'en.ts': 10 } }],
  ['assets/first-5.js', { code: codeOf(3000), imports: [], modules: { 'ru.ts': 10 } }],
]);

it('weighs what the entry imports and the larger language, each once, and nothing that is loaded later', () => {
  const { files, bytes, modules } = weighFirstLoad(built, 'assets/index-1.js');
  expect(files).toEqual(['assets/index-1.js', 'assets/shared-2.js', 'assets/first-5.js']);
  expect(bytes / 15_000).toBeCloseTo(1, 0);
  expect(modules.map(({ id }) => id)).toEqual(['library.js', 'ru.ts', 'shared.ts', 'app.tsx']);
});

it('names the largest modules of a page that loads too much', () => {
  const weighed = weighFirstLoad(built, 'assets/index-1.js');
  expect(describeExcess(weighed, weighed.bytes)).toBeUndefined();
  const said = describeExcess(weighed, 9000);
  expect(said).toContain('and 9.0 kB is allowed');
  expect(said?.split('\n').at(2)).toMatch(/^ {2}\d+\.\d kB {2}library\.js$/);
});

it('says so where the words of the languages are not found, of which it would weigh none', () => {
  const wordless = new Map([...built].filter(([name]) => !name.includes('first-')));
  expect(() => weighFirstLoad(wordless, 'assets/index-1.js')).toThrow('first words');
});
