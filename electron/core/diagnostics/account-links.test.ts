import { describe, expect, it, vi } from 'vitest';
import type { Account } from '../../../shared/contract/account.ts';
import { findingText } from '../../../shared/words/diagnostics.ts';
import type { Accounts } from '../accounts/accounts.ts';
import type { Connectivity } from '../http/connectivity-check.ts';
import { createSystemClock } from '../system-clock.ts';
import { accountTests } from './account-links.ts';

const provider = { id: 'a', baseUrl: 'https://api.provider.example/v1', webhook: false, capabilities: ['calls'] };

/** What the first links of an account find when the way to its provider is like this. */
async function findings(way: Partial<Connectivity>) {
  const probe = vi.fn<() => Promise<void>>(async () => {});
  const accounts = { client: async () => ({ probe }) } as unknown as Accounts;
  const checked: string[] = [];
  const tests = accountTests(provider as unknown as Account, {
    accounts,
    relay: { check: async () => undefined },
    checkConnectivity: async (url) => {
      checked.push(url);
      return { outcome: 'open', milliseconds: 40, ...way };
    },
    testEvents: { send: async () => ({ status: 'ok', finding: 'fine' }), heard() {} },
    clock: createSystemClock(),
    unreadable: { rows: () => 0, events: () => 0 },
  });
  const results = [];
  for (const { link, run } of tests.slice(0, 3)) {
    results.push({ link, ...(await run(new AbortController().signal)) });
  }
  expect(checked).toEqual([provider.baseUrl]);
  return { results, asked: probe.mock.calls.length };
}

describe('the way to a provider', () => {
  it('is told with the proxy and the signer of the certificate', async () => {
    const { results, asked } = await findings({ proxy: 'proxy.example:3128', issuer: 'Example CA' });
    expect(results.map(({ link, finding }) => [link, finding])).toEqual([
      ...[
        ['proxy', 'fine'],
        ['provider', 'fine'],
        ['credentials', 'fine'],
      ],
    ]);
    const [way] = results;
    expect(way && findingText(way, 'en')).toContain('(proxy.example:3128, Example CA)');
    expect(asked).toBe(1);
  });

  it.each([
    [
      { outcome: 'untrusted', issuer: 'Antivirus Root', reason: 'SELF_SIGNED_CERT_IN_CHAIN' },
      'Antivirus Root, SELF_SIGNED',
    ],
    [{ outcome: 'proxy-refuses', proxy: 'proxy.example:3128', reason: '407' }, 'proxy.example:3128, 407'],
    [{ outcome: 'no-proxy', proxy: 'proxy.example:3128', reason: 'ECONNREFUSED' }, 'ECONNREFUSED'],
    [{ outcome: 'no-tls', reason: 'ERR_SSL_WRONG_VERSION_NUMBER' }, 'ERR_SSL'],
  ] as const)('that ends early is told once, and nothing is asked at its end: %j', async (way, detail) => {
    const { results, asked } = await findings(way);
    expect(results.map(({ status, finding }) => [status, finding])).toEqual([
      ['failed', way.outcome],
      ['not-applicable', 'blocked'],
      ['not-applicable', 'blocked'],
    ]);
    expect(results[0]?.detail).toContain(detail);
    expect(asked).toBe(0);
  });

  it('is told with the kind of proxy that it had to go around', async () => {
    const { results, asked } = await findings({ unspoken: ['quic'], issuer: 'Example CA' });
    expect(results[0]).toMatchObject({ status: 'warning', finding: 'proxy-unspoken', detail: 'quic, Example CA' });
    expect(results[1]).toMatchObject({ finding: 'fine' });
    expect(asked).toBe(1);
  });

  it('that is slow is told as such', async () => {
    expect((await findings({ milliseconds: 9_000 })).results[0]).toMatchObject({ status: 'warning', finding: 'slow' });
  });
});
