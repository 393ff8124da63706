import { describe, expect, it } from 'vitest';
import { diallingMs, type MultiCallback } from '../../../shared/contract/account-tools/multi-callback.ts';
import type { StoredCall } from '../calls/stored-call.ts';
import { type LegEvidence, legsOf } from './multi-callback-legs.ts';

const orderedAt = Date.UTC(2026, 10, 20, 11);
const [anna, boris] = ['+79161000232', '+79161000233'];
const order: MultiCallback = {
  id: '1',
  accountId: 'shop',
  to: [anna, boris],
  from: '',
  state: 'ordered',
  orderedAt,
};

function call(key: string, fields: Partial<StoredCall> = {}): StoredCall {
  return {
    id: 1,
    accountId: 'shop',
    direction: 'out',
    state: 'ended',
    line: '',
    startedAt: orderedAt + 9000,
    remote: { key, kind: 'number', raw: key },
    answeredBy: undefined,
    answeredAt: undefined,
    endedAt: undefined,
    talkSeconds: undefined,
    ringSeconds: undefined,
    recordingState: undefined,
    facts: undefined,
    rows: [],
    rowsBeyond: undefined,
    ...fields,
  };
}

const statesBy = (evidence: Partial<LegEvidence>) =>
  legsOf(order, { calls: [], told: [], otherOrders: () => [], ...evidence }).map(({ state }) => state);

describe('what became of each person of an order', () => {
  it.each<[string, Partial<StoredCall>, string]>([
    ['rings', { state: 'ringing' }, 'ringing'],
    ['was taken', { state: 'answered' }, 'answered'],
    ['talked', { talkSeconds: 5 }, 'answered'],
    ['was heard to be taken', { answeredAt: orderedAt + 12_000, talkSeconds: 0 }, 'answered'],
    ['ended, and nobody says how', {}, 'unknown'],
    ['was not taken', { state: 'no-answer' }, 'not-answered'],
    ['found the line busy', { state: 'busy' }, 'not-answered'],
    ['was taken by another of them', { state: 'answered-elsewhere' }, 'not-answered'],
    ['has no known end', { state: 'unknown' }, 'unknown'],
    ['came in', { direction: 'in', state: 'answered' }, 'unknown'],
    ['began before the order', { state: 'answered', startedAt: orderedAt - 60_000 }, 'unknown'],
    [
      'began a second before it, by the clock of the provider',
      { state: 'answered', startedAt: orderedAt - 1000 },
      'answered',
    ],
    ['began long after it', { state: 'answered', startedAt: orderedAt + diallingMs + 1 }, 'unknown'],
  ])('is told by a call that %s', (_, fields, state) => {
    expect(statesBy({ calls: [call(anna, fields)] })).toEqual([state, 'unknown']);
  });

  it('is unknown where two calls say different things, and known where they agree', () => {
    const missed = call(anna, { state: 'no-answer' });
    expect(statesBy({ calls: [missed, call(anna, { state: 'answered' })] })[0]).toBe('unknown');
    expect(statesBy({ calls: [missed, call(anna, { state: 'busy' })] })[0]).toBe('not-answered');
  });

  it('is unknown where the call is of another leg as well', () => {
    const row = { list: 'calls', key: '1', rank: 0, line: '', startedAt: orderedAt, raw: {} };
    const rows = [anna, '79430000001'].map((remote) => ({ ...row, remote }));
    expect(statesBy({ calls: [call(anna, { state: 'answered', rows })] })[0]).toBe('unknown');
    expect(statesBy({ calls: [call(anna, { state: 'answered', rows: rows.slice(0, 1) })] })[0]).toBe('answered');
  });

  it.each<[string, number[], number[], string]>([
    ['an earlier order has no call yet', [-60_000], [9000], 'unknown'],
    ['an earlier one had its call before', [-60_000], [-50_000, 9000], 'answered'],
    ['two earlier ones had one call between them', [-90_000, -60_000], [-50_000, 9000], 'unknown'],
    ['a later order came after the call', [60_000], [9000, 70_000], 'answered'],
    ['a later order came before any call', [60_000], [70_000], 'unknown'],
  ])('is known by the order of things where %s', (_, others, begun, state) => {
    const calls = begun.map((after) => call(anna, { state: 'answered', startedAt: orderedAt + after }));
    const otherOrders = (key: string) => (key === anna ? others.map((after) => orderedAt + after) : []);
    expect(statesBy({ calls, otherOrders })[0]).toBe(state);
  });

  it('is what the provider says of a person, where it tells of persons at all', () => {
    const told = (remote: string, state: 'answered' | 'not-answered' | 'unknown') => ({ remote, state });
    expect(statesBy({ told: [told('8 916 100-02-32', 'answered'), told('79161000233', 'not-answered')] })).toEqual([
      'answered',
      'not-answered',
    ]);
    expect(statesBy({ told: [told('79161000232', 'answered'), told('79161000233', 'unknown')] })).toEqual([
      'answered',
      'unknown',
    ]);
    // One row may be of the whole order, and another of the own phone.
    expect(statesBy({ told: [told('79161000232', 'answered'), told('79430000001', 'answered')] })).toEqual([
      'unknown',
      'unknown',
    ]);
  });
});
