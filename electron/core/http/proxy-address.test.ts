import fc from 'fast-check';
import { expect, it } from 'vitest';
import { credentialsOf, portOf, readProxyAddress } from './proxy-address.ts';

const read = (text: string) => {
  const url = readProxyAddress(text);
  if (typeof url === 'string') return url;
  const { name, password } = credentialsOf(url) ?? {};
  return [url.protocol, url.hostname, portOf(url), ...(name === undefined ? [] : [name, password])].join(' ');
};

it.each([
  ['proxy.example:3128', 'http: proxy.example 3128'],
  ['proxy.example', 'http: proxy.example 80'],
  ['http://proxy.example/', 'http: proxy.example 80'],
  [' https://proxy.example ', 'https: proxy.example 443'],
  ['https://proxy.example:80', 'https: proxy.example 80'],
  ['HTTP://[::1]:3128', 'http: [::1] 3128'],
  ['socks5h://127.0.0.1:1080', 'socks5: 127.0.0.1 1080'],
  ['socks5://127.0.0.1', 'socks5: 127.0.0.1 1080'],
  ['socks://127.0.0.1:9050/', 'socks5: 127.0.0.1 9050'],
  ['socks4a://127.0.0.1', 'socks4a: 127.0.0.1 1080'],
  ['socks5://proxy.example:80', 'socks5: proxy.example 80'],
  ['http://anna:s%40cret@proxy.example:3128', 'http: proxy.example 3128 anna s@cret'],
  ['http://anna:p@ss#1/2@proxy.example:3128', 'http: proxy.example 3128 anna p@ss#1/2'],
  ['http://anna:50%@proxy.example:3128', 'http: proxy.example 3128 anna 50%'],
  ['http://DOMAIN%5Canna:x@proxy.example:3128', 'http: proxy.example 3128 DOMAIN\\anna x'],
  ['http://anna@proxy.example:3128', 'http: proxy.example 3128 anna '],
  ['anna:x@proxy.example:3128', 'http: proxy.example 3128 anna x'],
  ['ftp://proxy.example', 'ftp'],
])('"%s" is %s', (text, told) => {
  expect(read(text)).toBe(told);
});

it.each(['', 'http://', 'http://:', 'http://a b', 'http://host:99999', 'http://host:port', '://'])(
  '"%s" is none',
  (text) => {
    expect(() => readProxyAddress(text)).toThrow(TypeError);
  },
);

it('keeps any name and password, written as they are or percent-encoded', () => {
  const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(text, text, (name, password) => {
      fc.pre(name.isWellFormed() && password.isWellFormed());
      const url = readProxyAddress(`http://${encodeURIComponent(name)}:${encodeURIComponent(password)}@proxy.example`);
      expect(credentialsOf(url as URL)).toEqual({ name, password });
    }),
  );
});
