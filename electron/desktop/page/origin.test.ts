import { expect, it } from 'vitest';
import { isOwnUrl, pageUrl } from './origin.ts';

it.each([pageUrl, 'app://perezvon', 'app://perezvon/', 'app://perezvon/index.html#call=1'])(
  'takes %s for ours',
  (url) => {
    expect(isOwnUrl(url)).toBe(true);
  },
);

it.each([
  '',
  'null',
  'about:blank',
  'app://perezvon.example/',
  'app://other/',
  'https://perezvon/',
  'file:///perezvon',
  'app://perezvon@evil/',
  'app://perezvon:80/',
])('takes "%s" for foreign', (url) => {
  expect(isOwnUrl(url)).toBe(false);
});
