import type { Language } from '../../../shared/words/start.ts';
import type { PastCall } from '../integration-api/switchboard.ts';
import { createRandom, type Random } from '../random.ts';
import { pickCallee, pickCaller } from './cast.ts';
import { shopDayOf, startOf } from './shop-day.ts';

/** The shop's warehouse, on a contract with another provider. Nobody's numbers, as all of the cast. */
export const warehouse = {
  /** Reception, drivers; ten digits, as the platform writes them. */
  lines: ['4950000210', '4990000220'],
} as const;

export interface WarehouseLine {
  name: string;
  /** Who is rung, in the order of the blocks. */
  people: readonly string[];
}

export interface WarehouseWords {
  label: string;
  /** Of the lines, in their order. */
  lines: readonly WarehouseLine[];
  profile: string;
  /** Working hours, and all others. */
  blocks: readonly string[];
}

/** What its user would have called everything by now. */
export const warehouseWords: Readonly<Record<Language, WarehouseWords>> = {
  ru: {
    label: 'Демо: склад',
    lines: [
      { name: 'Склад', people: ['Павел', 'Стойка', 'Дежурный'] },
      { name: 'Водители', people: ['Диспетчер', 'Сменщик', 'Дежурный'] },
    ],
    profile: 'Основной',
    blocks: ['Рабочее время', 'Нерабочее время'],
  },
  en: {
    label: 'Demo: warehouse',
    lines: [
      { name: 'Warehouse', people: ['Paul', 'Counter', 'On duty'] },
      { name: 'Drivers', people: ['Dispatcher', 'Relief', 'On duty'] },
    ],
    profile: 'Main',
    blocks: ['Working hours', 'After hours'],
  },
};

const dayMs = 86_400_000;
/** As far back as the platform's lists go. */
const days = 27;

/** The month before `now` (epoch ms), oldest first: calls that have ended. The same for everyone and at every start. */
export function monthBefore(now: number): PastCall[] {
  const month: PastCall[] = [];
  for (let back = days; back >= 0; back -= 1) {
    const day = shopDayOf(now - back * dayMs);
    const random = createRandom(`warehouse ${day}`);
    const isWeekend = [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());
    const count = isWeekend ? random.integer(1, 3) : random.integer(6, 12);
    const starts = Array.from({ length: count }, () => startOf(day) + random.integer(8 * 3600, 19 * 3600) * 1000);
    const calls = starts
      .toSorted((one, other) => one - other)
      .map((startedAt) => planCall(random, startedAt, back < 4));
    month.push(...calls.filter((call) => endOf(call) < now));
  }
  // Whenever somebody looks, a regular has left a message after hours.
  const message = { ...afterHours, startedAt: startOf(shopDayOf(now - dayMs)) + 20.5 * 3_600_000 };
  return [...month, message].toSorted((one, other) => one.startedAt - other.startedAt);
}

const afterHours: Omit<PastCall, 'startedAt'> = {
  direction: 'in',
  remote: '79430000372',
  line: warehouse.lines[0],
  ringSeconds: 25,
  voicemail: 'unread',
};

/** `isFresh`: messages of the last days wait to be heard. */
function planCall(random: Random, startedAt: number, isFresh: boolean): PastCall {
  const line = random.pick([warehouse.lines[0], warehouse.lines[0], warehouse.lines[1]]);
  const talk = { ringSeconds: random.integer(3, 18), talkSeconds: random.integer(12, 200) };
  if (random.chance(0.3)) return { direction: 'out', remote: pickCallee(random), line, startedAt, ...talk };
  const incoming = { direction: 'in', remote: pickCaller(random).number, line, startedAt } as const;
  if (random.chance(0.8)) return { ...incoming, ...talk };
  const missed = { ...incoming, ringSeconds: random.integer(12, 40) };
  return random.chance(0.5) ? { ...missed, voicemail: isFresh ? 'unread' : 'read' } : missed;
}

function endOf({ startedAt, ringSeconds = 0, talkSeconds = 0 }: PastCall): number {
  return startedAt + (ringSeconds + talkSeconds) * 1000;
}
