import { join } from 'node:path';
import { publicNtfyServer, type RelaySettings } from '../../../shared/contract/settings.ts';
import { compact } from '../../../shared/domain/compact.ts';
import type { OwnHook } from '../accounts/hook-registration.ts';
import { checkBaseUrl } from '../http/base-url.ts';
import { type Http, HttpError } from '../http/http.ts';
import type { Clock, EmbeddedRelay, EmbeddedRelayFactory, Logger, SecretVault } from '../ports.ts';
import { ProblemError } from '../problems.ts';
import { checkNtfy } from './ntfy-check.ts';
import { createNtfySource } from './ntfy-source.ts';
import { ntfyHookUrl, topicOf } from './ntfy-topic.ts';
import { checkRelay, hookUrl, writeKeyFor } from './relay-keys.ts';
import { createRelaySource } from './relay-source.ts';
import { createRelayToken } from './relay-token.ts';
import { type HookSource, SourceError } from './source.ts';

/** By which way accounts hear, as the settings say; and the embedded relay while it is needed. */
export interface RelayAccess {
  /** Where the events of an account wait; `undefined`: no way is set up and the account polls. */
  sourceFor(account: RelayUser, relayKey: string): Promise<HookSource | undefined>;
  /** What the provider is told of an account. Both reject with RELAY_UNREACHABLE, BAD_INPUT or VaultError. */
  hookFor(account: RelayUser, relayKey: string): Promise<OwnHook>;
  /** How long the relay of these settings takes to answer, in ms. Rejects with RELAY_UNREACHABLE or BAD_INPUT. */
  test(settings: RelaySettings, token: string | undefined): Promise<number>;
  /** How long the way of an account takes to answer here, in ms; `undefined`: none is set up. Rejects as `test` does. */
  check(account: RelayUser): Promise<number | undefined>;
  hasToken(): Promise<boolean>;
  /** For the server of the settings; empty forgets it. */
  setToken(token: string): Promise<void>;
  /** After the settings changed: stops an embedded relay whose port is no longer right. */
  refresh(): Promise<void>;
  close(): Promise<void>;
}

interface RelayUser {
  demo: boolean;
}

/** One way, with all that a source or a hook URL is made of. */
interface RelayRoute {
  kind: 'relay' | 'ntfy';
  /** Where this program reads. */
  readUrl: string;
  /** What the provider is told. */
  publicUrl: string;
  token?: string;
}

export interface RelayAccessDeps {
  dataDirectory: string;
  logger: Logger;
  clock: Clock;
  http: Http;
  vault: SecretVault;
  settings: () => RelaySettings;
  embeddedRelay: EmbeddedRelayFactory | undefined;
}

export function createRelayAccess(deps: RelayAccessDeps): RelayAccess {
  const { dataDirectory, logger, clock, http, vault, settings, embeddedRelay } = deps;
  const tokens = createRelayToken(vault, (secret) => logger.protect?.(secret));
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

  async function routeFor(account: RelayUser): Promise<RelayRoute | undefined> {
    if (account.demo) {
      const { url } = await start('demo', 0);
      return { kind: 'relay', readUrl: url, publicUrl: url };
    }
    return routeOf(settings());
  }

  async function routeOf(chosen: RelaySettings): Promise<RelayRoute | undefined> {
    const { mode, publicUrl, port } = chosen;
    if (mode === 'none') return undefined;
    if (mode === 'embedded') {
      const { url } = await start('embedded', port);
      return { kind: 'relay', readUrl: url, publicUrl: publicUrl === '' ? url : checked(publicUrl, 'publicUrl') };
    }
    const readUrl = serverOf(chosen) ?? '';
    const token = await tokens.read(readUrl);
    return {
      kind: mode === 'ntfy' ? 'ntfy' : 'relay',
      readUrl,
      publicUrl: publicUrl === '' ? readUrl : checked(publicUrl, 'publicUrl'),
      ...compact({ token }),
    };
  }

  /** One that listens already keeps its port; one that is only tried ends again. */
  async function testEmbedded({ publicUrl, port }: RelaySettings): Promise<number> {
    const inForce = settings();
    const isInForce = inForce.mode === 'embedded';
    try {
      const { url } = await start('embedded', isInForce ? inForce.port : port);
      return await measure(checkRelay, publicUrl === '' ? url : checked(publicUrl, 'publicUrl'), undefined);
    } finally {
      if (!isInForce) await stop('embedded');
    }
  }

  async function measure(check: typeof checkRelay, url: string, token: string | undefined): Promise<number> {
    try {
      return (await check({ http, url, token: token || undefined })).milliseconds;
    } catch (error) {
      if (!(error instanceof HttpError || error instanceof SourceError)) throw error;
      const detail = error instanceof SourceError ? { detail: error.message } : {};
      throw new ProblemError('RELAY_UNREACHABLE', { field: 'url', ...detail }, { cause: error });
    }
  }

  return {
    async sourceFor(account, relayKey) {
      const route = await routeFor(account);
      if (route === undefined) return undefined;
      const { kind, readUrl: url, token } = route;
      const shared = { http, url, ...compact({ token }) };
      return kind === 'ntfy'
        ? createNtfySource({ ...shared, clock, topic: topicOf(relayKey) })
        : createRelaySource({ ...shared, readKey: relayKey });
    },
    async hookFor(account, relayKey) {
      const urlTokens = [writeKeyFor(relayKey), topicOf(relayKey)];
      const route = await routeFor(account);
      if (route === undefined) return { url: undefined, urlTokens };
      const { kind, publicUrl, token } = route;
      const url = kind === 'ntfy' ? ntfyHookUrl(publicUrl, relayKey) : hookUrl(publicUrl, relayKey, token);
      return { url, urlTokens };
    },
    async test(tried, given) {
      if (tried.mode === 'none') throw new ProblemError('BAD_INPUT', { field: 'mode' });
      if (tried.mode === 'embedded') return testEmbedded(tried);
      const url = serverOf(tried) ?? '';
      return measure(tried.mode === 'ntfy' ? checkNtfy : checkRelay, url, given ?? (await tokens.read(url)));
    },
    async check(account) {
      const route = await routeFor(account);
      return route && measure(route.kind === 'ntfy' ? checkNtfy : checkRelay, route.readUrl, route.token);
    },
    async hasToken() {
      const server = serverOf(settings());
      return server !== undefined && (await tokens.read(server)) !== undefined;
    },
    setToken: (token) => tokens.write(serverOf(settings()), token),
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

/** The server that somebody else runs, or a token would make no sense. Throws BAD_INPUT. */
function serverOf({ mode, url }: RelaySettings): string | undefined {
  if (mode === 'ntfy') return checked(url === '' ? publicNtfyServer : url, 'url');
  return mode === 'standalone' ? checked(url, 'url') : undefined;
}

function checked(text: string, field: string): string {
  const result = checkBaseUrl(text);
  if ('problem' in result) throw new ProblemError('BAD_INPUT', { field, detail: result.problem });
  return result.url;
}
