import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { destinationOf, isDestinationKey } from './destination.ts';
import { ownNumberFault, readDestination, readDialled } from './dialling.ts';
import { parseParty } from './phone-number.ts';

const asked = (why: string, ...numbers: string[]) => ({
  kind: 'choice',
  why,
  parties: numbers.map((e164) => expect.objectContaining({ e164 })),
});

describe('what is typed or pasted', () => {
  it.each([
    ['8 800 555-35-35', '+78005553535'],
    ['+7 916 100-02-32', '+79161000232'],
    ['9161120101', '+79161120101'],
    ['tel:+79161000232', '+79161000232'],
    ['810 44 20 7946 0018', '+442079460018'],
    ['+7 916 100-02-32 Мария', '+79161000232'],
    ['Мария, 8 (916) 100-02-32, после обеда', '+79161000232'],
    ['заказ 1204 от 12.10.2026, тел. +7 812 309-45-67', '+78123094567'],
    ['встреча 31.12.2026 12:00, 8 (916) 100-02-32', '+79161000232'],
    ['<a href="tel:+442079460018">call us</a>', '+442079460018'],
    ['8 916 100-02-32, +7 (916) 100-02-32', '+79161000232'],
  ])('%j is the number in it', (text, e164) => {
    expect(readDialled(text)).toMatchObject({ kind: 'number', party: { e164 }, extension: undefined });
  });

  it.each([
    ['tel:+74951234567,123', '123'],
    ['84951234567*123', '123'],
    ['офис: +7 (495) 123-45-67, доб. 123, Анна', '123'],
    ['+74951234567#123', '123'],
  ])('%j is a number, and its extension is for the user to dial', (text, extension) => {
    expect(readDialled(text)).toMatchObject({ kind: 'number', party: { e164: '+74951234567' }, extension });
  });

  it.each([
    ['89161000232, 89161000233', asked('several', '+79161000232', '+79161000233')],
    ['89161000232 89161000233', asked('several', '+79161000232', '+79161000233')],
    ['89161000232/89161000233', asked('several', '+79161000232', '+79161000233')],
    ['8 916 100 02 32 8 916 100 02 33', asked('several', '+79161000232', '+79161000233')],
    ['89161000232;89161000233', asked('several', '+79161000232', '+79161000233')],
    ['моб. 89161000232\nраб. 8 495 123-45-67', asked('several', '+79161000232', '+74951234567')],
    [`89161000232${' '.repeat(300)}89161000233`, asked('several', '+79161000232', '+79161000233')],
    ['8-495-123-45-6', asked('short', '+78495123456')],
    ['Анна 8495123456', asked('short', '+78495123456')],
    ['8800555353', asked('short', '+78800555353')],
    ['+84951234567', asked('several', '+84951234567', '+74951234567')],
    ['8 495 123 45 67 123', asked('rest', '+74951234567')],
    ['8 916 100-02-32-33', asked('rest', '+79161000232')],
  ])('%j is asked about', (text, expected) => {
    expect(readDialled(text)).toEqual(expected);
  });

  it.each(['112', '101', '+7112', '8112', 'tel:112', '911', '1 0 3', '02', '112#1', '101,5'])(
    'the emergency number %j is refused',
    (text) => expect(readDialled(text)).toEqual({ kind: 'refused', code: 'NUMBER_EMERGENCY' }),
  );

  it.each([
    ['', 'NUMBER_MISSING'],
    [' \n', 'NUMBER_MISSING'],
    ['0611', 'NUMBER_SERVICE'],
    ['anonymous', 'NUMBER_HIDDEN'],
    ['+', 'NUMBER_UNREADABLE'],
    ['12345678', 'NUMBER_UNREADABLE'],
    ['abc', 'NUMBER_UNREADABLE'],
    ['Магазин', 'NUMBER_UNREADABLE'],
    ['SBERBANK', 'NUMBER_UNREADABLE'],
    ['sip:office@pbx.example', 'NUMBER_UNREADABLE'],
    ['*100#', 'NUMBER_UNREADABLE'],
    ['*31#89161000232', 'NUMBER_UNREADABLE'],
    ['84951234567123', 'NUMBER_UNREADABLE'],
    ['+784951234567123', 'NUMBER_UNREADABLE'],
    ['8-800-FLOWERS', 'NUMBER_UNREADABLE'],
    ['счёт 48 000 ₽', 'NUMBER_UNREADABLE'],
    ['4276 3800 1234 5678', 'NUMBER_UNREADABLE'],
    ['перезвоните мне', 'NUMBER_UNREADABLE'],
  ])('%j is refused as %s', (text, code) => expect(readDialled(text)).toEqual({ kind: 'refused', code }));

  it.each(['0042656976', 'sip:0042656976@sipnet.ru'])('%s is a SIP id', (text) => {
    expect(readDialled(text)).toMatchObject({ kind: 'number', party: { key: 'sip:0042656976' } });
  });
});

describe('a destination', () => {
  const anything = fc.oneof(
    fc.string({ maxLength: 300 }),
    fc.string({ unit: fc.constantFrom(...'0123456789+()-,;#*xp. дЯ'), maxLength: 60 }),
  );

  it('is a number or a SIP id, whatever is asked for', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const found = readDestination(text);
        if (typeof found === 'string') return;
        expect(destinationOf(found)).toMatch(/^(?:\+(?:7\d{10}|[1-689]\d{6,14})|00\d{8})$/);
      }),
      { numRuns: 10_000 },
    );
  });

  it('is taken at its word once it is E.164, and is nobody else by what was typed', () => {
    expect(readDestination('+84951234567')).toMatchObject({ e164: '+84951234567' });
    expect(readDestination('89161000232, 89161000233')).toBe('NUMBER_AMBIGUOUS');
    expect(readDestination('8495123456')).toBe('NUMBER_AMBIGUOUS');
    expect(readDestination('abc')).toBe('NUMBER_UNREADABLE');
  });

  it.each(['SBERBANK', 'sip:office@pbx', '101', '', '8 495 123 45 67 123'])('is not %j', (received) => {
    expect(destinationOf(parseParty(received))).toBeUndefined();
  });

  it('is a SIP id without what stood around it', () => {
    expect(destinationOf(parseParty('"Anna" <sip:0042656976@sipnet.ru>'))).toBe('0042656976');
  });
});

describe('an own phone', () => {
  it.each([
    ['', undefined],
    [' +7 943 000-00-01 ', undefined],
    ['моб. 8 (943) 000-00-01', undefined],
    ['0042656976', undefined],
    ['101', 'NUMBER_UNREADABLE'],
    ['my phone', 'NUMBER_UNREADABLE'],
    ['112', 'NUMBER_UNREADABLE'],
    ['anonymous', 'NUMBER_UNREADABLE'],
    ['8495123456', 'NUMBER_AMBIGUOUS'],
    ['89161000232, 89161000233', 'NUMBER_AMBIGUOUS'],
  ])('%j: %s', (text, fault) => expect(ownNumberFault(text, true)).toBe(fault));

  it('is a SIP id only at a provider that takes them', () => {
    expect(ownNumberFault('0042656976', false)).toBe('NUMBER_UNREADABLE');
  });
});

it.each([
  '+7 916 100-02-32',
  '442079460018',
  '"Anna" <sip:0042656976@sipnet.ru>',
  'sip:anna@example.ru',
  'Anna',
  '101',
  '112',
  '',
])('the key of %j tells whether it can be called', (received) => {
  const party = parseParty(received);
  expect(isDestinationKey(party.key)).toBe(destinationOf(party) !== undefined);
});
