import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  findWebButtonFaults,
  isButtonAsSent,
  newWebButton,
  readButtonPhone,
  type WebButtonFields,
} from './web-buttons.ts';

describe('the number of a web button', () => {
  it.each([
    ['8 (916) 100-02-32', '+79161000232'],
    ['+7 916 100-02-32', '+79161000232'],
    ['+49 30 901820', '+4930901820'],
    ['0042656976@sipnet.ru', '0042656976@sipnet.ru'],
    ['  info@pbx.example.com ', 'info@pbx.example.com'],
    ['0042656976', undefined],
    ['112', undefined],
    ['+7 112', undefined],
    ['somebody', undefined],
    ['name@host', undefined],
    ['', undefined],
  ])('%s is sent as %s', (typed, phone) => {
    expect(readButtonPhone(typed)).toBe(phone);
  });

  it('once read is read as the same', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^(\+7|8|\+49|\+44|\+375|810)[ (-]?\d{9,10}$/), (typed) => {
        const phone = readButtonPhone(typed);
        if (phone !== undefined) expect(readButtonPhone(phone)).toBe(phone);
      }),
    );
  });
});

describe('a web button', () => {
  const fields: fc.Arbitrary<WebButtonFields> = fc.record({
    phone: fc.constantFrom('+79161000232', '0042656976@sipnet.ru'),
    color: fc.stringMatching(/^#[0-9a-fA-F]{6}$/),
    type: fc.stringMatching(/^\d{1,3}$/),
    text: fc.stringMatching(/^[а-яa-z !]{0,20}$/),
    description: fc.stringMatching(/^[а-яa-z !]{0,20}$/),
    keypad: fc.boolean(),
  });

  it('is what was sent, and nothing else is', () => {
    fc.assert(
      fc.property(fields, fc.constantFrom('color', 'type', 'text', 'keypad', 'phone'), (sent, field) => {
        expect(findWebButtonFaults(sent)).toEqual([]);
        const received = { ...sent, text: sent.text.trim(), description: sent.description.trim(), others: [] };
        expect(isButtonAsSent(received, sent)).toBe(true);
        fc.pre(field !== 'text' || sent.text !== '');
        const others = {
          ...sent,
          color: 'none',
          type: '1000',
          text: 'ANOTHER',
          keypad: !sent.keypad,
          phone: '+79161000299',
        };
        expect(isButtonAsSent({ ...received, [field]: others[field as keyof typeof others] }, sent)).toBe(false);
      }),
    );
  });

  it('of the document itself is one that is sent', () => {
    expect(findWebButtonFaults({ ...newWebButton, phone: '+79161000232' })).toEqual([]);
  });
});
