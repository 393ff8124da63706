import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSigningKey, signFeeds } from './sign-feed.ts';
import { publication, readUpdateFeed } from './update-feed.ts';

const { publicKey, privateKey } = createSigningKey();
const url = 'https://updates.example/perezvon';

describe('the feed that a build names', () => {
  it('is none unless it is named, and then nothing is published', () => {
    expect(readUpdateFeed({})).toBeUndefined();
    expect(publication(undefined)).toBeNull();
  });

  it('is an address and a key', () => {
    const feed = readUpdateFeed({ PEREZVON_UPDATE_URL: url, PEREZVON_UPDATE_KEY: publicKey });
    expect(feed).toEqual({ url, publicKey });
    expect(publication(feed)).toEqual({ provider: 'generic', url, channel: 'latest' });
  });

  it.each([
    ['an address alone', { PEREZVON_UPDATE_URL: url }, 'signed'],
    ['a key alone', { PEREZVON_UPDATE_KEY: publicKey }, 'no feed'],
    ['plain http', { PEREZVON_UPDATE_URL: 'http://updates.example', PEREZVON_UPDATE_KEY: publicKey }, 'https'],
    ['a query', { PEREZVON_UPDATE_URL: `${url}?a=b`, PEREZVON_UPDATE_KEY: publicKey }, 'https'],
    ['the private key', { PEREZVON_UPDATE_URL: url, PEREZVON_UPDATE_KEY: privateKey }, 'public key'],
  ])('is not %s', (_what, environment, complaint) => {
    expect(() => readUpdateFeed(environment)).toThrow(complaint);
  });
});

describe('signing feeds', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'perezvon-sign-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('signs every feed and nothing else', () => {
    const names = ['latest.yml', 'latest-mac.yml', 'latest-linux-arm64.yml', 'builder-debug.yml', 'perezvon.exe'];
    for (const name of names) writeFileSync(join(folder, name), name);
    expect(signFeeds(folder, privateKey).sort()).toEqual(['latest-linux-arm64.yml', 'latest-mac.yml', 'latest.yml']);
    expect(readdirSync(folder).filter((name) => name.endsWith('.sig'))).toHaveLength(3);
  });

  it('does not pass over a folder without feeds, nor a key that is none', () => {
    expect(() => signFeeds(folder, privateKey)).toThrow('no feed');
    writeFileSync(join(folder, 'latest.yml'), '');
    expect(() => signFeeds(folder, publicKey)).toThrow();
  });
});
