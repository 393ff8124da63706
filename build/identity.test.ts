import { describe, expect, it } from 'vitest';
import { applicationId } from '../electron/desktop/main/application-id.ts';
import packageJson from '../package.json' with { type: 'json' };
import { type Identity, placeholdersOf, readIdentity } from './identity.ts';
import { createSigningKey } from './sign-feed.ts';

const { publicKey } = createSigningKey();
const owned: Identity = {
  appId: 'ru.telefonist.desktop',
  homepage: 'https://telefonist.ru/',
  author: { name: 'Telefonist', email: 'desk@telefonist.ru' },
  feed: { url: 'https://updates.telefonist.ru/perezvon', publicKey },
};

describe('the identity', () => {
  it('is read from package.json and the environment', () => {
    const environment = { PEREZVON_UPDATE_URL: 'https://updates.telefonist.ru', PEREZVON_UPDATE_KEY: publicKey };
    expect(readIdentity({ homepage: 'https://a.ru', author: 'A B <a@b.ru>' }, environment)).toEqual({
      appId: applicationId,
      homepage: 'https://a.ru',
      author: { name: 'A B', email: 'a@b.ru' },
      feed: { url: 'https://updates.telefonist.ru', publicKey },
    });
  });

  it.each(['Telefonist', 'desk@telefonist.ru', '<desk@telefonist.ru>', ''])('has no author in "%s"', (author) => {
    expect(() => readIdentity({ homepage: '', author }, {})).toThrow('"Name <address>"');
  });
});

describe('what stands for something else', () => {
  it('is everything of this repository but its app id', () => {
    const found = placeholdersOf(readIdentity(packageJson, {}));
    expect(found).toEqual([
      expect.stringContaining(packageJson.homepage),
      expect.stringContaining('perezvon@perezvon.example'),
      expect.stringContaining('PEREZVON_UPDATE_URL'),
    ]);
  });

  it('is nothing of a program that belongs to somebody', () => {
    expect(placeholdersOf(owned)).toEqual([]);
  });

  it.each([
    [{ appId: 'com.example.desktop' }, 'com.example.desktop'],
    [{ appId: 'example.desktop' }, 'example.desktop'],
    [{ homepage: 'https://www.example.org/phone' }, 'https://www.example.org/phone'],
    [{ homepage: 'telefonist' }, 'telefonist'],
    [{ author: { name: 'A', email: 'a@localhost' } }, 'a@localhost'],
    [{ feed: { url: 'https://updates.test/', publicKey } }, 'https://updates.test/'],
    [{ feed: undefined }, 'PEREZVON_UPDATE_KEY'],
  ])('is named: %j', (change, named) => {
    expect(placeholdersOf({ ...owned, ...change })).toEqual([expect.stringContaining(named)]);
  });
});
