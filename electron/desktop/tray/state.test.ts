import { expect, it } from 'vitest';
import type { Account, AccountStatus } from '../../../shared/contract/account.ts';
import type { Update } from '../../../shared/contract/updates.ts';
import { defaultSettings } from '../../../shared/domain/default-settings.ts';
import { initialTrayState, nextTrayState } from './state.ts';

const account = (state: AccountStatus['state'], works: AccountStatus['works'] = []) =>
  ({ status: { state, since: 0, works } }) as unknown as Account;
const snapshot = (accounts: Account[], missedCount: number): Update => ({
  kind: 'snapshot',
  now: 0,
  cards: [],
  accounts,
  callbacks: [],
  moreCards: 0,
  notices: [],
  missedCount,
  settings: defaultSettings,
  quiet: { kind: 'off' },
  vault: { kind: 'keychain', locked: false, fileExists: false },
  certificates: 'known',
  dataId: 'data',
  programUpdate: { kind: 'idle' },
});
const ringing = { quiet: false, quietUntil: undefined };

it('follows the updates', () => {
  let state = nextTrayState(initialTrayState, snapshot([account('live')], 2));
  expect(state).toEqual({ missed: 2, link: 'listening', ...ringing });
  state = nextTrayState(state, { kind: 'missed', count: 5 });
  expect(state).toEqual({ missed: 5, link: 'listening', ...ringing });
  state = nextTrayState(state, { kind: 'accounts', accounts: [] });
  expect(state).toEqual({ missed: 5, link: 'none', ...ringing });
  state = nextTrayState(state, { kind: 'quiet', quiet: { kind: 'quiet-hours', until: 9 } });
  expect(state).toEqual({ missed: 5, link: 'none', quiet: true, quietUntil: 9 });
  state = nextTrayState(state, { kind: 'quiet', quiet: { kind: 'off' } });
  expect(state).toEqual({ missed: 5, link: 'none', ...ringing });
});

it.each([
  ['listening', [account('live'), account('polling'), account('starting')]],
  ['degraded', [account('live'), account('failing')]],
  ['degraded', [account('failing', ['lists'])]],
  ['offline', [account('failing'), account('needs-attention')]],
] as const)('is %s', (link, accounts) => {
  expect(nextTrayState(initialTrayState, { kind: 'accounts', accounts: [...accounts] }).link).toBe(link);
});

it('stays the same object when nothing of it changes', () => {
  const state = nextTrayState(initialTrayState, snapshot([account('live')], 2));
  expect(nextTrayState(state, { kind: 'alive', now: 1 })).toBe(state);
  expect(nextTrayState(state, { kind: 'missed', count: 2 })).toBe(state);
  expect(nextTrayState(state, snapshot([account('polling')], 2))).toBe(state);
});
