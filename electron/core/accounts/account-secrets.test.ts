import { tmpdir } from 'node:os';
import { expect, it } from 'vitest';
import type { Credentials } from '../../../shared/contract/account.ts';
import { silentLogger } from '../../../test/fakes/silent-logger.ts';
import { createSecretVault } from '../secrets/secret-vault.ts';
import { createSystemClock } from '../system-clock.ts';
import { readAccountSecrets, writeAccountSecrets } from './account-secrets.ts';

const everyKind: readonly Credentials[] = [
  { kind: 'password', login: '0042656976', password: ' two  words ' },
  { kind: 'apikey', apikey: 'k-1' },
  { kind: 'token', token: 'a.b.c' },
  { kind: 'none' },
];

const openVault = () =>
  createSecretVault({
    dataDirectory: tmpdir(),
    logger: silentLogger,
    clock: createSystemClock(),
    environment: { PEREZVON_VAULT: 'memory' },
  });

it.each(everyKind)(
  'keeps credentials of the kind $kind with what else is secret of the account',
  async (credentials) => {
    const vault = await openVault();
    const secrets = { credentials, relayKey: 'r', previousHook: 'https://crm.example.ru/hook' };
    await writeAccountSecrets(vault, '1', secrets);
    expect(await vault.read('account:1')).toMatchObject({ kind: credentials.kind });
    expect(await readAccountSecrets(vault, '1')).toEqual(secrets);
  },
);

it.each(everyKind)('reads what an earlier version stored of the kind $kind', async (credentials) => {
  const vault = await openVault();
  const { kind, ...fields } = credentials;
  await vault.write('account:1', kind === 'none' ? { kind } : fields);
  expect(await readAccountSecrets(vault, '1')).toEqual({ credentials });
});

it('says that secrets are missing where what is stored is no whole set of any kind', async () => {
  const vault = await openVault();
  await expect(readAccountSecrets(vault, '1')).rejects.toThrow('SECRETS_MISSING');
  await vault.write('account:1', { relayKey: 'r' });
  await expect(readAccountSecrets(vault, '1')).rejects.toThrow('SECRETS_MISSING');
  await vault.write('account:1', { kind: 'password', login: '0042656976' });
  await expect(readAccountSecrets(vault, '1')).rejects.toThrow('SECRETS_MISSING');
});
