import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const root = new URL('../', import.meta.url);
const ofTheProject = [
  'LICENSE',
  'README.md',
  'build',
  'electron',
  'package-lock.json',
  'package.json',
  'renderer',
  'shared',
  'test',
  'tsconfig.json',
];

/** A debugging run once left 133 files here that no rule of the source looked at, and they were committed. */
it('has nothing at the top of the tree but what belongs there', () => {
  const ignored = readFileSync(new URL('.gitignore', root), 'utf8')
    .split('\n')
    .map((line) => line.replace(/\/$/, ''));
  const left = readdirSync(root).filter(
    (name) => !name.startsWith('.') && !name.endsWith('.log') && !ignored.includes(name),
  );
  expect(left.sort()).toEqual(ofTheProject);
});
