import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readNumber } from './read-number.ts';

const number = (value: number) => ({ kind: 'number', value });
const duration = (value: number) => ({ kind: 'duration', value });

it.each([
  ['1 234,50', number(1234.5)],
  ['1\u00a0234,50', number(1234.5)],
  ['1\u202f234\u202f567', number(1_234_567)],
  ['1234.5', number(1234.5)],
  ['1,234.50', number(1234.5)],
  ['1.234,50', number(1234.5)],
  ["1'234.50", number(1234.5)],
  ['1,234', number(1.234)],
  ['1,234,567', number(1_234_567)],
  ['.5', number(0.5)],
  ['1.8e-7', number(1.8e-7)],
  ['\u22125', number(-5)],
  ['+5', number(5)],
  ['-0', number(0)],
  ['12,50 ₽', number(12.5)],
  ['-$12.50', number(-12.5)],
  ['12.50 RUB', number(12.5)],
  ['15 %', number(15)],
  ['12:30', duration(750)],
  ['1:02:03', duration(3723)],
  ['00:00:05', duration(5)],
  ['125:00', duration(7500)],
])('reads %j', (text, read) => {
  expect(readNumber(text)).toEqual(read);
});

it.each([
  ...[
    '',
    ' ',
    '-',
    '—',
    '.',
    ',',
    'n/a',
    'Россия',
    '₽',
    '1 2',
    '12 34',
    '1 234 5',
    '0042656976',
    '01',
    '12:60',
    '1:60:00',
  ],
  ...['01.02.2026', '2026-02-01', '2026-02-01 12:30', '12:30 01.02.2026', '1e999', 'Infinity', 'NaN', '0x10', '--5'],
  ...['12345678901234567890', '+7 916 100-02-32', '79161000232 Анна', '1.2.3', '1,2,3', '{"a":1}'],
])('finds no number in %j', (text) => {
  expect(readNumber(text)).toBeUndefined();
});

describe('whatever the number', () => {
  const cents = fc.integer({ min: -999_999_999_99, max: 999_999_999_99 });
  const marks = fc.constantFrom(
    [' ', ','],
    [' ', '.'],
    ['\u00a0', ','],
    ['\u202f', ','],
    [',', '.'],
    ['.', ','],
    ["'", '.'],
    ['', '.'],
    ['', ','],
  );
  const around = fc.constantFrom(['', ''], [' ', ' '], ['', ' ₽'], ['', '\u00a0руб.'], ['', ' RUB'], ['', '%']);

  it('is the same in every way of writing it', () => {
    fc.assert(
      fc.property(
        cents,
        marks,
        around,
        fc.constantFrom('-', '\u2212', '\u2013'),
        (value, [group, point], [before, after], minus) => {
          const [whole = '', places] = (Math.abs(value) / 100).toFixed(2).split('.');
          const grouped = whole.replace(/\B(?=(\d{3})+$)/g, group ?? '');
          const text = `${before}${value < 0 ? minus : ''}${grouped}${point}${places}${after}`;
          expect(readNumber(text)?.value).toBeCloseTo(value / 100, 6);
        },
      ),
    );
  });

  it('is read as JSON wrote it', () => {
    const told = fc.oneof(fc.integer({ min: -1e9, max: 1e9 }), fc.double({ min: -1e6, max: 1e6, noNaN: true }));
    fc.assert(
      fc.property(told, (value) => {
        expect(readNumber(String(value))).toEqual(number(value === 0 ? 0 : value));
      }),
    );
  });

  it('of seconds is the same as a clock writes it, with hours and without', () => {
    const two = (value: number) => String(value).padStart(2, '0');
    fc.assert(
      fc.property(fc.nat(9_999_999), fc.boolean(), (seconds, pads) => {
        const [minutes, rest] = [Math.floor(seconds / 60), two(seconds % 60)];
        const hours = Math.floor(minutes / 60);
        const long = `${pads ? two(hours) : hours}:${two(minutes % 60)}:${rest}`;
        for (const text of [`${minutes}:${rest}`, long]) expect(readNumber(text)).toEqual(duration(seconds));
      }),
    );
  });
});

it('answers a finite number or nothing, whatever strangers send', () => {
  const near = fc.stringMatching(/^[-+0-9 .,:'e₽%]{0,12}$/);
  fc.assert(
    fc.property(fc.oneof(fc.string(), near), (text) => {
      const read = readNumber(text);
      expect(read === undefined || Number.isFinite(read.value)).toBe(true);
    }),
    { numRuns: 1000 },
  );
});
