/** Nine o'clock of the next day by the clock on this machine's wall: what "until tomorrow" means everywhere. Epoch ms. */
export function tomorrowMorning(now: number): number {
  const day = new Date(now);
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() + 1, 9).getTime();
}
