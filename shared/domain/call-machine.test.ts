import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { histories } from '../../test/fixtures/histories.ts';
import type { CallEvent } from './call-event.ts';
import { addEvents, type CallFacts, closeWithoutEnd, deriveCall, mostDetailedLegs } from './call-machine.ts';

const start = Date.UTC(2026, 10, 20, 11, 0, 0);

function event(kind: CallEvent['kind'], fields: Partial<CallEvent> = {}): CallEvent {
  return {
    callId: 'call-1',
    legId: 'leg-1',
    phone: '0042000001',
    kind,
    direction: 'in',
    caller: '79161000232',
    callee: '74950000001',
    at: undefined,
    durationSeconds: undefined,
    ...fields,
  };
}

interface Heard {
  event: CallEvent;
  receivedAt: number;
}

function tell(history: readonly Heard[]): CallFacts {
  const facts = history.reduce<CallFacts | undefined>(
    (so, { event, receivedAt }) => addEvents(so, [{ event, at: receivedAt }]),
    undefined,
  );
  if (facts === undefined) throw new Error('an empty history has no facts');
  return facts;
}

const at = (seconds: number) => start + seconds * 1000;

describe('one phone', () => {
  it('rings, is answered and ends', () => {
    const history: Heard[] = [{ event: event('invite'), receivedAt: at(0) }];
    expect(deriveCall(tell(history)).state).toBe('ringing');
    history.push({ event: event('connected'), receivedAt: at(7) });
    expect(deriveCall(tell(history))).toMatchObject({ state: 'answered', ringSeconds: 7, answeredBy: '0042000001' });
    history.push({ event: event('bye', { durationSeconds: 65 }), receivedAt: at(72) });
    expect(deriveCall(tell(history))).toMatchObject({ state: 'ended', talkSeconds: 65, endedAt: at(72) });
  });

  it('is missed by a BYE without CONNECTED, and an outgoing one was not taken', () => {
    const missed = tell([
      { event: event('invite'), receivedAt: at(0) },
      { event: event('bye'), receivedAt: at(20) },
    ]);
    expect(deriveCall(missed)).toMatchObject({ state: 'missed', ringSeconds: 20 });
    expect(deriveCall({ ...missed, direction: 'out' }).state).toBe('no-answer');
  });

  it('is missed, not talked, when only a BYE with a duration was heard', () => {
    expect(deriveCall(tell([{ event: event('bye', { durationSeconds: 30 }), receivedAt: at(0) }])).state).toBe(
      'missed',
    );
  });

  it('is unknown when nobody told its end, until a late event does', () => {
    const lost = closeWithoutEnd(tell([{ event: event('invite'), receivedAt: at(0) }]), at(150));
    expect(deriveCall(lost).state).toBe('unknown');
    expect(deriveCall(addEvents(lost, [{ event: event('bye'), at: at(160) }])).state).toBe('missed');
    expect(deriveCall(addEvents(lost, [{ event: event('connected'), at: at(160) }])).state).toBe('ended');
  });
});

