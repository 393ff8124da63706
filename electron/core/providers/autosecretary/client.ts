import { parseParty } from '../../../../shared/domain/phone-number.ts';
import { createZone } from '../../../../shared/domain/zoned-time.ts';
import type { CallListing } from '../call-list-row.ts';
import type { ClientFor } from '../facets.ts';
import type { ProviderClientDeps } from '../provider.ts';
import { createCallList, type ListRange } from './call-list.ts';
import { createNumberSettings } from './number-settings.ts';
import { createUniversalNumbers, phoneParameter } from './universal-numbers.ts';
import { type AutosecretaryCredentials, createWire, methodUrl, secretsOf } from './wire.ts';

/** It takes no orders of calls, tells of no recordings and reports nothing by itself. */
export const autosecretaryCapabilities = ['calls', 'universal-numbers'] as const;

/** Throws RangeError for a time zone that is none. */
export function createAutosecretaryClient(
  deps: ProviderClientDeps & { credentials: AutosecretaryCredentials },
  defaultBaseUrl: string,
): ClientFor<(typeof autosecretaryCapabilities)[number]> {
  const { http, clock, logger, baseUrl, credentials } = deps;
  for (const secret of secretsOf(credentials)) logger.protect?.(secret);
  const proven = deps.expectedIdentity !== undefined || methodUrl(baseUrl, '') === methodUrl(defaultBaseUrl, '');
  const wire = createWire({ http, clock, baseUrl, credentials, proven, random: Math.random });
  const numbers = createUniversalNumbers(wire, clock);
  const watched = (deps.lines ?? []).map(phoneParameter);
  const callList = createCallList({
    wire,
    numbers,
    clock,
    logger,
    zone: createZone(deps.timeZone),
    watched,
  });

  return {
    async probe(signal) {
      const listed = await numbers.ask(signal);
      return {
        // Nobody is named in any answer: a key tells of nobody, and an address of the provider alone.
        identity: credentials.kind === 'password' ? credentials.login : '',
        numbers: listed.map(asShown),
      };
    },
    async listCalls(range: ListRange, signal) {
      const listing: CallListing = { rows: [], unreadable: [] };
      for await (const { rows, unreadable } of callList.pieces(range, signal)) {
        listing.rows.push(...rows);
        listing.unreadable.push(...unreadable);
      }
      return { ...listing, rows: listing.rows.sort((a, b) => a.startedAt - b.startedAt) };
    },
    listInPieces: callList.pieces,
    refusedNumbers: () => callList.refused().map(({ phone, error }) => ({ number: phone, detail: error.detail })),
    otherNumbers: () =>
      watched.length === 0 ? [] : numbers.known().flatMap((one) => (watched.includes(one) ? [] : [asShown(one)])),
    universalNumbers: createNumberSettings(wire, numbers),
  };
}

function asShown(number: string): string {
  return parseParty(number).e164 ?? number;
}
