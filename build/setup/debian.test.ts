import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const installsByItself = existsSync('/usr/bin/apt-get') && process.getuid?.() === 0;

let clone: string;
beforeEach(() => {
  clone = mkdtempSync(join(tmpdir(), 'perezvon-clone-'));
  for (const part of ['build', 'package.json', 'package-lock.json'])
    cpSync(join(root, part), join(clone, part), { recursive: true });
  mkdirSync(join(clone, 'bin'));
});
afterEach(() => rmSync(clone, { recursive: true }));

/** `npm test` of a new machine that has these commands and no other. */
function testOn(commands: Record<'npm' | 'apt-get', string>) {
  for (const [name, script] of Object.entries(commands))
    writeFileSync(join(clone, 'bin', name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  symlinkSync(process.execPath, join(clone, 'bin/node'));
  const { status, stderr } = spawnSync(process.execPath, [join(clone, 'build/test.mjs')], {
    env: { PATH: join(clone, 'bin') },
    encoding: 'utf8',
    timeout: 60_000,
  });
  return { status, told: stderr.trim().split('\n') };
}

it.skipIf(!installsByItself)('no longer asks Debian for its lists once npm has failed, and says last why', () => {
  const { status, told } = testOn({ npm: 'echo no registry >&2; exit 1', 'apt-get': 'exec /bin/sleep 600' });
  expect(status).toBe(1);
  expect(told).toContainEqual(expect.stringContaining('Installing Debian packages'));
  expect(told.slice(-2)).toEqual(['npm ci failed:', 'no registry']);
});

it.skipIf(!installsByItself)(
  'waits for packages that are installed just then, says so, and buries the reason under nothing',
  () => {
    const [installs, failing] = [join(clone, 'installs'), join(clone, 'failing')];
    // npm fails while apt-get installs, which ends once npm has.
    const npmIsGone = `[ -s '${failing}' ] && ! kill -0 "$(/bin/cat '${failing}')"`;
    const { status, told } = testOn({
      npm: `until [ -e '${installs}' ]; do /bin/sleep 0.02; done; echo no registry >&2; echo $$ > '${failing}'; exit 1`,
      'apt-get': `[ "$1" = update ] && exit; : > '${installs}'; until ${npmIsGone}; do /bin/sleep 0.02; done; exit 1`,
    });
    expect(status).toBe(1);
    expect(told.slice(-3)).toEqual([
      expect.stringContaining('as soon as apt-get has'),
      'npm ci failed:',
      'no registry',
    ]);
  },
);
