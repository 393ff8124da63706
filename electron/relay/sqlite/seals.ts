import { hash } from 'node:crypto';
import type { StoredEvent } from '../storage.ts';

const halfBytes = 16;

/**
 * What an event's row is known by, in two halves: one of its channel and body alone, by which a duplicate is found, and one of its
 * place and time as well, without which a row that an altered index leads to would be told in the place of another.
 */
export function digestOf(channel: string, { seq, receivedAt, body }: StoredEvent): Buffer {
  const bodyHalf = bodyHalfOf(channel, body);
  return Buffer.concat([bodyHalf, halfOf(`${bodyHalf.toString('hex')}\n${seq}\n${receivedAt}`)]);
}

/** Between which the digests of a body lie, wherever in the channel and whenever it came. */
export function digestsOf(channel: string, body: string): { least: Buffer; most: Buffer } {
  const bodyHalf = bodyHalfOf(channel, body);
  return {
    least: Buffer.concat([bodyHalf, Buffer.alloc(halfBytes, 0x00)]),
    most: Buffer.concat([bodyHalf, Buffer.alloc(halfBytes, 0xff)]),
  };
}

/** As the second format had it: of the channel and the body only. */
export function formerDigestOf(channel: string, body: string): Buffer {
  return hash('sha256', `${channel}\n${body}`, 'buffer');
}

/** What a channel's row is known by: a lower `last` would number new events like old ones, which a reader takes for known. */
export function sealOf(channel: string, epoch: string, last: number): Buffer {
  return halfOf(`${channel}\n${epoch}\n${last}`);
}

/** Whatever was found: in a damaged row it may be of any type. */
export function isSame(found: unknown, expected: Buffer): boolean {
  return found instanceof Uint8Array && expected.equals(found);
}

function bodyHalfOf(channel: string, body: string): Buffer {
  return halfOf(`${channel}\n${body}`);
}

function halfOf(text: string): Buffer {
  return hash('sha256', text, 'buffer').subarray(0, halfBytes);
}
