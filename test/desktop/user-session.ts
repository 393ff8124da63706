import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The user's session as far as the program asks it: commands and folders of its own, so that no run sees another. */
export interface UserSession {
  environment: { PATH: string; XDG_CONFIG_HOME: string; TMPDIR: string };
  /** Whether those commands are what the program asks: on Linux. */
  standsIn: boolean;
  /** What was given to the system to open. */
  opened(): Promise<string[]>;
  close(): Promise<void>;
}

export async function createUserSession({ showsTray }: { showsTray: boolean }): Promise<UserSession> {
  const folder = await mkdtemp(join(tmpdir(), 'perezvon-session-'));
  const journal = join(folder, 'opened');
  const write = (name: string, script: string) =>
    writeFile(join(folder, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  // Other systems are asked by other means, and Windows would not run these.
  const standsIn = process.platform === 'linux';
  if (standsIn) await writeStandIns();
  async function writeStandIns(): Promise<void> {
    // Of a keyring only that of a test that has begun a session of its own.
    const keyring = `*org.freedesktop.secrets*) exec "\${PEREZVON_TEST_GDBUS:-false}" "$@";;`;
    // A test that names a file has the answer wait for it.
    const wait = `[ -z "$asked" ] || { : > "$asked.asked"; until [ -e "$asked" ]; do sleep 0.05; done; : > "$asked.answered"; }`;
    const trayHost = `*IsStatusNotifierHostRegistered) asked=$PEREZVON_TEST_TRAY_ANSWER; ${wait}; echo "(<${showsTray}>,)";;`;
    await write('gdbus', `case "$*" in ${trayHost} ${keyring} *) exit 1;; esac`);
    // Nothing of this machine's: which program opens links here is for the one that runs to say.
    await write('xdg-mime', 'exit 1');
    await write('xdg-open', `echo "$1" >> '${journal}'`);
  }
  return {
    environment: { PATH: folder, XDG_CONFIG_HOME: join(folder, 'config'), TMPDIR: folder },
    standsIn,
    async opened() {
      const text = await readFile(journal, 'utf8').catch(() => '');
      return text.split('\n').filter((line) => line !== '');
    },
    close: () => rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 }),
  };
}
