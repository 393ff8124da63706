import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import * as z from 'zod';
import { type Release, release } from '../../../shared/contract/program-update.ts';
import { isAllowed } from '../../core/http/base-url.ts';

/** Where newer versions are published, and who signs them: `update-feed.json` beside the program, written when it is packed. */
export interface FeedAddress {
  url: URL;
  publicKey: KeyObject;
}

const feedAddress = z.object({ url: z.string().max(500), publicKey: z.string().max(200) });

/** Undefined for what no build of this program would have written. */
export function readFeedAddress(text: string): FeedAddress | undefined {
  try {
    const { url, publicKey } = feedAddress.parse(JSON.parse(text));
    const address = new URL(url.endsWith('/') ? url : `${url}/`);
    const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' });
    return isAllowed(address) && key.asymmetricKeyType === 'ed25519' ? { url: address, publicKey: key } : undefined;
  } catch {
    return undefined;
  }
}

/** Whether whoever built this program signed these bytes. `signature` as `build/sign-feed.ts` writes it: base64. */
export function isSigned(feed: Uint8Array, signature: string, publicKey: KeyObject): boolean {
  return verify(null, feed, publicKey, Buffer.from(signature.trim(), 'base64'));
}

/**
 * What the packager writes into a feed, and nothing else of it: a file lies beside the feed under a plain name, so that no
 * feed leads anywhere else. Web installers (`packages`) and staged rollouts are not published and not followed.
 */
const publishedFile = z.object({
  url: z
    .string()
    .max(200)
    .regex(/^[\w][\w .+-]*$/),
  sha512: z.base64().length(88),
  size: z.number().int().positive().optional(),
  blockMapSize: z.number().int().positive().optional(),
  isAdminRightsRequired: z.boolean().optional(),
});
export const publishedVersion = z.object({
  version: z
    .string()
    .max(64)
    .regex(/^\d+\.\d+\.\d+(-[\w.-]+)?(\+[\w.-]+)?$/),
  files: z.array(publishedFile).min(1).max(20),
  path: z.string().max(200),
  sha512: z.string().max(200),
  releaseDate: z.string().max(64),
  minimumSystemVersion: z.string().max(64).optional(),
  releaseNotes: z
    .union([z.string(), z.array(z.object({ version: z.string(), note: z.string().nullable() }))])
    .optional(),
});
export type PublishedVersion = z.infer<typeof publishedVersion>;

/** What of a published version the user is shown. */
export function describeRelease({
  version,
  releaseNotes = '',
}: Pick<PublishedVersion, 'version' | 'releaseNotes'>): Release {
  const text =
    typeof releaseNotes === 'string'
      ? releaseNotes
      : releaseNotes.map((each) => `${each.version}\n${each.note ?? ''}`).join('\n\n');
  return release.parse({ version, notes: plainText(text) });
}

const longestNotes = 4000;

/** Lines of text: without what moves the cursor, turns the writing direction or is not to be seen at all. */
function plainText(text: string): string {
  const plain = text
    .slice(0, 2 * longestNotes)
    .toWellFormed()
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/[^\P{C}\n]/gu, '')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
  return plain.length <= longestNotes ? plain : `${plain.slice(0, longestNotes - 1).toWellFormed()}…`;
}
