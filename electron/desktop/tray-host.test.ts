import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { silentLogger } from '../../test/fakes/silent-logger.ts';
import { createAsk } from '../core/system/question.ts';
import { createTrayHost } from './tray-host.ts';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'perezvon-tray-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

/** A session with only these commands on its path. */
async function session(commands: Record<string, string>) {
  for (const [name, script] of Object.entries(commands)) {
    await writeFile(join(directory, name), `#!/bin/sh\n${script}\n`);
    await chmod(join(directory, name), 0o755);
  }
  const ask = createAsk({ environment: { PATH: directory }, logger: silentLogger });
  const host = createTrayHost({ platform: 'linux', ask });
  await host.refresh();
  return host.isThere();
}

const onLinux = it.skipIf(process.platform === 'win32');

onLinux('is there when the session says that somebody watches for icons', async () => {
  expect(
    await session({
      gdbus:
        'case "$*" in *"--method org.freedesktop.DBus.NameHasOwner org.kde.StatusNotifierWatcher") echo "(true,)";; esac',
    }),
  ).toBe(true);
  expect(await session({ gdbus: 'echo "(false,)"' })).toBe(false);
});

onLinux('is asked of the next tool when the first one is not there or fails', async () => {
  expect(await session({ busctl: 'echo "b true"' })).toBe(true);
  expect(await session({ gdbus: 'exit 1', busctl: 'echo "b true"' })).toBe(true);
});

onLinux('is not counted on where nobody can be asked', async () => {
  expect(await session({})).toBe(false);
});

it.each(['win32', 'darwin'] as const)('is always there on %s', (platform) => {
  expect(createTrayHost({ platform, ask: async () => undefined }).isThere()).toBe(true);
});
