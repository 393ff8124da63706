import type { ResolvedUpdateFileInfo } from 'electron-updater';
import { Provider, type ProviderRuntimeOptions, parseUpdateInfo } from 'electron-updater/out/providers/Provider.js';
import { UpdateError } from '../../core/ports.ts';
import { type Fetch, fetchBytes } from './bounded-fetch.ts';
import { type FeedAddress, isSigned, type PublishedVersion, publishedVersion } from './feed.ts';

/** Some hundred bytes for each file of a version, and its notes. */
const feedLimits = { bytes: 128 * 1024, timeout: 20_000 };
const signatureLimits = { bytes: 1024, timeout: 20_000 };

export interface SignedFeedOptions {
  address: FeedAddress;
  fetch: Fetch;
  /** How the name of a file ends that replaces this copy. */
  fileEnding: string;
  /** Gets electron-updater's HTTP client, which downloads later. */
  onExecutor(executor: ProviderRuntimeOptions['executor']): void;
}

/**
 * Where electron-updater learns of versions. Its own feeds are believed because of where they come from, and on Linux
 * nothing else vouches for what is installed; this one has to be signed by whoever built the running program, and nothing
 * of it is read before. It names the SHA-512 of every file, which electron-updater holds the download to.
 */
export function signedFeed(options: SignedFeedOptions) {
  const { address, fetch, fileEnding } = options;
  return class extends Provider<PublishedVersion> {
    constructor(_configuration: unknown, _updater: unknown, runtime: ProviderRuntimeOptions) {
      super(runtime);
      options.onExecutor(runtime.executor);
    }

    async getLatestVersion(): Promise<PublishedVersion> {
      const name = `${this.getDefaultChannelName()}.yml`;
      const [feed, signature] = await Promise.all([
        fetchBytes(fetch, new URL(name, address.url), feedLimits),
        fetchBytes(fetch, new URL(`${name}.sig`, address.url), signatureLimits),
      ]);
      if (!isSigned(feed, new TextDecoder().decode(signature), address.publicKey)) throw new UpdateError('not-signed');
      return readVersion(new TextDecoder().decode(feed), name, address.url);
    }

    resolveFiles({ files }: PublishedVersion): ResolvedUpdateFileInfo[] {
      const own = files.filter(({ url }) => url.endsWith(fileEnding));
      if (own.length === 0) throw new UpdateError('garbled');
      return own.map((info) => ({ url: new URL(encodeURIComponent(info.url), address.url), info }));
    }
  };
}

function readVersion(text: string, name: string, from: URL): PublishedVersion {
  try {
    return publishedVersion.parse(parseUpdateInfo(text, name, from));
  } catch (cause) {
    throw new UpdateError('garbled', { cause });
  }
}
