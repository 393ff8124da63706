import { afterEach, beforeEach, expect, it } from 'vitest';
import type { QuietSettings } from '../../../shared/contract/quiet.ts';
import { createTemporaryDatabase, type TemporaryDatabase } from '../../../test/fakes/temporary-database.ts';
import { createSettingRows } from '../settings/setting-rows.ts';
import { createQuiet, type Quiet } from './quiet.ts';

const everyDay = [1, 2, 3, 4, 5, 6, 7];
const minuteMs = 60_000;

let temporary: TemporaryDatabase;
let quiet: Quiet;
let settings: QuietSettings;
let told: unknown[];

function open(): Quiet {
  told = [];
  return createQuiet({
    rows: createSettingRows(temporary.database),
    clock: temporary.clock,
    settings: () => settings,
    onChange: (state, turn) => told.push([state.kind, turn]),
  });
}

/** Quiet hours that begin in ten minutes and last for an hour. */
function soon(): QuietSettings {
  const date = new Date(temporary.clock.now() + 10 * minuteMs);
  const from = date.getHours() * 60 + date.getMinutes();
  return { on: true, hours: [{ days: everyDay, from, to: (from + 60) % 1440 }] };
}

beforeEach(() => {
  temporary = createTemporaryDatabase();
  settings = { on: false, hours: [] };
  quiet = open();
});
afterEach(() => {
  quiet.close();
  temporary.remove();
});

it('ends by itself, and says since when it was quiet', () => {
  const { clock } = temporary;
  const began = clock.now();
  quiet.override({ on: true, until: began + 30 * minuteMs });
  clock.advance(30 * minuteMs - 1);
  expect(quiet.state()).toEqual({ kind: 'do-not-disturb', until: began + 30 * minuteMs });
  clock.advance(1);
  expect(quiet.isOn()).toBe(false);
  expect(told).toEqual([
    ['do-not-disturb', { began: true }],
    ['off', { endedSince: began }],
  ]);
});

it('follows the hours of the settings, and goes over from one to the other without ringing between', () => {
  const { clock } = temporary;
  settings = soon();
  quiet.review();
  expect(quiet.isOn()).toBe(false);
  const began = clock.now() + 5 * minuteMs;
  clock.advance(5 * minuteMs);
  quiet.override({ on: true, until: clock.now() + 20 * minuteMs });
  clock.advance(20 * minuteMs);
  expect(quiet.state().kind).toBe('quiet-hours');
  clock.advance(60 * minuteMs);
  expect(told).toEqual([
    ['do-not-disturb', { began: true }],
    ['quiet-hours', undefined],
    ['off', { endedSince: began }],
  ]);
});

it('rings through quiet hours when told to, and is quiet again in the next ones', () => {
  const { clock } = temporary;
  settings = soon();
  clock.advance(11 * minuteMs);
  expect(quiet.isOn()).toBe(true);
  expect(quiet.override({ on: false })).toEqual({ kind: 'off' });
  clock.advance(40 * minuteMs);
  expect(quiet.isOn()).toBe(false);
  clock.advance(24 * 60 * minuteMs - 30 * minuteMs);
  expect(quiet.state().kind).toBe('quiet-hours');
});

it('lets coming hours come when it is switched off outside of them', () => {
  const { clock } = temporary;
  settings = soon();
  quiet.override({ on: true });
  quiet.override({ on: false });
  clock.advance(15 * minuteMs);
  expect(quiet.state().kind).toBe('quiet-hours');
});

it('outlives the program, and tells of the whole time when it ends', () => {
  const { clock } = temporary;
  const began = clock.now();
  quiet.override({ on: true });
  quiet.close();
  clock.advance(5 * minuteMs);
  quiet = open();
  expect(quiet.state()).toEqual({ kind: 'do-not-disturb' });
  quiet.override({ on: false });
  expect(told).toEqual([['off', { endedSince: began }]]);
});

it('that ended while the program was closed is not told of', () => {
  const { clock } = temporary;
  quiet.override({ on: true, until: clock.now() + minuteMs });
  quiet.close();
  clock.advance(2 * minuteMs);
  quiet = open();
  quiet.override({ on: true, until: clock.now() + minuteMs });
  const began = clock.now();
  clock.advance(minuteMs);
  expect(told.at(-1)).toEqual(['off', { endedSince: began }]);
});
