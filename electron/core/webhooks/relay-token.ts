import { isDeepStrictEqual } from 'node:util';
import type { SecretVault } from '../ports.ts';
import { ProblemError } from '../problems.ts';

/** The secret that a private relay, or an ntfy server with access control, wants of its readers. */
export interface RelayToken {
  /** Only for the server that it was given for. Rejects with VaultError. */
  read(serverUrl: string): Promise<string | undefined>;
  /** Empty forgets it. Rejects with VaultError, or with BAD_INPUT where there is no server that could want one. */
  write(serverUrl: string | undefined, token: string): Promise<void>;
}

const group = 'relay';

/**
 * The server stands beside the token: a change of the address must not send the secret of one server to another. `protect`
 * hears of the token before anybody can use it.
 */
export function createRelayToken(vault: SecretVault, protect: (secret: string) => void): RelayToken {
  return {
    async read(serverUrl) {
      const stored = await vault.read(group);
      const token = stored?.token;
      if (token === undefined || stored?.server !== originOf(serverUrl)) return undefined;
      protect(token);
      return token;
    },
    async write(serverUrl, token) {
      if (token === '') {
        await vault.delete(group);
        return;
      }
      if (serverUrl === undefined) throw new ProblemError('BAD_INPUT', { field: 'mode' });
      protect(token);
      const secrets = { token, server: originOf(serverUrl) };
      if (!isDeepStrictEqual(await vault.read(group), secrets)) await vault.write(group, secrets);
    },
  };
}

function originOf(url: string): string {
  return URL.parse(url)?.origin ?? '';
}
