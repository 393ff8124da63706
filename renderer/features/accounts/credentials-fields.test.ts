import { expect, test } from 'vitest';
import { credentialsOf, emptyCredentials, withoutSecret } from './credentials-fields.tsx';

test('credentials are whole or not there', () => {
  expect(credentialsOf(emptyCredentials)).toBeUndefined();
  expect(credentialsOf({ ...emptyCredentials, login: ' 0042 ', password: ' p ' })).toEqual({
    kind: 'password',
    login: '0042',
    // A password may begin with a space; nobody trims it.
    password: ' p ',
  });
  expect(credentialsOf({ ...emptyCredentials, kind: 'apikey', login: 'x', password: 'y' })).toBeUndefined();
  expect(credentialsOf({ ...emptyCredentials, kind: 'apikey', apikey: ' k\n' })).toEqual({
    kind: 'apikey',
    apikey: 'k',
  });
});

test('after a refusal only the secret is typed anew', () => {
  const draft = { kind: 'password', login: 'a', password: 'b', apikey: 'c' } as const;
  expect(withoutSecret(draft)).toEqual({ kind: 'password', login: 'a', password: '', apikey: '' });
});
