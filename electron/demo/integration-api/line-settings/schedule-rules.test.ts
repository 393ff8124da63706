import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Profile, ScheduleBlock } from './line-settings.ts';
import { findScheduleFault } from './schedule-rules.ts';

type Span = ScheduleBlock['scheduleJson']['schedule']['days'][string]['times'][number];
/** Spans by weekday, 1 to 7. */
type Week = Record<number, Span[]>;

const endOfDay = 86_400;
const weekdays = [1, 2, 3, 4, 5, 6, 7];

function blockOf(week: Week, isActive: 0 | 1 = 1): ScheduleBlock {
  const days = Object.fromEntries(Object.entries(week).map(([day, times]) => [day, { times }]));
  return {
    scheduleJson: { schedule: { days } },
    redirectNums: [],
    id: 1,
    typTerm: '',
    isActive,
    nameTerm: '',
    dialModeCode: 1,
    dialModeTerm: '',
  };
}

function faultOf(...blocks: ScheduleBlock[]) {
  return findScheduleFault({ scheduleBlocks: blocks } satisfies Pick<Profile, 'scheduleBlocks'>);
}

function everyDay(...spans: readonly (readonly [number, number])[]): Week {
  return Object.fromEntries(
    weekdays.map((day) => [day, spans.map(([time_start, time_end]) => ({ time_start, time_end }))]),
  );
}

/** A day cut into spans that lie end to end, each with the block it goes to, in any order. */
const cutDay = fc
  .uniqueArray(fc.integer({ min: 1, max: endOfDay - 1 }), { maxLength: 8 })
  .map((cuts) => [0, ...cuts.sort((one, other) => one - other), endOfDay])
  .chain((edges) =>
    fc.shuffledSubarray(
      edges.slice(1).map((time_end, index) => ({ time_start: edges[index] ?? 0, time_end })),
      { minLength: edges.length - 1 },
    ),
  );

const goodWeek = fc.tuple(...weekdays.map(() => cutDay));

function dealOut(week: readonly Span[][], blocks: number): ScheduleBlock[] {
  return Array.from({ length: blocks }, (_, block) =>
    blockOf(
      Object.fromEntries(
        week.map((spans, index) => [index + 1, spans.filter((_, position) => position % blocks === block)]),
      ),
    ),
  );
}

describe('the rule of the schedule (Integration API, Vats/settings/set)', () => {
  it('takes the hours of the example: eight to twenty, and the rest', () => {
    const rest: Week = { ...everyDay([0, 28_800], [72_000, endOfDay]), 7: [] };
    rest[7] = [
      { time_start: 0, time_end: endOfDay },
      { time_start: endOfDay, time_end: endOfDay },
    ];
    expect(faultOf(blockOf({ ...everyDay([28_800, 72_000]), 7: [] }), blockOf(rest))).toBeUndefined();
  });

  it('takes every day that is cut and dealt out, however', () => {
    fc.assert(
      fc.property(goodWeek, fc.integer({ min: 1, max: 4 }), (week, blocks) => {
        expect(faultOf(...dealOut(week, blocks))).toBeUndefined();
      }),
    );
  });

  it('takes empty intervals anywhere', () => {
    fc.assert(
      fc.property(goodWeek, fc.integer({ min: 0, max: endOfDay }), (week, at) => {
        const withEmpty = week.map((spans) => [{ time_start: at, time_end: at }, ...spans]);
        expect(faultOf(...dealOut(withEmpty, 2))).toBeUndefined();
      }),
    );
  });

  it('refuses every such day with one edge moved, and says which day and where', () => {
    const moved = fc.record({
      week: goodWeek,
      day: fc.integer({ min: 1, max: 7 }),
      pick: fc.nat(),
      side: fc.constantFrom('time_start' as const, 'time_end' as const),
      to: fc.integer({ min: 0, max: endOfDay }),
    });
    fc.assert(
      fc.property(moved, ({ week, day, pick, side, to }) => {
        const spans = week[day - 1] ?? [];
        const span = spans[pick % spans.length] as Span;
        fc.pre(span[side] !== to);
        const changed = week.map((one) => one.map((other) => (other === span ? { ...span, [side]: to } : other)));
        const fault = faultOf(...dealOut(changed, 2));
        expect(fault).toMatchObject({ day });
        const touched = [span.time_start, span.time_end, to];
        expect(touched).toContain(fault?.kind === 'gap' || fault?.kind === 'overlap' ? nearest(fault, touched) : to);
      }),
    );
  });

  it('agrees with somebody who counts every second', () => {
    const time = fc.integer({ min: 0, max: 12 }).map((part) => part * 7_200);
    const spans = fc.array(fc.record({ time_start: time, time_end: time }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(spans, spans, (monday, others) => {
        const week = everyDay([0, endOfDay]);
        const first = blockOf({ ...week, 1: monday });
        const second = blockOf({ 1: others });
        const all = [...monday, ...others];
        expect(faultOf(first, second) === undefined).toBe(countsOnce(all));
      }),
      { numRuns: 300 },
    );
  });

  it('does not count blocks that are switched off', () => {
    const [whole, half] = [everyDay([0, endOfDay]), everyDay([0, 100])];
    expect(faultOf(blockOf(whole), blockOf(half, 0))).toBeUndefined();
    expect(faultOf(blockOf(whole, 0))).toEqual({ kind: 'gap', day: 1, from: 0, to: endOfDay });
    expect(faultOf()).toEqual({ kind: 'gap', day: 1, from: 0, to: endOfDay });
  });

  it.each<[string, Week, object]>([
    ['a day that is left out', { ...everyDay([0, endOfDay]), 5: [] }, { kind: 'gap', day: 5, from: 0, to: endOfDay }],
    ['a gap', everyDay([0, 100], [101, endOfDay]), { kind: 'gap', day: 1, from: 100, to: 101 }],
    ['an overlap', everyDay([0, 101], [100, endOfDay]), { kind: 'overlap', day: 1, from: 100, to: 101 }],
    ['an end that comes first', everyDay([0, endOfDay], [200, 100]), { kind: 'reversed', day: 1, from: 200, to: 100 }],
    ['a day that begins late', everyDay([1, endOfDay]), { kind: 'gap', day: 1, from: 0, to: 1 }],
    ['a day that ends early', everyDay([0, endOfDay - 1]), { kind: 'gap', day: 1, from: endOfDay - 1, to: endOfDay }],
  ])('refuses %s', (_, week, fault) => {
    expect(faultOf(blockOf(week))).toEqual(fault);
  });
});

/** Whether each of the day's two-hour parts is covered once; spans that run backwards are never right. */
function countsOnce(spans: readonly Span[]): boolean {
  if (spans.some((span) => span.time_end < span.time_start)) return false;
  return Array.from({ length: 12 }, (_, part) => part * 7_200).every(
    (part) => spans.filter((span) => span.time_start <= part && part < span.time_end).length === 1,
  );
}

function nearest(fault: { from: number; to: number }, touched: readonly number[]): number {
  return touched.includes(fault.from) ? fault.from : fault.to;
}
