import { createHmac, randomBytes } from 'node:crypto';
import { relayUrl } from './relay-keys.ts';

/** So that an own server can say whose topics these are: `ntfy access everyone 'perezvon-*' write-only`. */
const topicPrefix = 'perezvon-';

/**
 * The topic of the account with this key. On a server without access control its name is all that protects it: who knows it
 * can read every call, not only post, and the provider knows it. It cannot be guessed, and a server that lets readers in by
 * token only is better.
 */
export function topicOf(readKey: string): string {
  return topicPrefix + createHmac('sha256', readKey).update('perezvon ntfy topic').digest('base64url');
}

/** A topic that nobody uses, to try a server with. */
export function createTrialTopic(): string {
  return topicPrefix + randomBytes(12).toString('hex');
}

/**
 * What a provider is told to post to. A reader's token is not in it: it would let the provider read, and it does not need
 * one where topics may be written to by everyone. Throws HttpError `address`.
 */
export function ntfyHookUrl(publicUrl: string, readKey: string): string {
  return relayUrl(publicUrl, `/${topicOf(readKey)}`).href;
}

/** Headers of a reader; a token opens topics of a private server. */
export function readerHeaders(token: string | undefined): Record<string, string> {
  return token === undefined ? {} : { authorization: `Bearer ${token}` };
}
