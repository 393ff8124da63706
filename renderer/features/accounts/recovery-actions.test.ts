import { expect, test } from 'vitest';
import { problemCodes } from '../../../shared/contract/problem-codes.ts';
import { recoveryActionsOf } from './recovery-actions.ts';

test('no trouble is a dead end, and a token that is no more is not tried again', () => {
  for (const code of problemCodes) expect(recoveryActionsOf(code), code).not.toEqual([]);
  expect(recoveryActionsOf('TOKEN_REVOKED')).toEqual(['secret']);
  expect(recoveryActionsOf('TOKEN_EXPIRED')).toEqual(['secret']);
  expect(recoveryActionsOf('TOKEN_SHARED')).toEqual(['secret', 'retry']);
  expect(recoveryActionsOf('SERVICE_OFF')).toEqual(['retry']);
  expect(recoveryActionsOf('PROVIDER_DOWN')).toEqual(['retry']);
  expect(recoveryActionsOf('VAULT_LOCKED')).toEqual(['unlock']);
});
