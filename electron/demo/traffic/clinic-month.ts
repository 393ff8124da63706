import { secondsOf } from '../autosecretary/call.ts';
import type { PlacedCall } from '../autosecretary/call-book.ts';
import { createRandom, type Random } from '../random.ts';
import { type ClinicLine, clinic, pickPatient } from './clinic.ts';
import { planJourney } from './clinic-journey.ts';
import { shopDayOf, startOf } from './shop-day.ts';

const dayMs = 86_400_000;
const days = 30;

/** The month before `now` (epoch ms), oldest first: calls that have ended. The same for everyone and at every start. */
export function clinicMonthBefore(now: number): PlacedCall[] {
  const month = Array.from({ length: days + 1 }, (_, index) => planDay(shopDayOf(now - (days - index) * dayMs)));
  return month.flat().filter((call) => endOf(call) < now);
}

/** Epoch ms. */
export function endOf({ startedAt, journey }: PlacedCall): number {
  return startedAt + journey.reduce((seconds, step) => seconds + secondsOf(step), 0) * 1000;
}

function planDay(day: string): PlacedCall[] {
  const random = createRandom(`clinic ${day}`);
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  const planned: PlacedCall[] = [];
  for (let count = callsOn(weekday, random); count > 0; count -= 1) {
    const hour = random.chance(0.92) ? 8 + random.next() * (weekday === 6 ? 7 : 12) : random.next() * 24;
    const line = random.pick([clinic.lines[0], clinic.lines[0], clinic.lines[0], clinic.lines[1]]);
    planCall(planned, random, { line, caller: pickPatient(random), at: startOf(day) + Math.round(hour * 3600) * 1000 });
  }
  return withoutOverlaps(planned, startOf(day) + dayMs);
}

function callsOn(weekday: number, random: Random): number {
  if (weekday === 0) return random.integer(2, 5);
  return weekday === 6 ? random.integer(10, 16) : random.integer(24, 40);
}

/** Whoever is missed may try again. */
function planCall(planned: PlacedCall[], random: Random, call: { line: ClinicLine; caller: string; at: number }): void {
  const { line, caller, at } = call;
  const placed: PlacedCall = { un: line, caller, startedAt: at, journey: planJourney(random, line, at) };
  planned.push(placed);
  const isMissed = !placed.journey.some(({ kind }) => kind === 'talk');
  if (!isMissed || !random.chance(0.35)) return;
  planCall(planned, random, { line, caller, at: endOf(placed) + random.integer(60, 1_800) * 1000 });
}

/** One caller has one phone: what would overlap did not happen. Neither did what would reach into the next day. */
function withoutOverlaps(planned: readonly PlacedCall[], midnight: number): PlacedCall[] {
  const freeFrom = new Map<string, number>();
  return planned
    .toSorted((one, other) => one.startedAt - other.startedAt)
    .filter((call) => {
      if (call.startedAt < (freeFrom.get(call.caller) ?? 0) || endOf(call) >= midnight) return false;
      freeFrom.set(call.caller, endOf(call) + 5_000);
      return true;
    });
}
