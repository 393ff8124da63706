import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AccountStatus } from '../../shared/contract/account.ts';
import type { VaultState } from '../../shared/contract/host.ts';
import {
  keyringEnvironment,
  logInLocked,
  missingKeyringTools,
  runWithKeyring,
  unlockKeyring,
} from '../fixtures/gnome-keyring.ts';
import { openStand } from '../fixtures/sipnet-account.ts';

const run = promisify(execFile);
const program = fileURLToPath(new URL('keychain-program.ts', import.meta.url));
const wholeProgram = fileURLToPath(new URL('locked-keychain-program.ts', import.meta.url));
const missing = missingKeyringTools();
const reason = missing.length === 0 ? '' : ` (skipped: ${missing.join(', ')} not installed)`;

let home: string;
beforeEach(async () => {
  home = await realpath(await mkdtemp(join(tmpdir(), 'perezvon-keyring-')));
});
afterEach(() => rm(home, { recursive: true }));

const variables = () => ({ NODE: process.execPath, PROGRAM: program, DATA: join(home, 'data') });

/** What the program says of itself. */
interface Told {
  vault: VaultState;
  status?: AccountStatus;
}

describe.skipIf(missing.length > 0)(`a real Secret Service${reason}`, () => {
  it('keeps secrets for the next process, long and of any script, and forgets them whole', async () => {
    const secrets = { access: 'x'.repeat(5000), refresh: 'ключ 🔔 \u0000 "\'$(id)', empty: '' };
    // The name is part of what is stored: another one would lose the secrets of everyone who has some.
    const service = `Perezvon ${createHash('sha256').update(join(home, 'data')).digest('hex').slice(0, 12)}`;
    const search = `secret-tool search --all service '${service}' 2>/dev/null`;
    const stdout = await runWithKeyring(
      home,
      `
      "$NODE" "$PROGRAM" "$DATA" write "$(cat <<'SECRETS'
${JSON.stringify(secrets)}
SECRETS
)"
      echo "stored: $(${search} | grep -c '^label')"
      echo "read: $("$NODE" "$PROGRAM" "$DATA" read)"
      "$NODE" "$PROGRAM" "$DATA" delete
      echo "gone: $("$NODE" "$PROGRAM" "$DATA" read)"
      echo "left: $(${search})."
    `,
      variables(),
    );
    expect(JSON.parse(/^read: (.*)$/m.exec(stdout)?.[1] ?? '')).toEqual(secrets);
    // Five parts, one part, none for the empty one, and the pointer: the search does see what is there.
    expect(stdout).toMatch(/^stored: 7$/m);
    expect(stdout).toMatch(/^gone: null$/m);
    expect(stdout).toMatch(/^left: \.$/m);
  });

  it('that is locked at the login is said to be, and the accounts come alive when it is unlocked', async () => {
    const under = await openStand();
    const data = join(home, 'data');
    await runWithKeyring(home, `"$NODE" '${wholeProgram}' "$DATA" connect '${under.stand.url}'`, variables());

    const { lines, end } = logInLocked(home, [process.execPath, wholeProgram, data, 'watch']);
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
      await end();
      await under.close();
    }
  });
});

describe.skipIf(process.platform !== 'linux')('Linux without a Secret Service', () => {
  it('says so instead of keeping secrets in the kernel, where the next restart loses them', async () => {
    const started = run(process.execPath, [program, join(home, 'data'), 'read'], { env: keyringEnvironment(home) });
    await expect(started).rejects.toMatchObject({ stderr: expect.stringMatching(/The system keychain: .*D-?Bus/) });
  });
});
