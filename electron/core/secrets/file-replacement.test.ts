import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { mkdir, open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { allReplaced, moveFile, removeFile, replaceFile } from './file-replacement.ts';

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

// Windows opens no folder, and journals names by itself.
describe.skipIf(process.platform === 'win32')('the folder is on the disk', () => {
  /** What was in the folder whenever it was synced. */
  async function watchFolder() {
    const seen: string[][] = [];
    const folderHandle = await open(folder);
    const handles = Object.getPrototypeOf(folderHandle) as typeof folderHandle;
    const { sync } = handles;
    vi.spyOn(handles, 'sync').mockImplementation(async function (this: typeof folderHandle) {
      if ((await this.stat()).isDirectory()) seen.push(readdirSync(folder));
      return sync.call(this);
    });
    await folderHandle.close();
    return seen;
  }
  afterEach(() => {
    vi.restoreAllMocks();
  });

  it('when a file was replaced, moved and removed', async () => {
    const [path, aside] = ['state.json', 'aside'].map((name) => join(folder, name)) as [string, string];
    const seen = await watchFolder();
    await replaceFile(path, 'text');
    await moveFile(path, aside);
    await removeFile(aside);
    expect(seen).toEqual([['state.json'], ['aside'], []]);
    expect(existsSync(aside)).toBe(false);
  });

  it('and what is not there is neither moved nor removed', async () => {
    const path = join(folder, 'state.json');
    await expect(removeFile(path)).rejects.toThrow('ENOENT');
    await expect(moveFile(path, `${path}.aside`)).rejects.toThrow('ENOENT');
  });
});
