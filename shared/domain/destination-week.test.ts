import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lanesOf, type NumberMeanings, openMeanings, reachedWeek } from './destination-week.ts';
import { daySeconds, weekdays } from './schedule/schedule.ts';
import { type Destination, newDestination, type UniversalNumber } from './universal-numbers.ts';

const hour = 3600;
const desk: Destination = { ...newDestination, phone: '89430000611', day: 1, begin: '09:00:00', end: '17:59:59' };
const number = (...destinations: Destination[]): UniversalNumber => ({
  phone: '4950000310',
  flags: {},
  seconds: {},
  mails: {},
  texts: { time_zone: '0' },
  destinations,
});
const known: NumberMeanings = {
  days: { '0': weekdays, '1': [1], '2': [6, 7] },
  timeZones: { '0': 'Europe/Moscow' },
  priority: 'smaller-first',
};

describe('what is left to confirm', () => {
  const one = number(desk, { ...desk, day: 7 }, { ...desk, priority: 2 }, { ...desk, priority: -1, ext: '101' });
  it('is each value that stands in the data, and no other', () => {
    expect(openMeanings(one, { days: {}, timeZones: {} })).toEqual({ days: [1, 7], timeZone: '0', priority: true });
    expect(openMeanings(one, known)).toEqual({ days: [7], timeZone: undefined, priority: false });
    expect(openMeanings(number({ ...desk, priority: -1 }), { ...known, priority: undefined }).priority).toBe(false);
  });
  it('keeps a week from being drawn', () => {
    expect(() => reachedWeek(one, known)).toThrow(RangeError);
    expect(() => reachedWeek(number(desk), { ...known, timeZones: {} })).toThrow(RangeError);
  });
});

describe('a week', () => {
  it('counts an end of 23:59:59 whole, and joins what follows a second later', () => {
    const { days } = reachedWeek(
      number({ ...desk, day: 0, end: '23:59:59' }, { ...desk, day: 0, begin: '00:00:00', end: '08:59:59' }),
      known,
    );
    expect(days.map(({ gaps }) => gaps)).toEqual(weekdays.map(() => []));
  });

  it('shows who is rung at once, in their order, and when nobody is', () => {
    const second = { ...desk, phone: '89430000612', begin: '12:00:00', end: '19:59:59' };
    const [monday, tuesday] = reachedWeek(number({ ...desk, priority: 5 }, { ...second, priority: 1 }), known).days;
    expect(monday?.spans.map(({ destination, from, to }) => [destination.phone, from / hour, to / hour])).toEqual([
      ['89430000612', 12, 20],
      ['89430000611', 9, 18],
    ]);
    expect(monday?.gaps).toEqual([
      { from: 0, to: 9 * hour },
      { from: 20 * hour, to: daySeconds },
    ]);
    expect(tuesday).toEqual({ day: 2, spans: [], gaps: [{ from: 0, to: daySeconds }] });
  });

  it('draws no hours of those who are not rung by them, nor of an end before the beginning, and names them', () => {
    const others = [
      ...[
        { ...desk, locked: true },
        { ...desk, priority: -1, ext: '101' },
      ],
      ...[
        { ...desk, begin: '22:00:00', end: '06:00:00' },
        { ...desk, begin: 'noon' },
      ],
    ];
    const week = reachedWeek(number(desk, ...others), known);
    expect(week.others).toEqual(others.map((one) => ({ destination: one, days: known.days[one.day] })));
    expect(week.days.flatMap(({ spans }) => spans)).toHaveLength(1);
  });

  it('leaves no second of it unsaid, and puts nothing over another', () => {
    const pad = (value: number) => String(value).padStart(2, '0');
    const time = (minutes: number) => `${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}:00`;
    const some = fc.array(
      fc.record({
        begin: fc.nat(1439),
        end: fc.nat(1439),
        day: fc.nat(2),
        priority: fc.integer({ min: -1, max: 3 }),
        locked: fc.boolean(),
      }),
    );
    fc.assert(
      fc.property(some, fc.constantFrom('smaller-first', 'greater-first', 'no-order'), (drawn, priority) => {
        const destinations = drawn.map((one) => ({ ...desk, ...one, begin: time(one.begin), end: time(one.end) }));
        const { days, others } = reachedWeek(number(...destinations), { ...known, priority });
        for (const { spans, gaps } of days) {
          for (let at = 0; at < daySeconds; at += hour / 2) {
            const isReached = spans.some(({ from, to }) => from <= at && at < to);
            expect(gaps.some(({ from, to }) => from <= at && at < to)).toBe(!isReached);
          }
          const lanes = lanesOf(spans);
          expect(lanes.flat()).toHaveLength(spans.length);
          for (const lane of lanes)
            for (const one of lane)
              for (const other of lane)
                if (one !== other) expect(one.to <= other.from || other.to <= one.from).toBe(true);
        }
        const shown = new Set([
          ...others.map(({ destination }) => destination),
          ...days.flatMap(({ spans }) => spans.map(({ destination }) => destination)),
        ]);
        expect(shown.size).toBe(destinations.length);
      }),
      { numRuns: 60 },
    );
  });
});
