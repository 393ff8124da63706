import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { party as partySchema } from '../contract/call.ts';
import { extensionOf, formatParty } from './party-format.ts';
import { parseParty, partyIn } from './phone-number.ts';
import { searchDigits } from './search-digits.ts';

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
    ['sip:Reception@pbx.example', 'sip', 'sip:reception'],
    ['reception@pbx.example', 'sip', 'sip:reception'],
    ['SBERBANK', 'other', 'raw:sberbank'],
    ['84951234567*abc', 'other', 'raw:84951234567*abc'],
    ['8 495 123 45 67 123', 'other', 'raw:84951234567123'],
    ['101', 'extension', 'ext:101'],
    ['700', 'extension', 'ext:700'],
    ['', 'hidden', ''],
    ['  anonymous ', 'hidden', ''],
    ['sip:anonymous@anonymous.invalid', 'hidden', ''],
    ['Unknown', 'hidden', ''],
    ['Магазин', 'other', 'raw:магазин'],
  ])('reads %j as %s', (received, kind, key) => {
    expect(parseParty(received)).toMatchObject({ kind, key });
  });

  it.each([
    ['00442079460018', '+442079460018'],
    ['0079161000232', '+79161000232'],
    ['+0079161000232', '+79161000232'],
    ['00375291234567', '+375291234567'],
    ['+89161000232', '+79161000232'],
    ['+8 (495) 123-45-67 ', '+84951234567'],
    ['+810442079460018', '+442079460018'],
    ['8~10 44 20 7946 0018', '+442079460018'],
    ['+7 8 (916) 100-02-32', '+79161000232'],
    ['+44 (0) 20 7946 0018', '+442079460018'],
    ['\u202a+7\u00a0916\u00a0100\u201102\u201132\u202c', '+79161000232'],
    ['495/123-45-67', '+74951234567'],
  ])('reads %j, as it is written abroad or by slip, as %s', (received, e164) => {
    expect(parseParty(received)).toMatchObject({ kind: 'number', e164 });
  });

  it.each([
    ...[
      'withheld',
      'Anonymous Caller',
      'unknown number',
      '0000000000',
      '0',
      '00000000000',
      '+70000000000',
      '80000000000',
    ],
    ...['Скрытый номер', 'неизвестно', 'Не определён', 'НОМЕР НЕ ОПРЕДЕЛЕН', 'номер скрыт', 'Скрыт', '<unknown>'],
    ...[
      'anonymous@anonymous.invalid',
      '"Anonymous" <sip:anonymous@anonymous.invalid>',
      'sip:anonymous.invalid',
      'NULL',
    ],
    ...['UNKNOWN', '-1', 'n/a', 'Number unavailable', 'No Caller ID', 'Private number', '???', '*****', 'XXXXXXXXXX'],
    ...['[restricted]', 'caller-id: blocked', 'Нет номера', '+', '<>'],
  ])('takes %j for a caller who hides', (received) => {
    expect(parseParty(received)).toMatchObject({ kind: 'hidden', key: '' });
  });

  it.each(['700', '101', '88005553535', 'Номер', 'Магазин', 'Anna', 'Private Bank'])(
    'takes %j for somebody',
    (received) => {
      expect(parseParty(received).kind).not.toBe('hidden');
    },
  );

  it.each([
    ['84951234567 доб. 123', '123'],
    ['+7 (495) 123-45-67, доб. 123', '123'],
    ['8 495 123 45 67 (доб 123)', '123'],
    ['84951234567 добавочный: 123', '123'],
    ['8 (495) 123-45-67 внутр. 5', '5'],
    ['+7 495 123-45-67 ext. 123', '123'],
    ['+7 495 123-45-67 EXT123', '123'],
    ['84951234567#123', '123'],
    ['84951234567*123', '123'],
    ['+74951234567x123', '123'],
    ['+74951234567х123', '123'],
    ['74951234567,123', '123'],
    ['+74951234567,,,123#', '123'],
    ['84951234567;123', '123'],
    ['84951234567p123', '123'],
    ['84951234567,1,22', '1,22'],
    ['tel:+74951234567;ext=123', '123'],
    ['tel:+74951234567%23123', '123'],
  ])('reads %j as its number and keeps the extension', (received, extension) => {
    const party = parseParty(received);
    expect(party).toMatchObject({ kind: 'number', key: '+74951234567', raw: received });
    expect(extensionOf(party)).toBe(extension);
    expect(formatParty(party)).toBe(`+7 495 123-45-67 доб. ${extension}`);
  });

  it('takes anything, fits the contract, keeps what came within bounds, and is stable', () => {
    const anything = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 400 }),
      fc.string({ maxLength: 400 }),
      fc.string({ unit: fc.constantFrom('İ', 'ﬃ', '\ud83d', '\udd14', '🔔', '\0', ' '), maxLength: 400 }),
      fc.string({ unit: fc.constantFrom(...'0123456789+()-,;#*xp. '), maxLength: 40 }),
      fc
        .tuple(fc.constantFrom('sip:', 'tel:', '', '"a" <sip:'), fc.string({ maxLength: 300 }))
        .map((parts) => parts.join('')),
      fc.integer({ min: 190, max: 204 }).map((length) => 'x'.repeat(length)),
    );
    fc.assert(
      fc.property(anything, (received) => {
        const party = parseParty(received);
        expect(partySchema.parse(party)).toEqual(party);
        expect(received.trim().toWellFormed()).toContain(party.raw.replace(/\ufffd$/, ''));
        // As the database gives it back, and read once more.
        expect(Buffer.from(party.key).toString()).toBe(party.key);
        expect(parseParty(party.raw)).toEqual(party);
        if (party.e164 !== undefined) expect(parseParty(party.e164).key).toBe(party.key);
      }),
      { numRuns: 10_000 },
    );
  });

  it('keeps long texts apart that differ at their end', () => {
    const [one, other] = ['a', 'b'].map((end) => parseParty(`${'Очень длинное имя '.repeat(11)}${end}`).key);
    expect(one).not.toBe(other);
  });
});

