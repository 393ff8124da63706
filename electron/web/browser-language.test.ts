import { expect, it } from 'vitest';
import { browserLanguage } from './browser-language.ts';

it.each([
  ['ru', 'ru'],
  ['ru-RU,ru;q=0.9,en;q=0.8', 'ru'],
  [' RU ;q=0.5', 'ru'],
  ['en-GB,ru;q=0.9', 'en'],
  ['de', 'en'],
  ['*', undefined],
  ['', undefined],
  [undefined, undefined],
])('of "%s" it is %s', (asked, language) => {
  expect(browserLanguage({ 'accept-language': asked })).toBe(language);
});
