import { expect, it } from 'vitest';
import { readProxyAnswer } from './system-proxy.ts';

it.each([
  ['DIRECT', 'direct'],
  ['PROXY proxy.example:3128', 'http://proxy.example:3128'],
  ['HTTPS proxy.example:443; DIRECT', 'https://proxy.example'],
  ['SOCKS5 socks.example:1080; PROXY proxy.example:3128', 'http://proxy.example:3128'],
  ['SOCKS5 socks.example:1080', undefined],
  ['PROXY [::1]:3128', 'http://[::1]:3128'],
  ['PROXY user:secret@proxy.example:1', undefined],
  ['PROXY ; DIRECT', 'direct'],
  ['', undefined],
])('"%s" is %s', (answer, way) => {
  expect(readProxyAnswer(answer)).toBe(way);
});
