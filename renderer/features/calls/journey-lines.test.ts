import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type JourneyStep, journeyStep } from '../../../shared/contract/call.ts';
import { journeyLines } from './journey-lines.ts';

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
