import { execFile, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AccountStatus } from '../../shared/contract/account.ts';
import type { VaultState } from '../../shared/contract/host.ts';
import { unlockKeyring } from '../fixtures/gnome-keyring.ts';
import { openStand } from '../fixtures/sipnet-account.ts';

const run = promisify(execFile);
const program = fileURLToPath(new URL('keychain-program.ts', import.meta.url));
const wholeProgram = fileURLToPath(new URL('locked-keychain-program.ts', import.meta.url));
/** Begins a session of the bus, in which a command runs. */
const inSession = 'dbus-run-session';
const needed = [inSession, 'gnome-keyring-daemon', 'secret-tool', 'gdbus'];
const missing = needed.filter((tool) => !(process.env.PATH ?? '').split(':').some((at) => existsSync(join(at, tool))));
const reason = missing.length === 0 ? '' : ` (skipped: ${missing.join(', ')} not installed)`;

let home: string;
beforeEach(async () => {
  home = await realpath(await mkdtemp(join(tmpdir(), 'perezvon-keyring-')));
});
afterEach(() => rm(home, { recursive: true }));

/** What the program says of itself. */
interface Told {
  vault: VaultState;
  status?: AccountStatus;
}

/** What a machine has that knows this folder as its home and no bus, screen or keyring but what a test starts. */
const environment = () => ({ PATH: process.env.PATH, HOME: home, XDG_RUNTIME_DIR: home });

/** Runs a shell script in a session of its own with an unlocked GNOME keyring; answers what it printed. */
async function runWithKeyring(script: string): Promise<string> {
  const session = `set -e\nprintf pw | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1\n${script}`;
  const { stdout } = await run(inSession, ['--', 'bash', '-c', session], {
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

  it('that is locked at the login is said to be, and the accounts come alive when it is unlocked', async () => {
    const under = await openStand();
    const data = join(home, 'data');
    await runWithKeyring(`"$NODE" '${wholeProgram}' "$DATA" connect '${under.stand.url}'`);

    // The next login: nothing has unlocked the keyring, and there is no display on which its owner could be asked.
    const session = 'gnome-keyring-daemon --start --components=secrets >/dev/null </dev/null && exec "$@"';
    const watching = [process.execPath, wholeProgram, data, 'watch'];
    const login = spawn(inSession, ['--', 'bash', '-c', session, 'bash', ...watching], {
      env: environment(),
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    const ended = new Promise((resolve) => login.once('close', resolve));
    const lines = createInterface({ input: login.stdout })[Symbol.asyncIterator]();
    const next = async (isMeant: (told: Told) => boolean): Promise<Told> => {
      for (;;) {
        const { value, done } = await lines.next();
        if (done === true) throw new Error('The program has ended');
        const told = JSON.parse(value) as Told;
        if (isMeant(told)) return told;
      }
    };
    try {
      const before = await next(({ status }) => status?.state === 'needs-attention');
      expect(before.vault).toMatchObject({ kind: 'keychain', locked: true, fileExists: false });
      expect(before.status?.problem?.code).toBe('VAULT_LOCKED');
      await unlockKeyring(home, 'pw');
      const after = await next(({ status }) => status?.state === 'polling');
      expect(after.vault).toEqual({ kind: 'keychain', locked: false, fileExists: false });
    } finally {
      login.stdin.end();
      await ended;
      await under.close();
    }
  });
});

describe.skipIf(process.platform !== 'linux')('Linux without a Secret Service', () => {
  it('says so instead of keeping secrets in the kernel, where the next restart loses them', async () => {
    const started = run(process.execPath, [program, join(home, 'data'), 'read'], { env: environment() });
    await expect(started).rejects.toMatchObject({ stderr: expect.stringMatching(/The system keychain: .*D-?Bus/) });
  });
});
