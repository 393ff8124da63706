import fc from 'fast-check';
import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import metadata from 'libphonenumber-js/min/metadata';
import examples from 'libphonenumber-js/mobile/examples';
import { expect, test } from 'vitest';
import { numberFormats } from '../shared/domain/number-formats.ts';
import { formatParty } from '../shared/domain/party-format.ts';
import { parseParty } from '../shared/domain/phone-number.ts';
import { formatsOf } from './number-formats.ts';

test('the formats are those of the library that is installed', () => {
  expect(numberFormats).toEqual(formatsOf(metadata));
});

/** What the library itself makes of it, but for the dashes that Russians put. */
const asLibrary = (e164: string) =>
  parsePhoneNumberFromString(e164)
    ?.formatInternational()
    .replace(/^(\+7 \d{3} \d{3}) (\d{2}) (\d{2})$/, '$1-$2-$3');

test('numbers of every country are written as the library writes them', () => {
  const codes = Object.keys(numberFormats);
  const known = Object.entries(examples).map(
    ([country, national]) => parsePhoneNumberFromString(national, country as never)?.number ?? '',
  );
  const number = fc.oneof(
    fc.constantFrom(...known),
    // As an example, with other digits at its end.
    fc
      .tuple(fc.constantFrom(...known), fc.integer({ min: 1, max: 7 }), fc.stringMatching(/^\d{7}$/))
      .map(([example, count, digits]) => example.slice(0, -count) + digits.slice(0, count)),
    fc.tuple(fc.constantFrom(...codes), fc.stringMatching(/^\d{6,12}$/)).map(([code, rest]) => `+${code}${rest}`),
    fc.stringMatching(/^\+7[3-9]\d{9}$/),
  );
  const seen = new Set<string>();
  fc.assert(
    fc.property(number, (written) => {
      const party = parseParty(written);
      if (party.e164 === undefined) return;
      seen.add(party.e164);
      const plain = { kind: party.kind, e164: party.e164, raw: party.e164 };
      expect(formatParty(plain)).toBe(asLibrary(party.e164));
    }),
    { numRuns: 5000 },
  );
  for (const each of known) expect(formatParty(parseParty(each)), each).toBe(asLibrary(each));
  expect(seen.size).toBeGreaterThan(1000);
});
