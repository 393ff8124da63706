import { tomorrowMorning } from '../../../shared/domain/tomorrow-morning.ts';
import { parseTimeOfDay } from '../../format/time-of-day.ts';

const minute = 60_000;
/** Nearer than this, ms, the evening is no later time. */
const leastWait = 30 * minute;
const eveningHour = 18;

export interface SnoozeChoice {
  key: 'quarter' | 'hour' | 'evening' | 'tomorrow';
  /** Epoch ms. */
  until: number;
}

/** When somebody may want to be reminded: this evening only while that is some while ahead. */
export function snoozeChoices(now: number): SnoozeChoice[] {
  const evening = new Date(now).setHours(eveningHour, 0, 0, 0);
  return [
    { key: 'quarter', until: now + 15 * minute },
    { key: 'hour', until: now + 60 * minute },
    ...(evening - now >= leastWait ? [{ key: 'evening' as const, until: evening }] : []),
    { key: 'tomorrow', until: tomorrowMorning(now) },
  ];
}

/** A day, as a date field has it, and a time as people type it, by the clock on the wall; undefined where they are none. */
export function timeOn(day: string, time: string): number | undefined {
  const [year, month, date] = day.split('-').map(Number);
  const seconds = parseTimeOfDay(time);
  if (year === undefined || month === undefined || date === undefined || seconds === undefined) return undefined;
  const at = new Date(year, month - 1, date, 0, 0, seconds).getTime();
  return Number.isNaN(at) ? undefined : at;
}

/** The local day of a time, as a date field has it. */
export function dayOf(at: number): string {
  const day = new Date(at);
  const two = (part: number) => String(part).padStart(2, '0');
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}
