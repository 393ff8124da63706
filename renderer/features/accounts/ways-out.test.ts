import { expect, test } from 'vitest';
import { problemCodes } from '../../../shared/contract/problem-codes.ts';
import { waysOutOf } from './ways-out.ts';

test('no trouble is a dead end, and a token that is no more is not tried again', () => {
  for (const code of problemCodes) expect(waysOutOf(code), code).not.toEqual([]);
  expect(waysOutOf('TOKEN_REVOKED')).toEqual(['secret']);
  expect(waysOutOf('TOKEN_EXPIRED')).toEqual(['secret']);
  expect(waysOutOf('TOKEN_SHARED')).toEqual(['secret', 'retry']);
  expect(waysOutOf('SERVICE_OFF')).toEqual(['retry']);
  expect(waysOutOf('PROVIDER_DOWN')).toEqual(['retry']);
  expect(waysOutOf('VAULT_LOCKED')).toEqual(['unlock']);
});
