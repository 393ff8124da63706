import { expect, test } from 'vitest';
import type { ConnectionState } from '../../../shared/contract/account.ts';
import { worstState } from './connection-summary.ts';

const having = (...states: ConnectionState[]) => states.map((state) => ({ status: { state, since: 0 } }));

test('one account in trouble is not hidden by others that are well', () => {
  expect(worstState(having('live', 'failing', 'polling'))).toBe('failing');
  expect(worstState(having('failing', 'needs-attention'))).toBe('needs-attention');
});

test('ringing is promised only where every account rings', () => {
  expect(worstState(having('live', 'live'))).toBe('live');
  expect(worstState(having('live', 'polling'))).toBe('polling');
  expect(worstState(having())).toBeUndefined();
});
