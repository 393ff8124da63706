import type { Party } from '../contract/call.ts';

/**
 * What is sent as the number of a party: E.164, or a SIP id, which some providers take besides. Undefined for who cannot be
 * called at all: names, codes, extensions.
 */
export function destinationOf({ kind, key, e164 }: Party): string | undefined {
  return kind === 'sip' ? /^sip:(00\d{8})$/.exec(key)?.[1] : e164;
}

/** Whether there is a `destinationOf` the party with this key. */
export function isDestinationKey(key: string): boolean {
  return /^(\+\d+|sip:00\d{8})$/.test(key);
}
