import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { chromiumPath } from '../e2e/fixtures/chromium.ts';
import { root } from './pack.ts';
import { writeCertificateTool, writeImageTools, writeRunnableElectron } from './runnable-electron.ts';

let scratch: string;
let started: string;
beforeEach(async () => {
  scratch = await realpath(await mkdtemp(join(tmpdir(), 'perezvon-hosted-')));
  started = join(scratch, 'started');
});
afterEach(async () => {
  // The version that was restarted into goes on by itself, as on a machine that ends it.
  const ids = existsSync(started) ? readFileSync(started, 'utf8').trim().split('\n') : [];
  for (const id of ids.filter(isOurs)) process.kill(Number(id), 'SIGTERM');
  await rm(scratch, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
});

/** A number may be another program's by now. */
function isOurs(id: string): boolean {
  try {
    return readFileSync(`/proc/${id}/cmdline`, 'utf8').includes(scratch);
  } catch {
    return false;
  }
}

/** The whole program of the workflow's last step, with the double where Electron is, and the packager's tools made here. */
it.skipIf(process.platform !== 'linux')(
  'an installed version is replaced by the next one of a signed feed',
  async () => {
    const at = (name: string) => join(scratch, name);
    const [electron, tools, commands, home] = [at('electron'), at('tools'), at('commands'), at('home')];
    await writeRunnableElectron(electron);
    await writeImageTools(tools);
    for (const folder of [commands, home, at('temporary')]) await mkdir(folder);
    await writeCertificateTool(commands);
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'build/hosted/check-update.ts')], {
      cwd: root,
      encoding: 'utf8',
      timeout: 280_000,
      env: {
        PATH: [commands, dirname(process.execPath), process.env.PATH].join(delimiter),
        HOME: home,
        TMPDIR: at('temporary'),
        DBUS_SESSION_BUS_ADDRESS: `unix:path=${scratch}/none`,
        CHROMIUM_PATH: chromiumPath(),
        PEREZVON_ELECTRON_DIST: electron,
        APPIMAGE_TOOLS_PATH: tools,
        PEREZVON_STUB_PROCESSES: started,
        PEREZVON_VAULT: 'memory',
      },
    });
    expect(stdout, stderr).toMatch(/^0\.0\.1 has become 0\.0\.2\.$/m);
    expect(status).toBe(0);
  },
);
