import * as z from 'zod';
import type { Http, HttpAnswer } from '../http/http.ts';
import { createTrialTopic, readerHeaders } from './ntfy-topic.ts';
import { relayUrl } from './relay-keys.ts';
import { SourceError } from './source.ts';

const ntfyHealth = z.object({ healthy: z.boolean() });
const withinMs = 10_000;

/**
 * Whether an ntfy server answers there, lets us read and lets a provider post, and how long its answer takes in ms. Rejects
 * with HttpError, or with SourceError: `refused` where access control keeps one of the two out.
 */
export async function checkNtfy(server: {
  http: Http;
  url: string;
  token?: string | undefined;
  signal?: AbortSignal;
}): Promise<{ ok: true; milliseconds: number }> {
  const { http, url, token, signal } = server;
  const topic = createTrialTopic();
  const shared = { retry: 'once', timeoutMs: withinMs, maxBytes: 64 * 1024, signal } as const;
  const start = performance.now();
  const health = await http.request({ ...shared, url: relayUrl(url, '/v1/health').href, method: 'GET' });
  const milliseconds = Math.round(performance.now() - start);
  if (!isHealthy(health)) throw new SourceError('garbled', `No ntfy server: HTTP ${health.status}.`);

  const reading = relayUrl(url, `/${topic}/json`);
  reading.search = 'poll=1&since=none';
  const read = await http.request({ ...shared, url: reading.href, method: 'GET', headers: readerHeaders(token) });
  if (read.status !== 200) throw refused('reading', read.status);
  // Nobody listens there, and it is not kept: a provider has no token either.
  const posted = await http.request({
    ...shared,
    url: relayUrl(url, `/${topic}`).href,
    method: 'POST',
    body: '{}',
    headers: { cache: 'no', firebase: 'no' },
  });
  if (posted.status !== 200) throw refused('posting without a token', posted.status);
  return { ok: true, milliseconds };
}

function isHealthy({ status, body }: HttpAnswer): boolean {
  if (status !== 200) return false;
  try {
    return ntfyHealth.parse(JSON.parse(body)).healthy;
  } catch {
    return false;
  }
}

function refused(what: string, status: number): SourceError {
  return new SourceError('refused', `The ntfy server refuses ${what}: HTTP ${status}.`);
}
