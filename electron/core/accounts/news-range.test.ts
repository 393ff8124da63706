import { expect, it } from 'vitest';
import { createNewsRange } from './news-range.ts';

const hourMs = 3600_000;
const minuteMs = 60_000;
const now = Date.UTC(2026, 4, 4, 12);

/** One that has looked a day back a moment ago. */
function begun() {
  const range = createNewsRange();
  range.begin(now - minuteMs, now - minuteMs, []);
  range.end(now - minuteMs);
  return range;
}

it('looks a day back at first and again half an hour later, and as far as a call lasts in between', () => {
  const range = createNewsRange();
  expect(range.begin(now, now - minuteMs, [])).toBe(now - minuteMs - 26 * hourMs);
  range.end(now);
  const soon = now + 2 * minuteMs;
  expect(range.begin(soon, now, [])).toBe(now - 4 * hourMs);
  range.end(soon);
  const later = now + 30 * minuteMs;
  expect(range.begin(later, soon, [])).toBe(soon - 26 * hourMs);
});

it('looks a day back again after a reading that failed', () => {
  const range = createNewsRange();
  range.begin(now, now, []);
  expect(range.begin(now + minuteMs, now, [])).toBe(now - 26 * hourMs);
});

it('does not skip what came while the clock was ahead', () => {
  expect(begun().begin(now, now + 9 * hourMs, [])).toBe(now - 4 * hourMs);
});

it('goes back to where calls began that go on, however long they last', () => {
  expect(begun().begin(now, now, [now - 9 * hourMs, now - minuteMs])).toBe(now - 9 * hourMs - 15 * minuteMs);
});

it('looks for calls that ended for a minute, the oldest of them too', () => {
  const range = begun();
  expect(range.expectedUntil()).toBeUndefined();
  range.expect(now - 6 * hourMs, now);
  range.expect(now - minuteMs, now + 1000);
  expect(range.expectedUntil()).toBe(now + 1000 + minuteMs);
  expect(range.begin(now + 5000, now, [])).toBe(now - 6 * hourMs - 15 * minuteMs);
  range.end(now + 5000);
  expect(range.begin(now + 2 * minuteMs, now, [])).toBe(now - 6 * hourMs - 15 * minuteMs);
  range.end(now + 2 * minuteMs);
  expect(range.expectedUntil()).toBeUndefined();
  expect(range.begin(now + 3 * minuteMs, now, [])).toBe(now - 4 * hourMs);
});
