import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const run = promisify(execFile);
const program = fileURLToPath(new URL('keychain-program.ts', import.meta.url));
const needed = ['dbus-run-session', 'gnome-keyring-daemon', 'secret-tool'];
const missing = needed.filter((tool) => !(process.env.PATH ?? '').split(':').some((at) => existsSync(join(at, tool))));
const reason = missing.length === 0 ? '' : ` (skipped: ${missing.join(', ')} not installed)`;

let home: string;
beforeEach(async () => {
  home = await realpath(await mkdtemp(join(tmpdir(), 'perezvon-keyring-')));
});
afterEach(() => rm(home, { recursive: true }));

/** What a machine has that knows this folder as its home and no bus, screen or keyring but what a test starts. */
const environment = () => ({ PATH: process.env.PATH, HOME: home, XDG_RUNTIME_DIR: home });

/** Runs a shell script in a session of its own with an unlocked GNOME keyring; answers what it printed. */
async function runWithKeyring(script: string): Promise<string> {
  const session = `set -e\nprintf pw | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1\n${script}`;
  const { stdout } = await run('dbus-run-session', ['--', 'bash', '-c', session], {
    env: { ...environment(), NODE: process.execPath, PROGRAM: program, DATA: join(home, 'data') },
    timeout: 60_000,
  });
  return stdout;
}

describe.skipIf(missing.length > 0)(`a real Secret Service${reason}`, () => {
  it('keeps secrets for the next process, long and of any script, and forgets them whole', async () => {
    const secrets = { access: 'x'.repeat(5000), refresh: 'ключ 🔔 \u0000 "\'$(id)', empty: '' };
    // The name is part of what is stored: another one would lose the secrets of everyone who has some.
    const service = `Perezvon ${createHash('sha256').update(join(home, 'data')).digest('hex').slice(0, 12)}`;
    const search = `secret-tool search --all service '${service}' 2>/dev/null`;
    const stdout = await runWithKeyring(`
      "$NODE" "$PROGRAM" "$DATA" write "$(cat <<'SECRETS'
${JSON.stringify(secrets)}
SECRETS
)"
      echo "stored: $(${search} | grep -c '^label')"
      echo "read: $("$NODE" "$PROGRAM" "$DATA" read)"
      "$NODE" "$PROGRAM" "$DATA" delete
      echo "gone: $("$NODE" "$PROGRAM" "$DATA" read)"
      echo "left: $(${search})."
    `);
    expect(JSON.parse(/^read: (.*)$/m.exec(stdout)?.[1] ?? '')).toEqual(secrets);
    // Five parts, one part, none for the empty one, and the pointer: the search does see what is there.
    expect(stdout).toMatch(/^stored: 7$/m);
    expect(stdout).toMatch(/^gone: null$/m);
    expect(stdout).toMatch(/^left: \.$/m);
  });
});

describe.skipIf(process.platform !== 'linux')('Linux without a Secret Service', () => {
  it('says so instead of keeping secrets in the kernel, where the next restart loses them', async () => {
    const started = run(process.execPath, [program, join(home, 'data'), 'read'], { env: environment() });
    await expect(started).rejects.toMatchObject({ stderr: expect.stringMatching(/The system keychain: .*D-?Bus/) });
  });
});
