import { expect, it } from 'vitest';
import { environmentProxy } from './environment-proxy.ts';

const url = new URL('https://api.example.com/');
const said = (environment: Record<string, string>) => {
  const { candidates, unspoken } = environmentProxy(url, environment);
  return [
    ...candidates.map((route) => (route === 'direct' ? route : route.href.replace(/\/$/, ''))),
    ...unspoken.map((kind) => `no ${kind}`),
  ];
};

it('is what the environment names, in either case, and that of everything or of http where https has none', () => {
  expect(said({})).toEqual([]);
  expect(said({ HTTPS_PROXY: '', http_proxy: '' })).toEqual([]);
  expect(said({ https_proxy: 'proxy.example:3128' })).toEqual(['http://proxy.example:3128']);
  expect(said({ HTTP_PROXY: 'http://a:b@proxy.example' })).toEqual(['http://a:b@proxy.example']);
  expect(said({ ALL_PROXY: 'socks5h://127.0.0.1:1080', HTTP_PROXY: 'http://a' })).toEqual(['socks5://127.0.0.1:1080']);
  expect(said({ HTTPS_PROXY: 'http://b', all_proxy: 'socks5h://127.0.0.1:1080' })).toEqual(['http://b']);
  expect(() => environmentProxy(url, { HTTPS_PROXY: 'http://:' })).toThrow(TypeError);
  expect(() => environmentProxy(url, { HTTPS_PROXY: 'http://' })).toThrow(TypeError);
});

it('names a kind that is not spoken', () => {
  expect(said({ HTTPS_PROXY: 'quic://127.0.0.1:443' })).toEqual(['no quic']);
});

it.each([
  ['api.example.com', true],
  ['example.com', true],
  ['.example.com', true],
  ['*.example.com', true],
  ['*', true],
  ['other.org, EXAMPLE.com', true],
  ['other.org;example.com.', true],
  ['https://api.example.com/', true],
  ['api.*.com', true],
  ['*example.com', true],
  ['api.example.com:443', true],
  ['api.example.com:8443', false],
  ['*.api.example.com', false],
  ['ample.com', false],
  ['10.0.0.0/8', false],
  ['', false],
])('is gone around for what NO_PROXY=%s names: %s', (NO_PROXY, around) => {
  expect(said({ HTTPS_PROXY: 'http://proxy.example:3128', NO_PROXY })).toEqual([
    around ? 'direct' : 'http://proxy.example:3128',
  ]);
});

it.each([
  ['https://[fd00::7]:8443/', 'fd00::7', true],
  ['https://[fd00::7]:8443/', '[fd00::7]:8443', true],
  ['https://[fd00::7]/', 'fd00::/8', true],
  ['https://[fe80::7]/', 'fd00::/8', false],
  ['https://10.0.0.7/', '10.0.0.7', true],
  ['https://10.0.0.70/', '10.0.0.7', false],
  ['https://10.20.0.70/', '10.0.0.0/8', true],
  ['https://11.20.0.70/', '10.0.0.0/8', false],
  ['https://10.20.0.70/', '10.*', true],
  ['https://10.20.0.70/', '10.20.0.0/99', false],
])('%s is gone around for the addresses %s: %s', (address, NO_PROXY, around) => {
  const { candidates } = environmentProxy(new URL(address), { HTTPS_PROXY: 'http://proxy.example:3128', NO_PROXY });
  expect(candidates[0] === 'direct').toBe(around);
});
