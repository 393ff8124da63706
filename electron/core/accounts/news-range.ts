/**
 * A list shows a call once it is over, under the time at which it began. So each reading looks back as far as calls last, and
 * twice an hour a day back, for a call that lasts longer and a row that comes late. What is known already costs little.
 */
const longestCallMs = 4 * 3600_000;
const deepEveryMs = 30 * 60_000;
const deepReachMs = 26 * 3600_000;
/** A call that was heard began within this of what the list says. */
const listedAroundMs = 15 * 60_000;
/** The recording of a call that ended, and its last row, may come later than its first. */
const listedAgainMs = 60_000;

/** How far back the readings of an account's news look. All instants are epoch ms. */
export interface NewsRange {
  /** Where a reading begins at `now` that follows one of `since`, while calls ring or talk that began at `openSince`. */
  begin(now: number, since: number, openSince: readonly number[]): number;
  /** The reading that began at `now` is through. */
  end(now: number): void;
  /** A call that began then ended `now` and has yet to stand in the lists: they are read until they had time for it. */
  expect(startedAt: number, now: number): void;
  /** When a call that ended is looked for once more; undefined while none is expected. */
  expectedUntil(): number | undefined;
}

export function createNewsRange(): NewsRange {
  let deepReadAt = Number.NEGATIVE_INFINITY;
  /** Of the calls that ended: when the first of them began, and when they are read once more. */
  let expected: { from: number; until: number } | undefined;
  const isDeep = (now: number) => Math.abs(now - deepReadAt) >= deepEveryMs;

  return {
    begin: (now, since, openSince) =>
      Math.min(
        Math.min(since, now) - (isDeep(now) ? deepReachMs : longestCallMs),
        ...[expected?.from, ...openSince]
          .filter((startedAt) => startedAt !== undefined)
          .map((startedAt) => startedAt - listedAroundMs),
      ),
    end(now) {
      if (isDeep(now)) deepReadAt = now;
      if (expected !== undefined && expected.until <= now) expected = undefined;
    },
    expect(startedAt, now) {
      expected = { from: Math.min(expected?.from ?? startedAt, startedAt), until: now + listedAgainMs };
    },
    expectedUntil: () => expected?.until,
  };
}
