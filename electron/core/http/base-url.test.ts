import { describe, expect, it } from 'vitest';
import { checkBaseUrl, mayLeadTo } from './base-url.ts';

describe('checkBaseUrl', () => {
  it.each([
    ['https://newapi.sipnet.ru/api.php', 'https://newapi.sipnet.ru/api.php'],
    ['  https://provider.example:4432/ ', 'https://provider.example:4432/'],
    ['http://127.0.0.1:8080/api.php', 'http://127.0.0.1:8080/api.php'],
    ['http://localhost:1', 'http://localhost:1/'],
    ['http://[::1]:9/x', 'http://[::1]:9/x'],
    ['https://provider.example/#top', 'https://provider.example/'],
  ])('takes %s', (typed, url) => {
    expect(checkBaseUrl(typed)).toEqual({ url });
  });

  it.each([
    ['', 'not-a-url'],
    ['newapi.sipnet.ru/api.php', 'not-a-url'],
    ['https://', 'not-a-url'],
    ['http://newapi.sipnet.ru/api.php', 'not-https'],
    ['http://127.0.0.1.evil.example/', 'not-https'],
    ['http://localhost.evil.example/', 'not-https'],
    ['ftp://provider.example/', 'not-https'],
    ['file:///etc/passwd', 'not-a-url'],
    ['https://login:password@provider.example/', 'has-credentials'],
  ])('refuses %s', (typed, problem) => {
    expect(checkBaseUrl(typed)).toEqual({ problem });
  });
});

describe('mayLeadTo', () => {
  const lead = (from: string, to: string) => mayLeadTo(new URL(from), new URL(to));

  it('keeps servers elsewhere away from this machine', () => {
    expect(lead('https://provider.example/', 'http://127.0.0.1:631/')).toBe(false);
    expect(lead('https://provider.example/', 'https://localhost/')).toBe(false);
    expect(lead('https://provider.example/', 'http://0x7f.1/')).toBe(false);
    expect(lead('https://provider.example/', 'https://files.example/a')).toBe(true);
    expect(lead('http://127.0.0.1:1/', 'http://127.0.0.1:2/')).toBe(true);
  });
});
