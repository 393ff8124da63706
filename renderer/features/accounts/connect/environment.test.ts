import { expect, test } from 'vitest';
import { environmentAt, environmentOf } from './environment.ts';

const environments = { production: 'https://api.example.ru:4432/', test: 'https://test-api.example.ru:4432/' };

test.each([
  ['', 'production'],
  ['https://api.example.ru:4432', 'production'],
  ['https://test-api.example.ru:4432/', 'test'],
  ['http://127.0.0.1:80', 'other'],
] as const)('an account at %o is at %s', (address, environment) => {
  expect(environmentOf(address, environments)).toBe(environment);
});

test('the environment that a token is from is found by its host', () => {
  expect(environmentAt('test-api.example.ru:4432', environments)).toBe('test');
  expect(environmentAt('api.example.ru:4432', environments)).toBe('production');
  expect(environmentAt('api.example.ru', environments)).toBeUndefined();
  expect(environmentAt(undefined, environments)).toBeUndefined();
  expect(environmentAt('x', { production: 'https://x' })).toBe('production');
});
