import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { silentLogger } from '../../../test/fakes/silent-logger.ts';
import { createOneTimeHints } from './one-time-hints.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'perezvon-once-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

it('is once over all runs, however soon the first one ends', () => {
  const path = join(directory, 'told.json');
  const first = createOneTimeHints(path, silentLogger);
  expect(first.isFirst('stays-in-tray')).toBe(true);
  expect(first.isFirst('stays-in-tray')).toBe(false);
  expect(createOneTimeHints(path, silentLogger).isFirst('stays-in-tray')).toBe(false);
});

it('tells again rather than never when the file is of no use', () => {
  const path = join(directory, 'told.json');
  writeFileSync(path, '{"half":');
  expect(createOneTimeHints(path, silentLogger).isFirst('stays-in-tray')).toBe(true);
  expect(createOneTimeHints(join(directory, 'no/such/folder'), silentLogger).isFirst('stays-in-tray')).toBe(true);
});
