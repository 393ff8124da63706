import { expect, it } from 'vitest';
import { createSecretHider } from '../../secrets/secret-hider.ts';
import { expectResult, readAnswer } from './answer.ts';

const token = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiI1MDAwMDAwIn0.c2lnbmF0dXJl';
const secrets = createSecretHider();
secrets.add(token);

it.each([
  ['in a message', { errorCode: 7, errorMessage: `Bad header: Bearer ${token}` }],
  ['in a code', { errorCode: token }],
  ['alone', `Bearer ${token}`],
  ['where words are cut', { errorMessage: `${'x'.repeat(480)} Bearer ${token}` }],
])('a refusal that repeats the token %s shows nothing of it', (_, error) => {
  const received = readAnswer(200, JSON.stringify({ error }), secrets.hide);
  expect(() => expectResult(received)).toThrow(/^PROVIDER_REFUSED/);
  expect(() => expectResult(received)).not.toThrow(/eyJ|c2ln/);
});