describe('several phones', () => {
  const ringBoth: Heard[] = [
    { event: event('invite', { legId: 'a', phone: 'anna' }), receivedAt: at(0) },
    { event: event('invite', { legId: 'b', phone: 'boris' }), receivedAt: at(1) },
  ];

  it('keeps ringing while one of them does', () => {
    expect(
      deriveCall(tell([...ringBoth, { event: event('bye', { legId: 'a', phone: 'anna' }), receivedAt: at(5) }])).state,
    ).toBe('ringing');
  });

  it('is answered by one, and elsewhere when that one is not ours', () => {
    const facts = tell([
      ...ringBoth,
      { event: event('connected', { legId: 'b', phone: 'boris' }), receivedAt: at(5) },
      { event: event('bye', { legId: 'a', phone: 'anna' }), receivedAt: at(5) },
    ]);
    expect(deriveCall(facts)).toMatchObject({ state: 'answered', answeredBy: 'boris' });
    expect(deriveCall(facts, ['boris']).state).toBe('answered');
    expect(deriveCall(facts, ['anna']).state).toBe('answered-elsewhere');
  });

  it('goes on when a phone that shares the id of its leg with the one that talks stops ringing', () => {
    const shared = (kind: CallEvent['kind'], phone: string, seconds: number): Heard => ({
      event: event(kind, { legId: 'shared', phone }),
      receivedAt: at(seconds),
    });
    const history = [shared('invite', 'anna', 0), shared('invite', 'boris', 0), shared('bye', 'anna', 4)];
    expect(deriveCall(tell(history)).state).toBe('ringing');
    history.push(shared('connected', 'boris', 5));
    expect(deriveCall(tell(history))).toMatchObject({ state: 'answered', answeredBy: 'boris' });
    history.push(shared('bye', 'boris', 65));
    expect(deriveCall(tell(history))).toMatchObject({ state: 'ended', talkSeconds: 60 });
  });

  it('ends with the leg that rang when the answer came under another id', () => {
    const anna = (kind: CallEvent['kind'], legId: string, seconds: number, durationSeconds?: number): Heard => ({
      event: event(kind, { legId, phone: 'anna', durationSeconds }),
      receivedAt: at(seconds),
    });
    // A ring before, which she did not take, ends nothing.
    const history = [anna('invite', '1', 0), anna('bye', '1', 3), anna('invite', '2', 4), anna('connected', '9', 8)];
    expect(deriveCall(tell(history)).state).toBe('answered');
    history.push(anna('bye', '2', 70, 61));
    expect(deriveCall(tell(history))).toMatchObject({ state: 'ended', endedAt: at(70), talkSeconds: 61 });
    expect(deriveCall(tell([...history].reverse()))).toEqual(deriveCall(tell(history)));
  });

  it('is missed only when all of them gave up', () => {
    const facts = tell([
      ...ringBoth,
      { event: event('bye', { legId: 'a', phone: 'anna' }), receivedAt: at(20) },
      { event: event('bye', { legId: 'b', phone: 'boris' }), receivedAt: at(21) },
    ]);
    expect(deriveCall(facts)).toMatchObject({ state: 'missed', endedAt: at(21) });
  });
});

/** A story in which more phones ring than are told apart. */
function ringMany(phones: number, answering: number | undefined): Heard[] {
  return Array.from({ length: phones }, (_, index) => {
    const told = (kind: CallEvent['kind'], seconds: number, durationSeconds?: number): Heard => ({
      event: event(kind, { legId: `leg-${index}`, phone: `phone-${index}`, durationSeconds }),
      receivedAt: at(seconds),
    });
    return index === answering
      ? [told('invite', 0), told('connected', 9), told('bye', 70, 61)]
      : [told('invite', 0), told('bye', 10)];
  }).flat();
}

describe('hundreds of phones', () => {
  it('are missed, answered and ended like two, in any order and with any repetition', () => {
    const call = fc
      .record({
        phones: fc.integer({ min: mostDetailedLegs - 1, max: mostDetailedLegs * 3 }),
        answering: fc.option(fc.nat(mostDetailedLegs * 3), { nil: undefined }),
      })
      .chain(({ phones, answering = phones }) => {
        const history = ringMany(phones, answering);
        const disorder = fc.shuffledSubarray([...history, ...history], { minLength: history.length });
        return fc.record({ answered: fc.constant(answering < phones), history: fc.constant(history), disorder });
      });
    fc.assert(
      fc.property(call, ({ answered, history, disorder }) => {
        const { state, talkSeconds, endedAt } = deriveCall(tell([...disorder, ...history]));
        expect({ state, talkSeconds, endedAt }).toEqual(
          answered
            ? { state: 'ended', talkSeconds: 61, endedAt: at(70) }
            : { state: 'missed', talkSeconds: undefined, endedAt: at(10) },
        );
      }),
      { numRuns: 100 },
    );
  });

  it('ring until the last of them ended, and are kept in some kilobytes', () => {
    const history = ringMany(800, undefined);
    const facts = tell(history.slice(0, -1));
    expect(deriveCall(facts).state).toBe('ringing');
    expect(JSON.stringify(facts).length).toBeLessThan(40_000);
  });
});

