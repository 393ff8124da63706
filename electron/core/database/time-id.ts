/**
 * Row ids that sort by time: seconds, then the millisecond, then a counter, in 53 bits that a JavaScript number holds
 * exactly until the year 2242. Reading the newest matches of a full-text search is then a walk down the row ids.
 */
const perMillisecond = 1024;
const perSecond = 1024 * perMillisecond;

/** The smallest id of an instant (epoch ms). */
export function firstIdAt(ms: number): number {
  const seconds = Math.floor(ms / 1000);
  return seconds * perSecond + Math.floor(ms - seconds * 1000) * perMillisecond;
}

/** The instant (epoch ms) for which an id was made, or one a moment later. */
export function instantOf(id: number): number {
  const seconds = Math.floor(id / perSecond);
  return seconds * 1000 + Math.floor((id - seconds * perSecond) / perMillisecond);
}

/** An id for an instant that is not taken yet. Beyond 1024 calls in one millisecond it borrows from the next. */
export function freeIdAt(ms: number, isTaken: (id: number) => boolean): number {
  let id = Math.max(1, firstIdAt(ms));
  while (isTaken(id)) id += 1;
  return id;
}
