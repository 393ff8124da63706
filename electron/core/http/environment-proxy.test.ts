import { expect, it } from 'vitest';
import { environmentProxy } from './environment-proxy.ts';

const at = (url: string, NO_PROXY = '') =>
  environmentProxy(new URL(url), { HTTPS_PROXY: 'http://proxy.example:3128', NO_PROXY });

it('is what the environment names, in either case, and that of http where https has none', () => {
  const url = new URL('https://api.example.com/');
  expect(environmentProxy(url, {})).toBeUndefined();
  expect(environmentProxy(url, { HTTPS_PROXY: '', http_proxy: '' })).toBeUndefined();
  expect(environmentProxy(url, { https_proxy: 'proxy.example:3128' })).toBe('http://proxy.example:3128/');
  expect(environmentProxy(url, { HTTP_PROXY: 'http://a:b@proxy.example' })).toBe('http://a:b@proxy.example/');
  expect(() => environmentProxy(url, { HTTPS_PROXY: 'http://:' })).toThrow(TypeError);
});

it.each([
  ['api.example.com', true],
  ['example.com', true],
  ['.example.com', true],
  ['*.example.com', true],
  ['*', true],
  ['other.org, EXAMPLE.com', true],
  ['api.example.com:443', true],
  ['api.example.com:8443', false],
  ['*.api.example.com', false],
  ['ample.com', false],
  ['', false],
])('is gone around for what NO_PROXY=%s names: %s', (noProxy, around) => {
  expect(at('https://api.example.com/v1', noProxy) === 'direct').toBe(around);
});

it('is gone around for addresses as well', () => {
  expect(at('https://[fd00::7]:8443/', 'fd00::7')).toBe('direct');
  expect(at('https://[fd00::7]:8443/', '[fd00::7]:8443')).toBe('direct');
  expect(at('https://10.0.0.7/', '10.0.0.7')).toBe('direct');
  expect(at('https://10.0.0.70/', '10.0.0.7')).not.toBe('direct');
});
