import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkDialable } from './dialling.ts';
import { formatParty, parseParty, searchDigits } from './phone-number.ts';

describe('parseParty', () => {
  it.each([
    ['9161000932', '+79161000932'],
    ['89161000232', '+79161000232'],
    ['79161000232', '+79161000232'],
    ['+7 (916) 100-02-32', '+79161000232'],
    ['810442079460018', '+442079460018'],
    ['442079460018', '+442079460018'],
    ['+44 20 7946 0018', '+442079460018'],
    ['sip:+79161000232@sip.example.ru;user=phone', '+79161000232'],
    ['"Anna" <sip:79161000232@sip.example.ru>', '+79161000232'],
    ['tel:+7-916-100-02-32', '+79161000232'],
    ['88005553535', '+78005553535'],
  ])('reads %s as %s', (received, e164) => {
    expect(parseParty(received)).toMatchObject({ kind: 'number', e164, key: e164, raw: received });
  });

  it.each([
    ['0042656976', 'sip', 'sip:0042656976'],
    ['sip:0042656976@sipnet.ru', 'sip', 'sip:0042656976'],
    ['reception', 'sip', 'sip:reception'],
    ['101', 'extension', 'ext:101'],
    ['', 'hidden', ''],
    ['  anonymous ', 'hidden', ''],
    ['sip:anonymous@anonymous.invalid', 'hidden', ''],
    ['Unknown', 'hidden', ''],
    ['00000000000000', 'other', 'raw:00000000000000'],
    ['Магазин', 'other', 'raw:магазин'],
  ])('reads %j as %s', (received, kind, key) => {
    expect(parseParty(received)).toMatchObject({ kind, key });
  });

  it('takes anything, keeps what came within bounds, and is stable', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ maxLength: 400 }), fc.stringMatching(/^[0-9+() -]{0,30}$/)), (received) => {
        const party = parseParty(received);
        expect(party.key.length).toBeLessThanOrEqual(200);
        expect(party.raw).toBe(received.trim().slice(0, 200));
        if (party.e164 !== undefined) expect(parseParty(party.e164).key).toBe(party.key);
      }),
      { numRuns: 5000 },
    );
  });
});

describe('formatParty', () => {
  it('writes numbers as people of the country do', () => {
    expect(formatParty(parseParty('89161000232'))).toBe('+7 916 100-02-32');
    expect(formatParty(parseParty('442079460018'))).toBe('+44 20 7946 0018');
    expect(formatParty(parseParty('sip:reception@pbx'))).toBe('reception');
  });
});

describe('searchDigits', () => {
  it.each([
    ['8 (916) 100', '916100'],
    ['+7916100', '916100'],
    ['916100', '916100'],
    ['810 44 20 79', '442079'],
    ['02-32', '0232'],
  ])('finds by %s', (text, digits) => expect(searchDigits(text)).toBe(digits));

  it.each(['Мария', '12', '', 'счёт 48'])('leaves %j to the text search', (text) => {
    expect(searchDigits(text)).toBeUndefined();
  });
});

describe('checkDialable', () => {
  it.each(['112', '101', '+7112', '8112', 'tel:112', '911', '1 0 3', '02'])(
    'refuses the emergency number %s',
    (text) => {
      expect(checkDialable(text)).toEqual({ ok: false, code: 'NUMBER_EMERGENCY' });
    },
  );

  it.each([
    ['0611', 'NUMBER_SERVICE'],
    ['', 'NUMBER_HIDDEN'],
    ['anonymous', 'NUMBER_HIDDEN'],
    ['12345678', 'NUMBER_UNREADABLE'],
    ['Магазин', 'NUMBER_UNREADABLE'],
  ])('refuses %j as %s', (text, code) => expect(checkDialable(text)).toEqual({ ok: false, code }));

  it.each(['8 800 555-35-35', '+7 916 100-02-32', '0042656976', '9161120101'])('takes %s', (text) => {
    expect(checkDialable(text).ok).toBe(true);
  });
});
