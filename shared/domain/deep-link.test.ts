import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DeepLink, findNumber, parseDeepLink } from './deep-link.ts';

const dial = (number: string): DeepLink => ({ kind: 'dial', number });
const anything = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: fc.constantFrom(...'+0123456789 ()-;@?%:/telcalipsx*#'), maxLength: 60 }),
);

describe('a link', () => {
  it.each([
    ['tel:+79161000232', '+79161000232'],
    ['TEL:+7-916-100-02-32;ext=5;phone-context=+7', '+79161000232#5'],
    ['tel:+74951234567,123', '+74951234567#123'],
    ['tel:+74951234567,,,123', '+74951234567#123'],
    ['tel:84951234567p123', '84951234567#123'],
    ['tel:+74951234567%23123', '+74951234567#123'],
    ['tel:+7(495)123-45-67%20%D0%B4%D0%BE%D0%B1.%20123', '+74951234567#123'],
    ['tel:+74951234567,1w2#', '+74951234567#1w2'],
    ['tel:8%20(916)%20100%E2%80%9102%E2%80%9132', '89161000232'],
    ['tel://112', '112'],
    ['callto:+79161000232', '+79161000232'],
    ['callto://+79161000232?call', '+79161000232'],
    ['sip:+79161000232@sipnet.ru;user=phone', '+79161000232'],
    ['sips:0042656976@sipnet.ru', '0042656976'],
  ])('%s asks for %s', (link, number) => {
    expect(parseDeepLink(link)).toEqual(dial(number));
  });

  it.each([
    ...[
      'tel:',
      'tel:*100#',
      'tel:+7916100x232',
      'tel:%E0%A4%A',
      'tel:+7 916\u0000100',
      'tel:12',
      `tel:${'1'.repeat(21)}`,
    ],
    ...['sip:bob@example.com', 'callto:some.skype.name', 'tel:<script>', 'tel:++7916', 'tel:--demo'],
  ])('%s is rejected', (link) => {
    expect(parseDeepLink(link)).toEqual({ kind: 'rejected', why: 'no-number' });
  });

  it.each(['', '+79161000232', 'https://example.com/tel:+7916', 'javascript:tel:1', `tel:${' '.repeat(3000)}112`])(
    '"%s" is none',
    (text) => {
      expect(parseDeepLink(text)).toEqual({ kind: 'rejected', why: 'no-link' });
    },
  );

  it('asks for digits and nothing else, whatever it is', () => {
    const link = fc
      .tuple(fc.constantFrom('tel:', 'callto:', 'sip:', ''), anything)
      .map(([scheme, rest]) => scheme + rest);
    fc.assert(
      fc.property(link, (text) => {
        for (const read of [parseDeepLink(text), findNumber(text)]) {
          if (read.kind === 'dial') expect(read.number).toMatch(/^(?:, )?\+?\d{3,20}(?:#\d[\d,;#*pw]*)?(?:, \+\d+)*$/);
        }
      }),
    );
  });

  it('asks for the same number however it is written', () => {
    const digits = fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 3, maxLength: 15 });
    const separator = fc.constantFrom('', ' ', '-', '(', ')', '.', '\u00a0', '\u2011');
    fc.assert(
      fc.property(
        digits,
        fc.boolean(),
        fc.array(separator, { minLength: 15, maxLength: 15 }),
        (number, plus, marks) => {
          const expected = `${plus ? '+' : ''}${number}`;
          const written = (plus ? '+' : '') + [...number].map((digit, index) => digit + (marks[index] ?? '')).join('');
          expect(parseDeepLink(`tel:${encodeURIComponent(written)}`)).toEqual(dial(expected));
          expect(findNumber(written)).toEqual(dial(expected));
        },
      ),
    );
  });
});

describe('a text', () => {
  it('gives the one number in it', () => {
    expect(findNumber('Anna, +7 (916) 100-02-32, after six')).toEqual(dial('+79161000232'));
    expect(findNumber('call 8 916 100 02 32 or +7 916 100-02-32')).toEqual(dial('+79161000232'));
    expect(findNumber(' tel:+79161000232\n')).toEqual(dial('+79161000232'));
  });

  it('gives all of several, for the dial box to ask which', () => {
    expect(findNumber('+7 916 100-02-32, 8 916 100-02-33')).toEqual(dial('+79161000232, +79161000233'));
  });

  it.each([...['hello', 'invoice 20261122-17', '4111 1111 1111 1111 1111 1111', '14:05'], ...['x'.repeat(5000)]])(
    '"%s" gives none',
    (text) => {
      expect(findNumber(text).kind).toBe('rejected');
    },
  );
});
