import { createRandom, type Random } from '../random.ts';
import { cause } from '../release-cause.ts';
import type { PastCall } from '../sipnet/past-call.ts';
import { pickCallee, pickCaller, shop } from './cast.ts';

/** A day of the shop's calendar in Moscow, `YYYY-MM-DD`. */
export type ShopDay = string;

/** Moscow has had no daylight saving time since 2014. */
export const moscowOffsetMs = 3 * 3_600_000;

export function shopDayOf(instant: number): ShopDay {
  return new Date(instant + moscowOffsetMs).toISOString().slice(0, 10);
}

/** Epoch ms of midnight in Moscow. */
export function startOf(day: ShopDay): number {
  return Date.parse(`${day}T00:00:00Z`) - moscowOffsetMs;
}

/** Calls begun by customers and by the shop, before follow-ups, from the first opening hour on. */
const hours = {
  weekday: { opens: 9, closes: 20 },
  saturday: { opens: 10, closes: 18 },
  sunday: { opens: 11, closes: 16 },
};
const busyness: Readonly<Record<number, number>> = {
  9: 0.6,
  10: 1.2,
  11: 1.5,
  12: 1.2,
  13: 0.45,
  14: 0.7,
  15: 1.1,
  16: 1.3,
  17: 1.3,
  18: 1,
  19: 0.6,
};

/** Every call of a day, in the order of their beginning: the same for everyone and at every start. */
export function planShopDay(day: ShopDay): PastCall[] {
  const random = createRandom(`shop ${day}`);
  const planned: Draft[] = [];
  const { opens, closes, count } = openingOf(day, random);
  for (let index = 0; index < count; index++) {
    const at = startOf(day) + pickSecond(random, opens, closes) * 1000;
    if (random.chance(0.74)) planIncoming(planned, random, at);
    else planOutgoing(planned, random, at, pickCallee(random), random.pick(shop.lines));
  }
  for (let late = random.integer(1, 3); late > 0; late--) {
    const hour = random.chance(0.7) ? closes + random.next() * 2 : opens - random.next();
    planMissed(planned, random, startOf(day) + Math.round(hour * 3600) * 1000, pickCaller(random), false);
  }
  return withoutOverlaps(planned).map((draft) => ({
    ...draft,
    uuid: random.uuid(),
    recorded: draft.talkSeconds !== undefined && draft.talkSeconds >= 3,
  }));
}

type Draft = PastCall & { ringSeconds: number };

function openingOf(day: ShopDay, random: Random): { opens: number; closes: number; count: number } {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  if (weekday === 0) return { ...hours.sunday, count: random.integer(10, 16) };
  if (weekday === 6) return { ...hours.saturday, count: random.integer(24, 32) };
  return { ...hours.weekday, count: random.integer(46, 62) };
}

/** A second of the day, more often in the busy hours. */
function pickSecond(random: Random, opens: number, closes: number): number {
  for (;;) {
    const second = random.integer(opens * 3600, closes * 3600 - 1);
    if (random.chance((busyness[Math.floor(second / 3600)] ?? 0.3) / 1.5)) return second;
  }
}

function planIncoming(planned: Draft[], random: Random, at: number): void {
  const caller = pickCaller(random);
  const atLunch = new Date(at + moscowOffsetMs).getUTCHours() === 13;
  if (random.chance(atLunch ? 0.4 : 0.15)) {
    planMissed(planned, random, at, caller, true);
    return;
  }
  planned.push(answered(random, 'in', caller.number, caller.line, at, random.integer(2, 16)));
}

/** Nobody takes it; the caller may try again, and the shop may call back. */
function planMissed(
  planned: Draft[],
  random: Random,
  at: number,
  caller: { number: string; line: string },
  open: boolean,
): void {
  const ringSeconds = random.integer(9, 35);
  planned.push({
    direction: 'in',
    remote: caller.number,
    line: caller.line,
    startedAt: at,
    ringSeconds,
    cause: random.chance(0.12) ? cause.busy : cause.normal,
    sipId: shop.sipId,
  });
  if (!open) return;
  const next = at + (ringSeconds + random.integer(60, 900)) * 1000;
  if (random.chance(0.35)) {
    if (random.chance(0.6))
      planned.push(answered(random, 'in', caller.number, caller.line, next, random.integer(2, 9)));
    else planMissed(planned, random, next, caller, true);
  } else if (caller.number !== '' && random.chance(0.55)) {
    planOutgoing(planned, random, next + random.integer(60, 2400) * 1000, caller.number, caller.line);
  }
}

function planOutgoing(planned: Draft[], random: Random, at: number, remote: string, line: string): void {
  if (random.chance(0.8)) {
    planned.push(answered(random, 'out', remote, line, at, random.integer(4, 20)));
    return;
  }
  planned.push({
    direction: 'out',
    remote,
    line,
    startedAt: at,
    ringSeconds: random.integer(10, 40),
    cause: random.chance(0.3) ? cause.busy : cause.noAnswer,
    sipId: shop.sipId,
  });
}

function answered(
  random: Random,
  direction: 'in' | 'out',
  remote: string,
  line: string,
  startedAt: number,
  ringSeconds: number,
): Draft {
  const sipId = direction === 'in' && random.chance(0.2) ? shop.backRoom.sipId : shop.sipId;
  return { direction, remote, line, startedAt, ringSeconds, talkSeconds: pickTalkSeconds(random), sipId };
}

/** Most calls are short; a few take minutes. */
function pickTalkSeconds(random: Random): number {
  const bell = random.next() + random.next() + random.next() - 1.5;
  return Math.min(600, Math.max(2, Math.round(60 * Math.exp(bell * 1.7))));
}

/** One caller has one phone: what would overlap did not happen. */
function withoutOverlaps(planned: readonly Draft[]): Draft[] {
  const freeFrom = new Map<string, number>();
  return planned
    .toSorted((one, other) => one.startedAt - other.startedAt)
    .filter((draft) => {
      if (draft.startedAt < (freeFrom.get(draft.remote) ?? 0)) return false;
      freeFrom.set(draft.remote, endOf(draft) + 5_000);
      return true;
    });
}

/** Epoch ms. */
export function endOf(call: PastCall): number {
  return call.startedAt + ((call.ringSeconds ?? 0) + (call.talkSeconds ?? 0)) * 1000;
}
