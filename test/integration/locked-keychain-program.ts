// Run as a program of its own by keychain.test.ts: locked-keychain-program.ts <data directory> connect <stand's URL> | watch
// `watch` writes a line of JSON whenever the vault or the account changes, until its input ends.
import { createSecretVault } from '../../electron/core/secrets/secret-vault.ts';
import { createSystemClock } from '../../electron/core/system-clock.ts';
import { silentLogger } from '../fakes/silent-logger.ts';
import { connectDraft, draftFor, startCore } from '../fixtures/running-core.ts';

const [dataDirectory = '', action, baseUrl = ''] = process.argv.slice(2);
const vault = await createSecretVault({
  dataDirectory,
  logger: silentLogger,
  clock: createSystemClock(),
  environment: process.env,
  limits: { lockedMs: 100 },
});
const { core, client } = await startCore({ directory: dataDirectory, ports: { vault } });
if (action === 'connect') {
  await connectDraft(client, { ...draftFor(baseUrl), webhook: false });
  await core.close();
  await vault.close();
} else {
  process.stdin.resume().once('end', () => process.exit());
  core.watch(async () => {
    const [account] = await client.accounts.list();
    process.stdout.write(`${JSON.stringify({ vault: vault.state(), status: account?.status })}\n`);
  });
}
