import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Call, type JourneyStep, journeyStep } from '../../../shared/contract/call.ts';
import { formatParty } from '../../../shared/domain/party-format.ts';
import { en } from '../../words/en/index.ts';
import { createTable } from '../../words/translate.ts';
import type { Words } from '../../words/words.ts';
import { describeWay, journeyLines } from './journey-lines.ts';

const { add, t } = createTable('en');
add(en);

test('phones that rang together stand with what came of it', () => {
  const steps: JourneyStep[] = [
    { kind: 'from', value: '+79430000211' },
    { kind: 'menu', value: '1' },
    { kind: 'rang', value: 'a' },
    { kind: 'rang', value: 'b' },
    { kind: 'no-answer' },
    { kind: 'rang', value: 'c' },
    { kind: 'unknown', value: 'Plbk(7)' },
    { kind: 'connected' },
  ];
  expect(journeyLines(steps)).toEqual([
    { kind: 'menu', value: '1' },
    { kind: 'rang', phones: ['a', 'b'], end: 'no-answer' },
    { kind: 'rang', phones: ['c'], end: undefined },
    { kind: 'unknown', value: 'Plbk(7)' },
    { kind: 'connected', value: '' },
  ]);
});

test('whatever happened, no step is lost', () => {
  const kind = fc.constantFrom(...journeyStep.shape.kind.options);
  fc.assert(
    fc.property(fc.array(fc.record({ kind, value: fc.string({ maxLength: 5 }) })), (steps) => {
      const count = journeyLines(steps).reduce(
        (sum, line) => sum + (line.kind === 'rang' ? line.phones.length + (line.end === undefined ? 0 : 1) : 1),
        0,
      );
      expect(count).toBe(steps.filter(({ kind: one }) => one !== 'from' && one !== 'to').length);
    }),
  );
});

test.each<[string | undefined, Call['state'], JourneyStep[]]>([
  [
    'menu 2, nobody answered',
    'missed',
    [{ kind: 'menu', value: '2' }, { kind: 'rang', value: 'a' }, { kind: 'no-answer' }],
  ],
  // Who was rung in vain before somebody answered is told step by step, and not in a line.
  [
    'menu 2',
    'ended',
    [{ kind: 'menu', value: '2' }, { kind: 'rang', value: 'a' }, { kind: 'no-answer' }, { kind: 'connected' }],
  ],
  ['put through to +7 943 000-06-51', 'ended', [{ kind: 'transfer', value: '+79430000651' }, { kind: 'transferred' }]],
  [undefined, 'ended', [{ kind: 'transfer', value: '+79430000651' }, { kind: 'transfer-failed' }]],
  [undefined, 'answered', [{ kind: 'menu', value: '2' }]],
  [undefined, 'missed', []],
])('in a line: %s', (line, state, journey) => {
  const words = { t, number: formatParty } as Words;
  expect(describeWay({ state, journey } as Call, words)).toBe(line);
});
