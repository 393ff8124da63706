import * as z from 'zod';
import { parseJson } from '../../../shared/domain/json.ts';
import {
  largestBatch,
  longestWait,
  relayAnswer,
  relayCursor,
  relayTokenHeader,
} from '../../../shared/domain/relay-wire.ts';
import type { Http, HttpAnswer } from '../http/http.ts';
import { createDeliveryBatch } from './deliveries.ts';
import { fingerprintOf, relayUrl } from './relay-keys.ts';
import { type HookBatch, type HookSource, SourceError } from './source.ts';

export interface RelaySourceDeps {
  http: Http;
  /** Where this program reads the relay. */
  url: string;
  readKey: string;
  /** Of a private relay. */
  token?: string;
}

/** The relay's wait and the way there and back. */
const answerWithinMs = (longestWait + 8) * 1000;
/** A relay puts at most 1 MiB of bodies into an answer. */
const largestAnswer = 2 * 1024 * 1024;

const refusal = z.object({ error: z.string() });

/** Our own relay, read by long-polling. */
export function createRelaySource({ http, url, readKey, token }: RelaySourceDeps): HookSource {
  let reset = new AbortController();
  // The first answer after a start or a failure is asked for without waiting, so that a healthy relay is known to be one
  // at once and not when its wait ends.
  let proven = false;

  return {
    id: `relay:${fingerprintOf(readKey)}`,
    async read(cursor, signal) {
      const address = relayUrl(url, '/events');
      if (cursor !== undefined) address.searchParams.set('after', cursor);
      address.searchParams.set('wait', String(proven ? longestWait : 0));
      address.searchParams.set('limit', String(largestBatch));
      proven = false;
      const answer = await http.request({
        url: address.href,
        method: 'GET',
        headers: {
          authorization: `Bearer ${readKey}`,
          ...(token === undefined ? {} : { [relayTokenHeader]: token }),
        },
        retry: 'read',
        timeoutMs: answerWithinMs,
        maxBytes: largestAnswer,
        signal: AbortSignal.any([signal, reset.signal]),
      });
      const batch = readAnswer(answer);
      proven = true;
      return batch;
    },
    reset() {
      proven = false;
      reset.abort();
      reset = new AbortController();
    },
  };
}

function readAnswer({ status, body }: HttpAnswer): HookBatch {
  const json = parseJson(body);
  if (json === undefined) {
    throw status === 200
      ? new SourceError('garbled', 'The relay did not answer JSON.')
      : new SourceError('refused', `The relay answered ${status}.`);
  }
  if (status !== 200) {
    const told = refusal.safeParse(json).data?.error.slice(0, 200) ?? '';
    throw new SourceError('refused', `The relay answered ${status}. ${told}`.trimEnd());
  }
  const answer = relayAnswer.safeParse(json);
  if (!answer.success) throw new SourceError('garbled', 'No answer of a relay.', { cause: answer.error });
  const { epoch, events, next, gap, now } = answer.data;
  const batch = createDeliveryBatch();
  let committable = next;
  for (const { seq, receivedAt, body: posted } of events) {
    const cursor = relayCursor(epoch, seq);
    const ageMs = Math.max(0, now - receivedAt);
    if (!batch.add({ sequence: cursor, ageMs, body: posted, next: cursor })) break;
    committable = seq === events.at(-1)?.seq ? next : cursor;
  }
  return { events: batch.deliveries, next: committable, gap };
}
