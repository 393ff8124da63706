import { createPublicKey } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AfterPackContext, Configuration } from 'electron-builder';
import { resourcesOf } from './packed-resources.ts';

/** Where the packed program looks for newer versions, and the key that signs them. */
export interface UpdateFeed {
  /** The folder of the feeds and the installers. */
  url: string;
  /** Ed25519, SPKI in DER, base64: what `node build/sign-feed.ts --new-key` prints. */
  publicKey: string;
}

/**
 * Named by whoever builds: PEREZVON_UPDATE_URL and PEREZVON_UPDATE_KEY. Without both the program is packed without a feed and
 * says so where the user would look. Throws for one alone, and for what cannot be meant.
 */
export function readUpdateFeed(environment: NodeJS.ProcessEnv): UpdateFeed | undefined {
  const { PEREZVON_UPDATE_URL: url = '', PEREZVON_UPDATE_KEY: publicKey = '' } = environment;
  if (url === '' && publicKey === '') return undefined;
  if (url === '') throw new Error('PEREZVON_UPDATE_KEY needs PEREZVON_UPDATE_URL: a key for no feed.');
  if (publicKey === '') throw new Error('PEREZVON_UPDATE_URL needs PEREZVON_UPDATE_KEY: feeds have to be signed.');
  if (!/^https:\/\/[^/?#]+[^?#]*$/.test(url)) throw new Error(`PEREZVON_UPDATE_URL has to be an https folder: ${url}`);
  if (!isEd25519(publicKey)) throw new Error('PEREZVON_UPDATE_KEY is no Ed25519 public key.');
  return { url, publicKey };
}

function isEd25519(publicKey: string): boolean {
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' });
    return key.asymmetricKeyType === 'ed25519';
  } catch {
    return false;
  }
}

/** For the packager: with it, feeds (`latest*.yml`) are written beside the installers. It uploads nothing by itself. */
export function publication(feed: UpdateFeed | undefined): NonNullable<Configuration['publish']> | null {
  return feed === undefined ? null : { provider: 'generic', url: feed.url, channel: 'latest' };
}

/** Beside the archive, where the program finds it. Before the bundle of macOS is signed, which covers it then. */
export async function writeUpdateFeed(context: AfterPackContext, feed: UpdateFeed | undefined): Promise<void> {
  if (feed !== undefined) await writeFile(join(resourcesOf(context), 'update-feed.json'), `${JSON.stringify(feed)}\n`);
}
