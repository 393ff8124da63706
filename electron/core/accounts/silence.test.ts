import { beforeEach, describe, expect, it } from 'vitest';
import { createManualClock, type ManualClock } from '../../../test/fakes/manual-clock.ts';
import { createSilence } from './silence.ts';

const minute = 60_000;
let clock: ManualClock;
let kept: number[];
let listening: boolean;

function open(heardUntil?: number) {
  return createSilence({
    account: { id: 'account-1', heardUntil },
    accounts: { setHeardUntil: (_, at) => kept.push(at ?? Number.NaN) },
    clock,
    isListening: () => listening,
  });
}

beforeEach(() => {
  clock = createManualClock();
  kept = [];
  listening = true;
});

describe('a silence', () => {
  it('is what no source that listens leaves, and longer where lists are all there is', () => {
    const silence = open();
    expect(silence.hear()).toBe(false);
    clock.advance(1.4 * minute);
    expect(silence.hear()).toBe(false);
    clock.advance(1.6 * minute);
    expect(silence.hear()).toBe(true);
    listening = false;
    clock.advance(2.9 * minute);
    expect(silence.hear()).toBe(false);
    clock.advance(3.1 * minute);
    expect(silence.hear()).toBe(true);
  });

  it('is known from its beginning until lists are read that were asked for after it', () => {
    const silence = open();
    const since = clock.now();
    silence.hear();
    clock.advance(10 * minute);
    const asked = clock.now() - 1;
    silence.hear();
    // Asked before this machine slept, answered after it.
    expect(silence.takeEnded(asked)).toBeUndefined();
    expect(silence.takeEnded(clock.now())).toEqual({ since, until: clock.now() });
    expect(silence.takeEnded(clock.now())).toBeUndefined();
  });

  it('goes back to the last word of the run before', () => {
    const before = clock.now() - 60 * minute;
    expect(open(before).takeEnded(clock.now())).toEqual({ since: before, until: clock.now() });
    expect(open().takeEnded(clock.now())).toBeUndefined();
  });

  it('of what a source lost reaches back to the lists, and two are one from the first on', () => {
    const silence = open();
    const listed = clock.now();
    silence.hear();
    clock.advance(10 * minute);
    silence.hear();
    silence.lose(listed - minute, clock.now());
    expect(silence.takeEnded(clock.now())).toEqual({ since: listed - minute, until: clock.now() });
  });
});

describe('what was heard', () => {
  it('of the past is a word, and ends no silence', () => {
    const silence = open();
    silence.begin(clock.now());
    clock.advance(10 * minute);
    silence.note();
    expect(silence.lastHeardAt()).toBe(clock.now());
    expect(silence.hear()).toBe(true);
  });

  it('is kept about once a second, also after the clock was set back', () => {
    const silence = open();
    silence.keepListening(clock.now());
    silence.keepListening(clock.now() + 999);
    silence.keepListening(clock.now() + 1000);
    silence.keepListening(clock.now() - minute);
    expect(kept).toEqual([clock.now(), clock.now() + 1000, clock.now() - minute]);
  });
});
