import * as z from 'zod';

/**
 * What the webhook relay and its readers agree on. Keys are capabilities and nobody registers them: the desktop makes
 * the read key from 256 random bits, the write key is a keyed hash of it and stands in the hook URL, and the relay
 * stores a keyed hash of the write key. So a provider can post and never read, and the relay's own database opens nothing.
 */
export const relayService = 'perezvon-relay';
/** Grows when a reader of today could not read a relay of tomorrow. */
export const relayProtocol = 1;
/** Carries the token of a private relay, from readers only: providers cannot send headers. */
export const relayTokenHeader = 'x-relay-token';
/** A token shorter than this could be found from a hook's pass by trying. */
export const shortestRelayToken = 16;

/** 256 bits in base64url. */
export const relayKeyPattern = /^[\w-]{43}$/;

/** Seconds. Below the 30 s after which common proxies give an idle request up. */
export const longestWait = 25;
export const largestBatch = 500;
/** Bytes of one posted body. */
export const largestHookBody = 64 * 1024;

/** HMAC-SHA256 as base64url: each room brings the one of its platform. */
export type KeyedHash = (key: string, text: string) => string;

/** What posts where `readKey` reads. */
export function writeKeyOf(readKey: string, keyedHash: KeyedHash): string {
  return keyedHash(readKey, 'perezvon write key');
}

/**
 * What a private relay wants in a hook URL, since a provider can send no header. It is good for one write key and does
 * not tell the token, so that who learns a hook URL gains no other use of the relay.
 */
export function hookPassOf(token: string, writeKey: string, keyedHash: KeyedHash): string {
  return keyedHash(token, `perezvon hook pass ${writeKey}`);
}

/** What to ask after for whoever has the event `seq` and all before it; the answer's `next` is one of these. */
export function relayCursor(epoch: string, seq: number): string {
  return `${epoch}.${seq}`;
}

/** `GET /events`. */
export const relayAnswer = z.object({
  /** The channel's life: begins anew when the relay lost what it had. Sequences of two epochs are not comparable. */
  epoch: z.string().min(1).max(40),
  events: z
    .array(
      z.object({
        seq: z.number().int().positive(),
        /** Epoch ms on the relay's clock. */
        receivedAt: z.number().int(),
        body: z.unknown(),
      }),
    )
    .max(largestBatch),
  /** The cursor to ask after next. */
  next: z.string().min(1).max(100),
  /** Sequence of the oldest event that is kept, or the next one when none is. */
  oldest: z.number().int().positive(),
  /** Events after the cursor are gone, or the cursor is unknown here. */
  gap: z.boolean(),
  /** Epoch ms on the relay's clock, for the age of an event. */
  now: z.number().int(),
});

/** `GET /health`. */
export const relayHealth = z.object({
  service: z.literal(relayService),
  protocol: z.literal(relayProtocol),
  /** Whether the token that was sent, or its absence, lets one read and post here. */
  access: z.enum(['granted', 'denied']),
});
export type RelayHealth = z.infer<typeof relayHealth>;
