const morning = 9;

/** Epoch ms of the next day's nine o'clock, by the clock on the wall. */
export function tomorrowMorning(now: number): number {
  const date = new Date(now);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + 1, morning).getTime();
}

export function inAnHour(now: number): number {
  return now + 3_600_000;
}
