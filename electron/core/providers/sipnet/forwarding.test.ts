import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type ForwardingRules,
  findForwardingFaults,
  forwardingConditions,
  isSameForwarding,
} from '../../../../shared/domain/forwarding.ts';
import { readFields } from '../fields.ts';
import { readForwarding, writeForwarding } from './forwarding.ts';

const target = fc.oneof(
  fc.constant({ kind: 'voicemail' as const }),
  fc
    .oneof(fc.stringMatching(/^\+?[1-9]\d{9,14}$/), fc.stringMatching(/^00\d{8}@sipnet\.ru$/))
    .map((address) => ({ kind: 'address' as const, address })),
);
const wait = fc.option(fc.integer({ min: 0, max: 3600 }), { nil: undefined });
const rules: fc.Arbitrary<ForwardingRules> = fc
  .record({
    mode: fc.constantFrom('all' as const, 'untaken' as const),
    targets: fc.record(
      Object.fromEntries(forwardingConditions.map((condition) => [condition, target])) as Record<
        (typeof forwardingConditions)[number],
        typeof target
      >,
      { requiredKeys: [] },
    ),
    firstWaitSeconds: wait,
    secondWaitSeconds: wait,
  })
  .map((made) => ({ ...made, others: [] }));

const answerOf = (fields: Record<string, unknown>) => readFields(fields) ?? {};

describe('forwarding on the wire', () => {
  it('comes back as it was sent, whether beside the rest or in an object', () => {
    fc.assert(
      fc.property(rules, fc.boolean(), (sent, isNested) => {
        const written = writeForwarding(sent);
        const read = readForwarding(answerOf({ status: 'success', ...(isNested ? { redirect: written } : written) }));
        expect(isSameForwarding(read, sent)).toBe(true);
        expect(read.others).toEqual([]);
      }),
    );
  });

  it('never fails, whatever is answered, and makes nothing of what it does not know', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (answer) => {
        const read = readForwarding(answerOf(answer));
        expect(read.others.length).toBeLessThanOrEqual(40);
      }),
    );
  });

  it('tells a wait by the minute and by the second for the same', () => {
    for (const [told, seconds] of [
      ['1m', 60],
      ['60s', 60],
      ['0s', 0],
      [20, 20],
    ] as const) {
      expect(readForwarding(answerOf({ redirtype: 2, waitanswer: told })).firstWaitSeconds).toBe(seconds);
    }
  });

  it('shows a kind and a wait that it does not know as they came', () => {
    const read = readForwarding(answerOf({ redirtype: '7', waitanswer: 'soon', schedule: 'night', account: 'shop' }));
    expect(read.mode).toBeUndefined();
    expect(read.others).toEqual([
      { name: 'redirtype', value: '7' },
      { name: 'waitanswer', value: 'soon' },
      { name: 'schedule', value: 'night' },
    ]);
  });
});

describe('rules that would be refused', () => {
  const led = { mode: 'untaken', targets: { busy: { kind: 'voicemail' } }, others: [] } satisfies ForwardingRules;

  it.each<[string, Partial<ForwardingRules>, string[]]>([
    ['are none here', {}, []],
    ['lead nowhere', { targets: {} }, ['unanswered']],
    ['lead nowhere that counts', { mode: 'all' }, ['all']],
    ['have no kind', { mode: undefined }, ['mode']],
    ['hold two numbers', { targets: { busy: { kind: 'address', address: '79161000232, 7916' } } }, ['busy']],
    ['wait too long', { firstWaitSeconds: 3601 }, ['firstWaitSeconds']],
    ['wait by halves', { secondWaitSeconds: 0.5 }, ['secondWaitSeconds']],
    ['forward nothing', { mode: 'off', targets: {} }, []],
  ])('%s', (_, change, places) => {
    expect(findForwardingFaults({ ...led, ...change }).map(({ place }) => place)).toEqual(places);
  });
});
