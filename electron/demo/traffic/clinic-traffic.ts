import type { PlacedCall } from '../autosecretary/call-book.ts';
import type { StandClock } from '../clock.ts';
import type { Random } from '../random.ts';
import { clinic, pickPatient } from './clinic.ts';
import { planJourney } from './clinic-journey.ts';
import { endOf } from './clinic-month.ts';

/** Calls that come while somebody watches: the service shows each when it is over. */
export interface ClinicTraffic {
  close(): void;
}

interface ClinicTrafficDeps {
  clock: StandClock;
  random: Random;
  addCall(call: PlacedCall): unknown;
}

/** Whoever has just connected soon has somebody to call back. */
export const firstMissedMs = 15_000;

/** Starts at once with a call that nobody takes; further ones come every 25 to 80 s. */
export function createClinicTraffic({ clock, random, addCall }: ClinicTrafficDeps): ClinicTraffic {
  const busyUntil = new Map<string, number>();
  let cancelNext: () => void = () => undefined;

  function place(call: PlacedCall): void {
    busyUntil.set(call.caller, endOf(call));
    addCall(call);
  }

  /** One caller has one phone. */
  function pickFreePatient(): string {
    for (;;) {
      const caller = pickPatient(random);
      if ((busyUntil.get(caller) ?? 0) <= clock.now()) return caller;
    }
  }

  function scheduleNext(): void {
    for (const [caller, until] of busyUntil) if (until <= clock.now()) busyUntil.delete(caller);
    cancelNext = clock.after(random.integer(25, 80) * 1000, () => {
      const line = random.pick(clinic.lines);
      const startedAt = clock.now();
      place({ un: line, caller: pickFreePatient(), startedAt, journey: planJourney(random, line, startedAt) });
      scheduleNext();
    });
  }

  place({
    un: clinic.lines[0],
    caller: pickFreePatient() || '79430000711',
    startedAt: clock.now(),
    journey: [
      { kind: 'greeting', seconds: 3 },
      { kind: 'menu', choice: 1, seconds: 2 },
      { kind: 'queue', seconds: firstMissedMs / 1000 - 5 },
    ],
  });
  scheduleNext();

  return { close: () => cancelNext() };
}
