import type { DoNotDisturbOverride, QuietHours, QuietSettings, QuietState } from '../contract/quiet.ts';
import { compact } from './compact.ts';

interface Stretch {
  from: number;
  to: number;
}

/** A week and the night before it: what is still quiet at its end always is. */
const daysAhead = 8;

/**
 * Whether an instant (epoch ms) falls into quiet hours, and when the stretch that it is in ends: hours that overlap or touch
 * are one. `until` is undefined where it never ends. Hours are those of the machine's wall clock: a night in which it is
 * changed is an hour shorter or longer.
 */
export function quietAt(hours: readonly QuietHours[], at: number): { quiet: boolean; until: number | undefined } {
  const stretches = stretchesAround(hours, at);
  const first = stretches.find(({ from, to }) => from <= at && at < to);
  if (first === undefined) return { quiet: false, until: undefined };
  let until = first.to;
  for (const { from, to } of stretches) if (from <= until) until = Math.max(until, to);
  return { quiet: true, until: until >= startOfDay(at, daysAhead) ? undefined : until };
}

/** What holds now: the user's own wish goes before the hours, as long as it lasts. */
export function quietStateAt(
  settings: QuietSettings,
  override: DoNotDisturbOverride | undefined,
  now: number,
): QuietState {
  const lasting =
    override !== undefined && (override.until === undefined || override.until > now) ? override : undefined;
  if (lasting?.on) return { kind: 'do-not-disturb', ...lastingUntil(lasting.until) };
  const hours = quietAt(settings.on ? settings.hours : [], now);
  if (!hours.quiet || lasting !== undefined) return { kind: 'off' };
  return { kind: 'quiet-hours', ...lastingUntil(hours.until) };
}

function lastingUntil(until: number | undefined): { until?: number } {
  return compact({ until });
}

/** Those that may hold the instant or continue one that does, by their beginning. */
function stretchesAround(hours: readonly QuietHours[], at: number): Stretch[] {
  const stretches: Stretch[] = [];
  for (let offset = -1; offset <= daysAhead; offset += 1) {
    const day = weekday(startOfDay(at, offset));
    for (const { days, from, to } of hours) {
      if (!days.includes(day)) continue;
      stretches.push({ from: wallTime(at, offset, from), to: wallTime(at, offset + (to <= from ? 1 : 0), to) });
    }
  }
  return stretches.sort((a, b) => a.from - b.from);
}

function startOfDay(at: number, offset: number): number {
  return wallTime(at, offset, 0);
}

/** So many days after the day of `at`, at a minute of that day; one that is left out in spring is an hour later. */
function wallTime(at: number, offset: number, minute: number): number {
  const date = new Date(at);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + offset, 0, minute).getTime();
}

/** 1 is Monday, 7 is Sunday. */
function weekday(at: number): number {
  return new Date(at).getDay() || 7;
}
