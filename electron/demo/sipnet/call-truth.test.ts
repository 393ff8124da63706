import { afterEach, beforeEach, expect, it } from 'vitest';
import { openStand, type StandUnderTest } from '../../../test/fixtures/sipnet-account.ts';

let under: StandUnderTest;
beforeEach(async () => {
  under = await openStand();
});
afterEach(() => under.close());

const from = '79430000211';
const [main, anna, boris] = ['0042656976', '0042000001', '0042000002'] as const;
const truth = () => under.stand.truth().at(-1);

it('knows a call as it goes: who rang, who took it, to whom it was handed on', async () => {
  const began = under.clock.now();
  const call = under.stand.ring({ from, to: '74950000120', children: [main, anna] });
  expect(truth()).toMatchObject({ outcome: 'ringing', answered: undefined, ended: undefined, answeredBy: [] });
  under.clock.advance(4_000);
  await call.answer(anna);
  under.clock.advance(10_000);
  expect(truth()).toMatchObject({ outcome: 'talking', answeredBy: [anna], talkSeconds: 10, recorded: false });
  await call.handOver(boris);
  under.clock.advance(20_000);
  await call.hangUp();
  expect(truth()).toMatchObject({
    direction: 'in',
    remote: from,
    line: '74950000120',
    began,
    answered: began + 4_000,
    ended: began + 34_000,
    outcome: 'talked',
    answeredBy: [anna, boris],
    talkSeconds: 30,
    recorded: true,
    legs: [
      {
        sipId: main,
        rang: began,
        answered: undefined,
        ended: began + 4_000,
        talkSeconds: 0,
        why: 'answered-elsewhere',
      },
      { sipId: anna, answered: began + 4_000, ended: began + 14_000, talkSeconds: 10, why: 'handed-on' },
      { sipId: boris, rang: undefined, answered: began + 14_000, talkSeconds: 20, why: 'hung-up' },
    ],
  });
});

it.each([
  ['in', 16, 'missed', 'caller-gave-up'],
  ['in', 19, 'missed', 'no-answer'],
  ['in', 21, 'rejected', 'rejected'],
  ['in', 17, 'busy', 'busy'],
  ['in', 41, 'missed', 'failed'],
  ['out', 19, 'no-answer', 'no-answer'],
  ['out', 17, 'busy', 'busy'],
  ['out', 41, 'failed', 'failed'],
] as const)('knows why nobody talked: %s, cause %i', (direction, cause, outcome, why) => {
  under.stand.addCall({ direction, remote: from, startedAt: under.clock.now() - 60_000, ringSeconds: 9, cause });
  expect(truth()).toMatchObject({ outcome, talkSeconds: 0, legs: [{ why }] });
});

it('says no more of a call than has happened by now', () => {
  const startedAt = under.clock.now();
  under.stand.addCall({ direction: 'in', remote: from, startedAt, ringSeconds: 5, talkSeconds: 60 });
  expect(truth()?.outcome).toBe('ringing');
  under.clock.advance(6_000);
  expect(truth()).toMatchObject({ outcome: 'talking', talkSeconds: 1, answeredBy: [main], legs: [{ why: undefined }] });
  under.clock.advance(59_000);
  expect(truth()).toMatchObject({ outcome: 'talked', talkSeconds: 60 });
});
