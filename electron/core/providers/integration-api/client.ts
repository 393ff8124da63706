import { cleanToken, readClaims } from '../../../../shared/domain/authorization-token.ts';
import { createZone } from '../../../../shared/domain/zoned-time.ts';
import { ProviderError } from '../errors.ts';
import type { ClientFor } from '../facets.ts';
import type { KeptSecrets, ProviderClientDeps } from '../provider.ts';
import { createCallList } from './call-list.ts';
import { orderCallback } from './callback.ts';
import { contractNumbers } from './contract-number.ts';
import { readLines, writeLine } from './line-exchange.ts';
import { methodUrl, type Profile } from './profile.ts';
import { openRecording } from './recording.ts';
import { askPair, createWire } from './wire.ts';

/** What the list is asked for when an account is tried, ms: any period proves that it can be read. */
const probedMs = 60_000;

export const integrationCapabilities = ['calls', 'callback', 'recordings', 'voicemail', 'line-settings'] as const;

/** `pasted`: the authorization token. Throws RangeError for a time zone that is none. */
export function createIntegrationClient(
  deps: ProviderClientDeps,
  profile: Profile,
  pasted: string,
): ClientFor<(typeof integrationCapabilities)[number]> {
  const { http, clock, logger, baseUrl } = deps;
  const authorization = cleanToken(pasted);
  logger.protect?.(authorization);
  const zone = createZone(deps.timeZone);
  const fromWall = (wall: number) => zone.instantsOf(wall)[0];
  const lines = contractNumbers(deps.lines ?? []);
  const environments = Object.values(profile.environments);
  const isHere = (address: string) => methodUrl(address, '') === methodUrl(baseUrl, '');
  const proven = deps.expectedIdentity !== undefined || environments.some(isHere);
  const wire = createWire({
    http,
    clock,
    logger,
    baseUrl,
    proven,
    authorization,
    fromWall,
    random: Math.random,
    kept: deps.kept ?? forgetful(),
  });
  const callList = createCallList({ wire, clock, logger, zone, lines });

  /**
   * Environments do not know each other's tokens, and nothing in a token names its own. Only a pair that the other one makes
   * tells: it is asked for one where a person has just pasted a token that this one refused, and never for an account that
   * has worked.
   */
  async function findEnvironment(): Promise<string | undefined> {
    const other = environments.find((address) => !isHere(address));
    if (deps.expectedIdentity !== undefined || other === undefined || !environments.some(isHere)) return undefined;
    try {
      const at = { http, baseUrl: other, proven: true, fromWall };
      const answer = await askPair(at, 'create', authorization, { noteTime() {}, now: () => wire.now() });
      return answer === 'refused' ? undefined : new URL(other).host;
    } catch {
      return undefined;
    }
  }

  return {
    async probe(signal) {
      const claims = readClaims(authorization);
      if (claims === undefined) throw new ProviderError('NOT_A_TOKEN');
      if (claims.role === 'access' || claims.role === 'refresh') throw new ProviderError('OTHER_TOKEN');
      try {
        await wire.authorize();
      } catch (error) {
        const host = isRevoked(error) ? await findEnvironment() : undefined;
        if (host === undefined) throw error;
        throw new ProviderError('WRONG_ENVIRONMENT', { detail: host });
      }
      const now = wire.now();
      await callList.read({ from: now - probedMs, to: now }, signal);
      return { identity: claims.owner ?? new URL(baseUrl).host };
    },

    listCalls: callList.read,
    listInPieces: callList.pieces,
    listVoicemail: callList.read,

    tokenDates: async () => ({
      validUntil: readClaims(authorization)?.expiresAt,
      renewsAt: await wire.renewsAt(),
    }),

    orderCallback: (order) => orderCallback(wire, lines, order),

    lineSettings: {
      read: (signal) => readLines(wire, lines, signal),
      write: (received, edited) => writeLine(wire, received, edited),
    },

    async openRecording(locator, signal) {
      return openRecording(locator, { wire, clock, logger, signal });
    },
  };
}

function isRevoked(error: unknown): boolean {
  return error instanceof ProviderError && error.code === 'TOKEN_REVOKED';
}

/** For an account that is only tried. */
function forgetful(): KeptSecrets {
  return { read: async () => ({}), write: async () => {} };
}
