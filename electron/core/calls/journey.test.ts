import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JourneyStep } from '../../../shared/contract/call.ts';
import { journeyOf } from './journey.ts';
import type { StoredRow } from './stored-row.ts';

const row = (key: string, steps: JourneyStep[], startedAt = 0): StoredRow => ({
  list: 'cdr',
  key,
  rank: 0,
  remote: '',
  line: '',
  startedAt,
  steps,
  raw: {},
});
const from: JourneyStep = { kind: 'from', value: '+79430000211' };
const rang = (value: string): JourneyStep => ({ kind: 'rang', value });

describe('the way of a call', () => {
  it('goes on from leg to leg, in their order', () => {
    const legs = [row('10', [from, rang('b'), { kind: 'connected' }]), row('9', [from, rang('a'), { kind: 'busy' }])];
    const whole = [from, rang('a'), { kind: 'busy' }, rang('b'), { kind: 'connected' }];
    expect(journeyOf(legs)).toEqual(whole);
    expect(journeyOf([row('1', [from, rang('b')], 2000), row('2', [from, rang('a')], 1000)])).toEqual([
      from,
      rang('a'),
      rang('b'),
    ]);
  });

  it('is told once by records that repeat one another or grow', () => {
    const whole = [from, rang('a'), { kind: 'busy' }, rang('b')] as JourneyStep[];
    const growing = whole.map((_step, index) => row(String(index), whole.slice(0, index + 1)));
    fc.assert(
      fc.property(fc.shuffledSubarray([...growing, row('7', whole)], { minLength: 1 }), (rows) => {
        const longest = Math.max(...rows.map(({ steps = [] }) => steps.length));
        expect(journeyOf(rows)).toEqual(whole.slice(0, longest));
      }),
    );
  });

  it('is not there where no row tells it, and is bounded', () => {
    expect(journeyOf([row('1', [])])).toBeUndefined();
    const many = Array.from({ length: 30 }, (_none, leg) =>
      row(String(leg), [rang(`${leg}`), rang('x'), rang('y'), rang('z')]),
    );
    expect(journeyOf(many)).toHaveLength(81);
    expect(journeyOf(many)?.at(-1)).toEqual({ kind: 'more', value: '40' });
  });
});
