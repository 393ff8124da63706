import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isCorrespondentAccount, isInn, isKpp, isOgrn, isSettlementAccount } from './requisites.ts';

/** Published requisites of well-known companies and banks. */
describe('requisites that are known to be right', () => {
  it.each(['7707083893', '7736050003', '7702070139', '500100732259', '526317984689'])('INN %s', (inn) => {
    expect(isInn(inn)).toBe(true);
  });
  it.each(['1027700132195', '1027700070518', '304500116000157'])('OGRN %s', (ogrn) => {
    expect(isOgrn(ogrn)).toBe(true);
  });
  it.each(['773601001', '7707AB001'])('KPP %s', (kpp) => {
    expect(isKpp(kpp)).toBe(true);
  });
  it.each([
    ['30101810400000000225', '044525225'],
    ['30101810145250000974', '044525974'],
    ['30101810200000000593', '044525593'],
  ])('correspondent account %s at %s', (account, bik) => {
    expect(isCorrespondentAccount(account, bik)).toBe(true);
  });
});

describe('digits that are made from the others', () => {
  const known: readonly [string, string, (text: string) => boolean][] = [
    ['INN of a company', '7707083893', isInn],
    ['INN of a person', '500100732259', isInn],
    ['OGRN', '1027700132195', isOgrn],
    ['correspondent account', '30101810400000000225', (text) => isCorrespondentAccount(text, '044525225')],
    [
      'settlement account',
      settlementAccount('40702810', '0000012345', '044525225'),
      (text) => isSettlementAccount(text, '044525225'),
    ],
  ];

  it.each(known)('find any other digit in %s', (_, text, isRight) => {
    expect(isRight(text)).toBe(true);
    const right = new Set(
      Array.from({ length: text.length }, (_unused, at) => digitsAt(text, at).filter(isRight).length),
    );
    // At each place only the digit that stands there; a remainder of ten, which is written as nought, may allow one more.
    expect(Math.max(...right)).toBeLessThanOrEqual(2);
    expect(Math.min(...right)).toBe(1);
  });

  it('tie a settlement account to its bank', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{10}$/), fc.stringMatching(/^0445\d{2}[1-9]\d{2}$/), (own, bik) => {
        const account = settlementAccount('40702810', own, bik);
        expect(isSettlementAccount(account, bik)).toBe(true);
        const next = `${bik.slice(0, -1)}${(Number(bik.at(-1)) + 1) % 10}`;
        expect(isSettlementAccount(account, next)).toBe(false);
      }),
    );
  });

  it('take whatever is no such thing for wrong', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 25 }), (text) => {
        for (const is of [isInn, isKpp, isOgrn]) if (is(text)) expect(text).toMatch(/^[\dA-Z]{9,15}$/);
        for (const is of [isSettlementAccount, isCorrespondentAccount]) {
          if (is(text, '044525225')) expect(text).toMatch(/^\d{20}$/);
        }
      }),
    );
    expect(isInn('0000000000')).toBe(false);
    expect(isCorrespondentAccount('30101810400000000225', '044525000')).toBe(false);
  });
});

function digitsAt(text: string, at: number): string[] {
  return Array.from({ length: 10 }, (_, digit) => text.slice(0, at) + digit + text.slice(at + 1));
}

/** With the one digit in its ninth place that fits the bank. */
function settlementAccount(head: string, tail: string, bik: string): string {
  const weights = [7, 1, 3];
  const fits = (account: string) =>
    [...(bik.slice(-3) + account)].reduce((sum, one, at) => sum + Number(one) * (weights[at % 3] ?? 0), 0) % 10 === 0;
  const found = Array.from({ length: 10 }, (_, key) => `${head}${key}0${tail}`).find(fits);
  if (found === undefined) throw new Error('no digit fits');
  return found;
}
