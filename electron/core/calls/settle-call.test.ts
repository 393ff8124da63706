import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addEvents, type CallFacts } from '../../../shared/domain/call-machine.ts';
import { listRow } from '../../../test/fixtures/call-model.ts';
import type { RowOutcome } from '../providers/call-list-row.ts';
import { settleCall } from './settle-call.ts';
import { beyondOf, mergeBeyond, type RowsBeyond, type StoredRow, toStoredRow } from './stored-row.ts';

const start = Date.UTC(2026, 10, 20, 11);
const later = start + 3600_000;

const row = (fields: Partial<Parameters<typeof listRow>[0]> = {}): StoredRow =>
  toStoredRow(listRow({ startedAt: start, ...fields }));

function settle(rows: readonly StoredRow[], facts?: CallFacts, rowsBeyond?: RowsBeyond) {
  return settleCall({ facts, rows, rowsBeyond }, [], later);
}

const outcomes: RowOutcome[] = ['ended', 'missed', 'rejected', 'busy', 'no-answer', 'failed'];
const anyRow = fc
  .record({
    list: fc.constantFrom('calls', 'attempts', 'pbxcalls'),
    leg: fc.nat(5),
    direction: fc.constantFrom('in' as const, 'out' as const, undefined),
    remote: fc.constantFrom('79161000232', '89161000232', '', 'anonymous', '0042656976'),
    line: fc.constantFrom('74950000001', '0042000001', ''),
    offset: fc.integer({ min: -2, max: 60 }),
    talkSeconds: fc.constantFrom(undefined, 0, 12, 90),
    outcome: fc.constantFrom(undefined, ...outcomes),
  })
  .map(({ leg, offset, ...fields }) =>
    row({ ...fields, ids: [{ kind: 'leg', value: String(leg) }], startedAt: start + offset * 1000 }),
  );

const facts = fc.option(
  fc
    .constantFrom<('invite' | 'connected' | 'bye')[]>(['invite'], ['invite', 'bye'], ['invite', 'connected'], ['bye'])
    .map((kinds) =>
      kinds.reduce<CallFacts | undefined>(
        (so, kind, index) =>
          addEvents(so, [
            {
              event: {
                callId: 'uuid',
                legId: '1',
                phone: '',
                kind,
                direction: 'in',
                caller: '79161000232',
                callee: '74950000001',
                at: undefined,
                durationSeconds: undefined,
              },
              at: start + index * 5000,
            },
          ]),
        undefined,
      ),
    ),
  { nil: undefined },
);

describe('what a call was', () => {
  it('does not depend on the order in which its rows came', () => {
    fc.assert(
      fc.property(
        facts,
        fc.uniqueArray(anyRow, { minLength: 1, maxLength: 12, selector: ({ list, key }) => `${list} ${key}` }),
        fc.infiniteStream(fc.nat()),
        (heard, rows, shuffle) => {
          const mixed = rows.map((one) => ({ one, at: shuffle.next().value })).sort((a, b) => a.at - b.at);
          expect(
            settle(
              mixed.map(({ one }) => one),
              heard,
            ),
          ).toEqual(settle(rows, heard));
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('is the same talk, or none, when some of its rows are only kept in sum', () => {
    fc.assert(
      fc.property(fc.array(anyRow, { minLength: 2, maxLength: 12 }), fc.nat(11), (rows, at) => {
        const [told, rest] = [rows.slice(0, 1 + (at % rows.length)), rows.slice(1 + (at % rows.length))];
        const beyond = rest.reduce<RowsBeyond | undefined>((sum, one) => mergeBeyond(sum, beyondOf(one, 1)), undefined);
        const whole = settle(rows);
        const summed = settle(told, undefined, beyond);
        expect(summed.talkSeconds).toBe(whole.talkSeconds);
        expect(summed.state === 'ended').toBe(whole.state === 'ended');
        expect(summed.startedAt).toBe(whole.startedAt);
      }),
    );
  });

  it.each<[RowOutcome, string, string]>([
    ['missed', 'missed', 'no-answer'],
    ['no-answer', 'missed', 'no-answer'],
    ['rejected', 'rejected', 'rejected'],
    ['busy', 'rejected', 'busy'],
    ['failed', 'failed', 'failed'],
    ['ended', 'ended', 'ended'],
  ])('that a row tells as %s is %s when it came in and %s when it went out', (outcome, whenIn, whenOut) => {
    expect(settle([row({ outcome })]).state).toBe(whenIn);
    expect(settle([row({ outcome, direction: 'out' })]).state).toBe(whenOut);
  });

  it('has the sides that the best list tells, and a number from any list that has it', () => {
    const pbx = row({ list: 'pbxcalls', remote: '', line: '74950000001' });
    const calls = row({ remote: '79161000232', line: '0042000001' });
    expect(settle([calls, pbx])).toMatchObject({ remote: '79161000232', line: '74950000001' });
    const unsure = row({ list: 'pbxcalls', direction: undefined, remote: '74950000001', line: '79161000232' });
    expect(settle([unsure, calls])).toMatchObject({ direction: 'in', remote: '79161000232' });
  });
});
