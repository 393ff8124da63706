import { expect, test } from 'vitest';
import { standAt, standOf } from './stand.ts';

const stands = { production: 'https://api.example.ru:4432/', test: 'https://test-api.example.ru:4432/' };

test.each([
  ['', 'production'],
  ['https://api.example.ru:4432', 'production'],
  ['https://test-api.example.ru:4432/', 'test'],
  ['http://127.0.0.1:80', 'other'],
] as const)('an account at %o is at %s', (address, stand) => {
  expect(standOf(address, stands)).toBe(stand);
});

test('the stand that a token is from is found by its host', () => {
  expect(standAt('test-api.example.ru:4432', stands)).toBe('test');
  expect(standAt('api.example.ru:4432', stands)).toBe('production');
  expect(standAt('api.example.ru', stands)).toBeUndefined();
  expect(standAt(undefined, stands)).toBeUndefined();
  expect(standAt('x', { production: 'https://x' })).toBe('production');
});
