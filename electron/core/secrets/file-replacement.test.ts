import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { allReplaced, replaceFile } from './file-replacement.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'perezvon-replacement-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

it('leaves what was asked for last, however many ask at once', async () => {
  const path = join(folder, 'state.json');
  const texts = Array.from({ length: 20 }, (_, index) => `text ${index}`);
  await Promise.all(texts.map((text) => replaceFile(path, text)));
  expect(readFileSync(path, 'utf8')).toBe('text 19');
  expect(readdirSync(folder)).toEqual(['state.json']);
});

it('goes on with the next where one fails', async () => {
  const path = join(folder, 'later', 'state.json');
  const first = replaceFile(path, 'too early');
  const second = first.catch(() => mkdir(join(folder, 'later'))).then(() => replaceFile(path, 'in time'));
  await expect(first).rejects.toThrow('ENOENT');
  await second;
  expect(readFileSync(path, 'utf8')).toBe('in time');
});

it('says when all that was asked for is on the disk', async () => {
  const paths = ['one', 'two'].map((name) => join(folder, name));
  for (const path of paths) for (const text of ['first', 'last']) void replaceFile(path, text);
  await allReplaced();
  expect(paths.map((path) => readFileSync(path, 'utf8'))).toEqual(['last', 'last']);
});

it('does not fail with one that failed: whoever asked for it hears of that', async () => {
  const failing = replaceFile(join(folder, 'nowhere', 'state.json'), 'text');
  await allReplaced();
  await expect(failing).rejects.toThrow('ENOENT');
});
