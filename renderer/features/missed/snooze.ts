export function inAnHour(now: number): number {
  return now + 3_600_000;
}