/** A true story of a call with up to four phones, as the provider would tell it if nothing went wrong. */
const story = fc
  .record({
    direction: fc.constantFrom('in' as const, 'out' as const),
    legs: fc.array(fc.record({ invite: fc.nat(5), rings: fc.integer({ min: 1, max: 60 }) }), {
      minLength: 1,
      maxLength: 4,
    }),
    answer: fc.option(fc.record({ leg: fc.nat(3), talk: fc.integer({ min: 1, max: 3600 }) }), { nil: undefined }),
  })
  .map(({ direction, legs, answer }) => {
    const history: Heard[] = [];
    const answering = answer === undefined ? undefined : answer.leg % legs.length;
    for (const [index, leg] of legs.entries()) {
      const fields = { direction, legId: `leg-${index}`, phone: `phone-${index}` };
      history.push({ event: event('invite', fields), receivedAt: at(leg.invite) });
      const pickedUp = leg.invite + leg.rings;
      if (index === answering && answer !== undefined) {
        history.push({ event: event('connected', fields), receivedAt: at(pickedUp) });
        history.push({
          event: event('bye', { ...fields, durationSeconds: answer.talk }),
          receivedAt: at(pickedUp + answer.talk),
        });
      } else {
        history.push({ event: event('bye', fields), receivedAt: at(pickedUp) });
      }
    }
    return { history, direction, answered: answer !== undefined, talk: answer?.talk };
  });

const disturbed = story.chain((told) =>
  fc.record({
    told: fc.constant(told),
    // Any order, and some of it twice.
    disorder: fc.shuffledSubarray([...told.history, ...told.history], {
      minLength: told.history.length,
    }),
  }),
);

describe('any history', () => {
  it('ends the same in any order and with any repetition, in 10,000 histories at least', () => {
    fc.assert(
      fc.property(disturbed, ({ told, disorder }) => {
        const whole = [...disorder, ...told.history];
        expect(deriveCall(tell(whole))).toEqual(deriveCall(tell(told.history)));
        const { state, talkSeconds } = deriveCall(tell(whole));
        if (told.answered) expect({ state, talkSeconds }).toEqual({ state: 'ended', talkSeconds: told.talk });
        else expect(state).toBe(told.direction === 'in' ? 'missed' : 'no-answer');
      }),
      { numRuns: histories(10_000) },
    );
  });

  it('never calls a talk missed when its CONNECTED was heard, whatever else was lost', () => {
    fc.assert(
      fc.property(disturbed, fc.infiniteStream(fc.boolean()), ({ told, disorder }, keep) => {
        const rest = disorder.filter(({ event }) => event.kind === 'connected' || keep.next().value);
        if (rest.length === 0) return;
        const state = deriveCall(tell(rest)).state;
        const connected = rest.some(({ event }) => event.kind === 'connected');
        expect(connected).toBe(told.answered && connected);
        if (connected) expect(['answered', 'ended']).toContain(state);
        else expect(['ringing', 'missed', 'no-answer']).toContain(state);
      }),
      { numRuns: histories(5_000) },
    );
  });

  it('is the same whether its events come one by one or together', () => {
    fc.assert(
      fc.property(story, fc.nat(), ({ history }, pick) => {
        const received = history.map(({ event, receivedAt }) => ({ event, at: receivedAt }));
        const first = received.slice(0, pick % received.length);
        const before = first.length === 0 ? undefined : addEvents(undefined, first);
        expect(addEvents(before, received.slice(first.length))).toEqual(tell(history));
      }),
      { numRuns: histories(1_000) },
    );
  });

  it('never rings again once every phone that was heard has ended', () => {
    fc.assert(
      fc.property(story, fc.nat(), ({ history }, pick) => {
        const late = history[pick % history.length];
        if (late === undefined) return;
        const again = addEvents(tell(history), [{ event: late.event, at: at(86_400) }]);
        expect(deriveCall(again).state).toBe(deriveCall(tell(history)).state);
      }),
      { numRuns: histories(2_000) },
    );
  });
});