describe('partyIn', () => {
  it.each([
    ['101', 'ext:101@a'],
    ['sip:Reception@pbx.example', 'sip:reception@a'],
    ['Anna', 'raw:anna@a'],
    ['89161000232', '+79161000232'],
    ['sip:0042656976@sipnet.ru', 'sip:0042656976'],
    ['84951234567123', 'raw:84951234567123'],
    ['anonymous', ''],
  ])('knows %s by %s', (received, key) => {
    expect(partyIn('a', received)).toEqual({ ...parseParty(received), key });
  });

  it('tells accounts apart, whatever is received, and fits the contract', () => {
    const account = fc.constantFrom('a', 'b', randomUUID(), 'y'.repeat(64));
    const received = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 400 }),
      fc.string({ unit: fc.constantFrom(...'ab@101+'), maxLength: 9 }),
      fc.integer({ min: 100, max: 204 }).map((length) => 'ъ'.repeat(length)),
      fc.constantFrom('101', '101@a', 'sip:101%40a', 'sip:x%40b@a', 'Anna @a'),
    );
    fc.assert(
      fc.property(account, received, account, received, (one, text, other, otherText) => {
        const [party, another] = [partyIn(one, text), partyIn(other, otherText)];
        expect(partySchema.parse(party)).toEqual(party);
        expect(partyIn(one, party.raw)).toEqual(party);
        const isSame = parseParty(text).key === parseParty(otherText).key;
        if (party.key === another.key)
          expect(isSame && (one === other || party.key === parseParty(text).key)).toBe(true);
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
    expect(formatParty(parseParty('+44 20 7946 0018 x12'))).toBe('+44 20 7946 0018 ext. 12');
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
