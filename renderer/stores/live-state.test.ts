import { describe, expect, test } from 'vitest';
import type { Account } from '../../shared/contract/account.ts';
import type { Callback } from '../../shared/contract/callback.ts';
import type { LiveCard, Update } from '../../shared/contract/updates.ts';
import { defaultSettings } from '../../shared/domain/default-settings.ts';
import { parseParty } from '../../shared/domain/phone-number.ts';
import { applyUpdate, emptyLiveState } from './live-state.ts';

const card = (id: number, startedAt: number): LiveCard => ({
  call: {
    id,
    accountId: 'a',
    direction: 'in',
    state: 'ringing',
    remote: parseParty('+79161000232'),
    line: '',
    startedAt,
  },
  accountLabel: '',
  silenced: false,
  before: { count: 0 },
});
const callback = (id: string, orderedAt: number): Callback => ({
  id,
  accountId: 'a',
  remote: parseParty('+79161000232'),
  from: '',
  state: 'ordered',
  hold: 'locked',
  orderedAt,
  changedAt: orderedAt,
  followed: true,
  wasConnected: false,
});
const snapshot = (part: Partial<Extract<Update, { kind: 'snapshot' }>> = {}): Update => ({
  kind: 'snapshot',
  now: 5000,
  cards: [],
  accounts: [],
  callbacks: [],
  moreCards: 0,
  notices: [],
  missedCount: 0,
  settings: defaultSettings,
  quiet: { kind: 'off' },
  vault: { kind: 'keychain', locked: false, fileExists: false },
  certificates: 'known',
  dataId: 'data',
  programUpdate: { kind: 'off', reason: 'other-host' },
  ...part,
});
const stateAfter = (...updates: Update[]) =>
  updates.reduce((state, update) => applyUpdate(state, update, 1000), emptyLiveState);

describe('applyUpdate', () => {
  test('is not ready until the first snapshot, and learns the clock from it', () => {
    expect(emptyLiveState.ready).toBe(false);
    expect(stateAfter(snapshot())).toMatchObject({ ready: true, clockSkew: 4000 });
  });

  test('knows where secrets are kept, whoever changed it', () => {
    const vault = { kind: 'passphrase', locked: false, fileExists: true } as const;
    expect(stateAfter(snapshot({ vault: { ...vault, locked: true } }), { kind: 'vault', vault }).vault).toEqual(vault);
  });

  test('a snapshot replaces all that was held', () => {
    const state = stateAfter(
      snapshot({ cards: [card(1, 0)], callbacks: [callback('x', 0)], missedCount: 3 }),
      { kind: 'recording', recording: { callId: 1, state: 'fetching' } },
      { kind: 'digest', digest: { from: 0, to: 1, calls: 2, toCallBack: 1 } },
      snapshot({ cards: [card(2, 0)] }),
    );
    expect(state.cards.map(({ call }) => call.id)).toEqual([2]);
    expect(state).toMatchObject({ callbacks: [], missedCount: 0, recordings: {} });
    expect(state.digest).toBeUndefined();
  });

  test('cards stand oldest first, and a change of one keeps its place', () => {
    const state = stateAfter(
      snapshot({ cards: [card(2, 20)] }),
      { kind: 'card', card: card(1, 10) },
      { kind: 'card', card: card(3, 30) },
      { kind: 'card', card: { ...card(1, 10), silenced: true } },
    );
    expect(state.cards.map(({ call, silenced }) => [call.id, silenced])).toEqual([
      [1, true],
      [2, false],
      [3, false],
    ]);
  });

  test('a card that is gone is gone, and one that was never there is no harm', () => {
    const state = stateAfter(
      snapshot({ cards: [card(1, 0)] }),
      { kind: 'card-gone', callId: 1 },
      { kind: 'card-gone', callId: 9 },
    );
    expect(state.cards).toEqual([]);
  });

  test('of a call one notification is due, the last that was told, until it is withdrawn', () => {
    const state = stateAfter(
      snapshot({ notices: [{ callId: 1, kind: 'incoming' }] }),
      { kind: 'notice', notice: { callId: 2, kind: 'incoming' } },
      { kind: 'notice', notice: { callId: 1, kind: 'missed' } },
    );
    expect(state.notices).toEqual([
      { callId: 2, kind: 'incoming' },
      { callId: 1, kind: 'missed' },
    ]);
    expect(applyUpdate(state, { kind: 'notice-gone', callId: 2 }, 0).notices).toEqual([{ callId: 1, kind: 'missed' }]);
  });

  test('orders stand newest first, one entry an order', () => {
    const state = stateAfter(
      snapshot(),
      { kind: 'callback', callback: callback('old', 1) },
      { kind: 'callback', callback: callback('new', 2) },
      { kind: 'callback', callback: { ...callback('old', 1), state: 'connected' } },
    );
    expect(state.callbacks.map(({ id, state }) => [id, state])).toEqual([
      ['new', 'ordered'],
      ['old', 'connected'],
    ]);
    expect(applyUpdate(state, { kind: 'callback-gone', id: 'new' }, 0).callbacks.map(({ id }) => id)).toEqual(['old']);
  });

  test('of accounts only what was told anew is another object: what stayed is not drawn again', () => {
    const accountOf = (id: string, lastHeardAt: number) =>
      ({
        id,
        label: id,
        callRoutes: { number: { accountId: id, agreed: true } },
        status: { state: 'live', lastHeardAt },
      }) as Account;
    const tell = (heardAt: number): Update => ({
      kind: 'accounts',
      accounts: [accountOf('a', heardAt), accountOf('b', 1)],
    });
    const before = stateAfter(snapshot(), tell(1)).accounts;
    const after = stateAfter(snapshot({ accounts: [...before] }), tell(2)).accounts;
    expect(after).toEqual([accountOf('a', 2), accountOf('b', 1)]);
    expect(after[0]?.callRoutes).toBe(before[0]?.callRoutes);
    expect(after[1]).toBe(before[1]);
  });
});
