import { join } from 'node:path';
import type { RelaySettings } from '../../../shared/contract/settings.ts';
import { checkBaseUrl } from '../http/base-url.ts';
import type { EmbeddedRelay, EmbeddedRelayFactory, Logger } from '../ports.ts';
import { ProblemError } from '../problems.ts';

/** Which relay an account hears through, and the embedded one while it is needed. */
export interface RelayAccess {
  /** `undefined`: no relay is set up; the account polls. Rejects with RELAY_UNREACHABLE or BAD_INPUT. */
  addressFor(account: { demo: boolean }): Promise<RelayAddress | undefined>;
  /** After the settings changed: stops an embedded relay whose port is no longer right. */
  refresh(): Promise<void>;
  close(): Promise<void>;
}

export interface RelayAddress {
  /** Where this program reads. */
  readUrl: string;
  /** What the provider is told. */
  publicUrl: string;
}

export interface RelayAccessDeps {
  dataDirectory: string;
  logger: Logger;
  settings: () => RelaySettings;
  embeddedRelay: EmbeddedRelayFactory | undefined;
}

export function createRelayAccess({ dataDirectory, logger, settings, embeddedRelay }: RelayAccessDeps): RelayAccess {
  /** The demo's own relay never listens where the settings say: it must work without any. */
  const running = new Map<'embedded' | 'demo', { port: number; relay: Promise<EmbeddedRelay> }>();

  async function start(kind: 'embedded' | 'demo', port: number): Promise<EmbeddedRelay> {
    if (embeddedRelay === undefined) throw new ProblemError('RELAY_UNREACHABLE');
    const known = running.get(kind);
    if (known?.port === port) return known.relay;
    if (known !== undefined) await stop(kind);
    const relay = embeddedRelay({
      dataDirectory: join(dataDirectory, `relay-${kind}`),
      port,
      address: '127.0.0.1',
      logger,
    });
    running.set(kind, { port, relay });
    try {
      return await relay;
    } catch (error) {
      running.delete(kind);
      logger.error('embedded-relay-failed', { port, error });
      throw new ProblemError('RELAY_UNREACHABLE', { field: 'port' }, { cause: error });
    }
  }

  async function stop(kind: 'embedded' | 'demo'): Promise<void> {
    const known = running.get(kind);
    running.delete(kind);
    await known?.relay.then(
      (relay) => relay.close(),
      () => {},
    );
  }

  return {
    async addressFor(account) {
      if (account.demo) {
        const { url } = await start('demo', 0);
        return { readUrl: url, publicUrl: url };
      }
      const { mode, url, publicUrl, port } = settings();
      if (mode === 'none') return undefined;
      if (mode === 'embedded') {
        const relay = await start('embedded', port);
        return { readUrl: relay.url, publicUrl: publicUrl === '' ? relay.url : checked(publicUrl, 'publicUrl') };
      }
      const readUrl = checked(url, 'url');
      return { readUrl, publicUrl: publicUrl === '' ? readUrl : checked(publicUrl, 'publicUrl') };
    },
    async refresh() {
      const known = running.get('embedded');
      const { mode, port } = settings();
      if (known !== undefined && (mode !== 'embedded' || known.port !== port)) await stop('embedded');
    },
    async close() {
      await Promise.all([stop('embedded'), stop('demo')]);
    },
  };
}

function checked(text: string, field: string): string {
  const result = checkBaseUrl(text);
  if ('problem' in result) throw new ProblemError('BAD_INPUT', { field, detail: result.problem });
  return result.url;
}
