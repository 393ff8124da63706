import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatGmt, parseDateParameter } from './dates.ts';

function parse(text: string, end: 'start' | 'end' = 'start', hourEnd: 'rule' | 'example' = 'rule') {
  const instant = parseDateParameter(text, end, hourEnd);
  return instant === undefined ? undefined : new Date(instant).toISOString().slice(0, 19);
}

describe('date parameters (SIPNET API 2.7.0, 4)', () => {
  it.each([
    ['01.02.2020', '2020-02-01T00:00:00', '2020-02-01T23:59:59'],
    ['01.02.2020 13', '2020-02-01T13:00:00', '2020-02-01T13:59:59'],
    ['01.02.2020 13:05', '2020-02-01T13:05:00', '2020-02-01T13:05:59'],
    ['01.02.2020 13:05:07', '2020-02-01T13:05:07', '2020-02-01T13:05:07'],
  ])('fills %s', (text, start, end) => {
    expect(parse(text)).toBe(start);
    expect(parse(text, 'end')).toBe(end);
  });

  it('fills the end of an hour as the example of the document does, when told to', () => {
    expect(parse('02.03.2020 13', 'end', 'example')).toBe('2020-03-02T13:59:00');
    expect(parse('02.03.2020', 'end', 'example')).toBe('2020-03-02T23:59:59');
  });

  it.each([
    '1.2.2020',
    '2020-02-01',
    '31.02.2020',
    '01.13.2020',
    '01.02.2020 24',
    '01.02.2020 12:60',
    '01.02.2020T10',
    '',
  ])('does not read %j', (text) => expect(parse(text)).toBeUndefined());

  it('reads what it writes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_000_000_000 }), (second) => {
        expect(parseDateParameter(formatGmt(second * 1000), 'end', 'rule')).toBe(second * 1000);
      }),
    );
  });
});
