import { expect, it } from 'vitest';
import type { Account } from '../../shared/contract/account.ts';
import { defaultSettings } from '../../shared/contract/settings.ts';
import type { Update } from '../../shared/contract/updates.ts';
import { initialTrayState, nextTrayState } from './tray-state.ts';

const account = (state: Account['status']['state']) => ({ status: { state, since: 0 } }) as Account;
const snapshot = (accounts: Account[], missedCount: number): Update => ({
  kind: 'snapshot',
  now: 0,
  cards: [],
  accounts,
  callbacks: [],
  missedCount,
  settings: defaultSettings,
  quiet: { kind: 'off' },
});

it('follows the updates', () => {
  let state = nextTrayState(initialTrayState, snapshot([account('live')], 2));
  expect(state).toEqual({ missed: 2, link: 'listening' });
  state = nextTrayState(state, { kind: 'missed', count: 5 });
  expect(state).toEqual({ missed: 5, link: 'listening' });
  state = nextTrayState(state, { kind: 'accounts', accounts: [account('polling'), account('failing')] });
  expect(state).toEqual({ missed: 5, link: 'offline' });
  state = nextTrayState(state, { kind: 'accounts', accounts: [] });
  expect(state).toEqual({ missed: 5, link: 'none' });
});

it('stays the same object when nothing of it changes', () => {
  const state = nextTrayState(initialTrayState, snapshot([account('live')], 2));
  expect(nextTrayState(state, { kind: 'alive', now: 1 })).toBe(state);
  expect(nextTrayState(state, { kind: 'missed', count: 2 })).toBe(state);
  expect(nextTrayState(state, snapshot([account('polling')], 2))).toBe(state);
});
