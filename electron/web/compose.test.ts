import { describe, expect, it } from 'vitest';
import { systemLocale } from './compose.ts';

describe('the language of the system', () => {
  it.each([
    [{ PEREZVON_LOCALE: 'en', LC_ALL: 'ru_RU.UTF-8' }, 'en'],
    [{ LC_ALL: 'ru_RU.UTF-8', LANG: 'en_US.UTF-8' }, 'ru'],
    [{ LC_ALL: '', LANG: 'ru_RU' }, 'ru'],
    [{ LANG: 'ru' }, 'ru'],
    [{ LANG: 'ru-RU' }, 'ru'],
    [{ LANG: 'C.UTF-8' }, 'en'],
    [{ LANG: 'de_DE.UTF-8' }, 'en'],
    // Rundi, which is not Russian.
    [{ LANG: 'run_BI' }, 'en'],
  ])('of %j is %s', (env, locale) => {
    expect(systemLocale(env)).toBe(locale);
  });
});
