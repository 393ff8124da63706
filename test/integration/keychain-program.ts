// Run as a program of its own by keychain.test.ts: keychain-program.ts <data directory> write|read|delete <JSON>
import { createSecretVault } from '../../electron/core/secrets/secret-vault.ts';
import { createSystemClock } from '../../electron/core/system-clock.ts';
import { silentLogger } from '../fakes/silent-logger.ts';

const [dataDirectory = '', action, secrets = '{}'] = process.argv.slice(2);
const vault = await createSecretVault({
  dataDirectory,
  logger: silentLogger,
  clock: createSystemClock(),
  environment: { PEREZVON_VAULT: 'keychain' },
});
if (vault.state().locked) throw new Error(vault.state().keychainProblem);
if (action === 'write') await vault.write('account:1', JSON.parse(secrets));
if (action === 'read') process.stdout.write(JSON.stringify((await vault.read('account:1')) ?? null));
if (action === 'delete') await vault.delete('account:1');
await vault.close();
