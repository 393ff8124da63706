import { expect, test } from 'vitest';
import { credentialsOf, emptyCredentials, withoutSecret } from './credentials-fields.tsx';

test('credentials are whole or not there', () => {
  const empty = emptyCredentials('password');
  for (const kind of ['password', 'apikey', 'token'] as const)
    expect(credentialsOf({ ...empty, kind })).toBeUndefined();
  expect(credentialsOf({ ...empty, login: ' 0042 ', password: ' p ' })).toEqual({
    kind: 'password',
    login: '0042',
    // A password may begin with a space; nobody trims it.
    password: ' p ',
  });
  expect(credentialsOf({ ...empty, kind: 'apikey', login: 'x', password: 'y' })).toBeUndefined();
  expect(credentialsOf({ ...empty, kind: 'apikey', apikey: ' k\n' })).toEqual({ kind: 'apikey', apikey: 'k' });
  expect(credentialsOf({ ...empty, kind: 'token', token: ' a.b.c\n' })).toEqual({ kind: 'token', token: 'a.b.c' });
});

test('after a refusal only the secret is typed anew', () => {
  const draft = { kind: 'password', login: 'a', password: 'b', apikey: 'c', token: 'd' } as const;
  expect(withoutSecret(draft)).toEqual({ kind: 'password', login: 'a', password: '', apikey: '', token: '' });
});
