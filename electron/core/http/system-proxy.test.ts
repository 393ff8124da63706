import { expect, it } from 'vitest';
import { readProxyAnswer } from './system-proxy.ts';

it.each([
  ['DIRECT', ['direct']],
  ['PROXY proxy.example:3128', ['http://proxy.example:3128']],
  ['PROXY a:1; PROXY b:2; DIRECT', ['http://a:1', 'http://b:2', 'direct']],
  ['HTTPS proxy.example:443; DIRECT', ['https://proxy.example', 'direct']],
  ['SOCKS5 socks.example:1080; PROXY proxy.example:3128', ['socks5://socks.example:1080', 'http://proxy.example:3128']],
  ['SOCKS socks.example:1080', ['socks4a://socks.example:1080']],
  ['PROXY [::1]:3128', ['http://[::1]:3128']],
  ['PROXY user:secret@proxy.example:1', []],
  ['PROXY ; DIRECT', ['direct']],
  ['PROXY host:port;;  direct ', ['direct']],
  ['', []],
])('"%s" is %j', (answer, candidates) => {
  const told = readProxyAnswer(answer).candidates.map((route) =>
    route === 'direct' ? route : route.href.replace(/\/$/, ''),
  );
  expect(told).toEqual(candidates);
});

it('names the kinds that are not spoken', () => {
  expect(readProxyAnswer('QUIC proxy.example:443; DIRECT')).toEqual({ candidates: ['direct'], unspoken: ['quic'] });
});

it('is no longer than anybody needs', () => {
  expect(readProxyAnswer('PROXY a:1;'.repeat(100)).candidates).toHaveLength(10);
});
