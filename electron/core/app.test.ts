import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createLockableVault } from '../../test/fakes/lockable-vault.ts';
import { createManualClock } from '../../test/fakes/manual-clock.ts';
import { silentLogger } from '../../test/fakes/silent-logger.ts';
import { createCore } from './app.ts';
import type { CorePorts } from './ports.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'perezvon-app-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

function ports(fields: Partial<CorePorts>): CorePorts {
  return {
    host: {
      ...{ name: 'test', version: '0.0.0', platform: 'linux', locale: 'en' },
      features: { tray: false, notifications: 'os', loginItem: false, popup: false, hotkey: false },
    },
    clock: createManualClock(),
    logger: silentLogger,
    vault: { ...createLockableVault(), onChange: () => () => {} },
    paths: { dataDirectory: directory },
    notifier: { show() {}, withdraw() {} },
    urlOpener: { open: async () => {}, dial: async () => {} },
    ...fields,
  };
}

/** SQLite keeps its log beside a file for as long as that is open. */
const isOpen = () => readdirSync(directory).includes('perezvon.sqlite-wal');

it('closes what it opened, and says why, where it cannot be put together', async () => {
  const broken = new Error('the last of the parts');
  const clock = createManualClock();
  const vault = {
    ...createLockableVault(),
    onChange() {
      expect(isOpen()).toBe(true);
      throw broken;
    },
  };
  await expect(createCore(ports({ vault, clock }))).rejects.toBe(broken);
  expect([isOpen(), clock.pending()]).toEqual([false, 0]);
});

it('closes the database also where the next thing that it opens fails', async () => {
  const broken = new Error('no certificates');
  const given = ports({});
  Object.defineProperty(given, 'trust', {
    get() {
      expect(isOpen()).toBe(true);
      throw broken;
    },
  });
  await expect(createCore(given)).rejects.toBe(broken);
  expect(isOpen()).toBe(false);
});

it('is open until it is closed where it can', async () => {
  const core = await createCore(ports({}));
  expect(isOpen()).toBe(true);
  await core.close();
  expect(isOpen()).toBe(false);
});
