import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseJson } from './json.ts';

describe('JSON that is parsed', () => {
  it('is what JSON.parse makes of it where every number can be held', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(undefined, 1), (value, indent) => {
        const text = JSON.stringify(value, undefined, indent);
        fc.pre(!/\d{16}|e\+/.test(text));
        expect(parseJson(text)).toEqual(JSON.parse(text));
      }),
    );
  });

  it('keeps the digits of every whole number that cannot be held, wherever it stands', () => {
    const long = fc.bigInt({ min: 2n ** 53n, max: 10n ** 40n }).chain((n) => fc.constantFrom(n, -n));
    const place = fc.constantFrom<(digits: string) => [string, unknown]>(
      (digits) => [digits, digits],
      (digits) => [`[${digits}]`, [digits]],
      (digits) => [`{"a":${digits}}`, { a: digits }],
      (digits) => [`[1,\n${digits}\t]`, [1, digits]],
      (digits) => [`{"a": ${digits} }`, { a: digits }],
      (digits) => [
        `["7e0", {"u":"1e5-${digits}","b":[1.5,-${digits.replace('-', '')}]}]`,
        ['7e0', { u: `1e5-${digits}`, b: [1.5, `-${digits.replace('-', '')}`] }],
      ],
    );
    fc.assert(
      fc.property(long, place, (number, at) => {
        const [text, value] = at(String(number));
        expect(parseJson(text)).toEqual(value);
      }),
    );
    expect(parseJson('{"a":1e400,"b":1.5E+30}')).toEqual({ a: '1e400', b: '1.5E+30' });
  });

  it('is nothing when it is no JSON', () => {
    for (const text of ['', '{', '{9007199254740993:1}', '09007199254740993']) expect(parseJson(text)).toBeUndefined();
  });
});
