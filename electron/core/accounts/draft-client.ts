import type { AccountDraft, ProbeResult } from '../../../shared/contract/account.ts';
import { compact } from '../../../shared/domain/compact.ts';
import { isTimeZone } from '../../../shared/domain/time-zone.ts';
import { checkBaseUrl } from '../http/base-url.ts';
import type { Http } from '../http/http.ts';
import type { Clock, Logger } from '../ports.ts';
import { ProblemError } from '../problems.ts';
import type { KeptSecrets, Provider, ProviderClient } from '../providers/provider.ts';
import type { ProviderList } from '../providers/provider-list.ts';
import { linesOf, readContractNumbers, requireLines, requireOwnNumber } from './contract-numbers.ts';
import { findHook, type OwnHook } from './hook-registration.ts';
import { openClient } from './open-client.ts';

export interface DraftClientDeps {
  providers: ProviderList;
  http: Http;
  clock: Clock;
  logger: Logger;
}

export type ClientDraft = Pick<AccountDraft, 'baseUrl' | 'credentials' | 'timeZone' | 'ownNumber' | 'numbers'> & {
  provider: string;
};

/** An own client for a try that must not touch the session: other credentials, another address. Throws what is wrong with them. */
export function openDraftClient(
  draft: ClientDraft,
  { providers, http, clock, logger }: DraftClientDeps,
  kept?: KeptSecrets,
): ProviderClient {
  const provider = providers.of(draft);
  const lines = linesOf({ ...draft, numbers: readContractNumbers(draft.numbers ?? []) });
  requireLines(provider, lines);
  requireOwnNumber(provider, draft.ownNumber);
  if (!provider.credentialKinds.includes(draft.credentials.kind))
    throw new ProblemError('BAD_INPUT', { field: 'credentials' });
  const baseUrl = readBaseUrl(draft.baseUrl, provider);
  if (!isTimeZone(draft.timeZone)) throw new ProblemError('BAD_INPUT', { field: 'timeZone' });
  return openClient(
    provider,
    { credentials: draft.credentials },
    { http, clock, logger, baseUrl, lines, timeZone: draft.timeZone, ...compact({ kept }) },
  );
}

/** Who the client is at the provider, and whose hook is there. `own`: that of this account, if it is one. */
export async function examine(client: ProviderClient, own: OwnHook | undefined): Promise<ProbeResult> {
  const identity = await client.probe();
  if (client.hook === undefined) return identity;
  const { status } = await findHook(client.hook, own);
  return { ...identity, hook: status };
}

/** Left empty, it is the provider's usual one. Throws WRONG_ADDRESS. */
export function readBaseUrl(text: string, { environments }: Pick<Provider, 'environments'>): string {
  if (text === '') return environments.production;
  const result = checkBaseUrl(text);
  if ('problem' in result) throw new ProblemError('WRONG_ADDRESS', { field: 'baseUrl', detail: result.problem });
  return result.url;
}

/** Tokens that a client makes while an account is tried: whoever made them with it goes on with them. */
export function rememberSecrets(): KeptSecrets {
  let secrets: Readonly<Record<string, string>> = {};
  return {
    read: async () => secrets,
    async write(next) {
      secrets = next;
    },
  };
}
