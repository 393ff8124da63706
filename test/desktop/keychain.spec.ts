import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { logInLocked, missingKeyringTools, runWithKeyring, unlockKeyring } from '../fixtures/gnome-keyring.ts';
import { openStand } from '../fixtures/sipnet-account.ts';
import { expect, test } from './test.ts';

const program = fileURLToPath(new URL('../integration/locked-keychain-program.ts', import.meta.url));
const missing = missingKeyringTools();
test.skip(missing.length > 0, `a real keyring wants ${missing.join(', ')}`);

test('waits for a keyring that is locked at login, has it asked for again, and connects when it is open', async ({
  start,
  dataDirectory,
}) => {
  const { stand, close } = await openStand();
  const home = await realpath(await mkdtemp(join(tmpdir(), 'perezvon-keyring-')));
  const connect = `"$NODE" "$PROGRAM" "$DATA" connect "$STAND"`;
  const variables = { NODE: process.execPath, PROGRAM: program, DATA: dataDirectory, STAND: stand.url };
  await runWithKeyring(home, connect, variables);

  const login = logInLocked(home, ['sh', '-c', 'echo "$DBUS_SESSION_BUS_ADDRESS"; command -v gdbus; exec cat']);
  try {
    const { value: bus } = await login.lines.next();
    const { value: gdbus } = await login.lines.next();
    const env = { PEREZVON_VAULT: '', DBUS_SESSION_BUS_ADDRESS: bus, PEREZVON_TEST_GDBUS: gdbus };
    const page = await (await start([], { env })).page();
    const banner = page.getByRole('status').filter({ hasText: 'keychain' });
    await expect(banner).toContainText('The system keychain is locked: unlock it');
    const before = stand.journal.length;

    await banner.getByRole('button', { name: 'Unlock' }).focus();
    await page.keyboard.press('Enter');
    // Nobody sits at this session's screen, which there is none of.
    await expect(banner).toContainText('The keychain stays locked');

    await unlockKeyring(home, 'pw');
    await expect(banner).toHaveCount(0);
    await expect.poll(() => stand.journal.length).toBeGreaterThan(before);
    // Whoever had the focus on what is gone goes on from the main part.
    await expect(page.getByRole('main')).toBeFocused();
    await page.evaluate("location.hash = '#/settings/data'");
    await expect(page.getByRole('main')).toContainText('In the system keychain.');
  } finally {
    await login.end();
    await close();
    await rm(home, { recursive: true, force: true, maxRetries: 3 });
  }
});
