import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createManualClock } from '../../../test/fakes/manual-clock.ts';
import { silentLogger } from '../../../test/fakes/silent-logger.ts';
import { createRunTool } from '../../core/system/run-tool.ts';
import { createSystemClock } from '../../core/system-clock.ts';
import { createTrayHost } from './host.ts';

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
  const ask = createRunTool({ environment: { PATH: directory }, logger: silentLogger });
  const host = createTrayHost({ platform: 'linux', ask, clock: createSystemClock() });
  await host.refresh();
  return host.isThere();
}

const onLinux = it.skipIf(process.platform === 'win32');

const asked = 'org.freedesktop.DBus.Properties.Get org.kde.StatusNotifierWatcher IsStatusNotifierHostRegistered';

onLinux('is there when a panel has registered to show icons, and not when somebody only watches for them', async () => {
  const say = (registered: boolean) =>
    `case "$*" in *"--method ${asked}") echo "(<${registered}>,)";; *) echo "(true,)";; esac`;
  expect(await session({ gdbus: say(true) })).toBe(true);
  expect(await session({ gdbus: say(false) })).toBe(false);
});

it('is told of when a panel comes, also long after the start, and each time', async () => {
  const clock = createManualClock();
  let registered = false;
  const host = createTrayHost({ platform: 'linux', clock, ask: async () => `(<${registered}>,)` });
  let came = 0;
  const stop = host.watch(() => {
    came += 1;
  });
  const wait = async (ms: number) => {
    for (let passed = 0; passed < ms; passed += 5_000) {
      clock.advance(5_000);
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  await wait(10 * 60_000);
  expect(came).toBe(0);
  registered = true;
  await wait(60_000);
  await wait(60_000);
  expect([came, host.isThere()]).toEqual([1, true]);
  registered = false;
  await wait(60_000);
  registered = true;
  await wait(60_000);
  expect(came).toBe(2);
  stop();
  registered = false;
  await wait(600_000);
  expect(host.isThere()).toBe(true);
});

onLinux('is asked of the next tool when the first one is not there or fails', async () => {
  expect(await session({ busctl: 'echo "b true"' })).toBe(true);
  expect(await session({ gdbus: 'exit 1', busctl: 'echo "b true"' })).toBe(true);
});

onLinux('is not counted on where nobody can be asked', async () => {
  expect(await session({})).toBe(false);
});

it.each(['win32', 'darwin'] as const)('is always there on %s', (platform) => {
  expect(createTrayHost({ platform, clock: createManualClock(), ask: async () => undefined }).isThere()).toBe(true);
});
