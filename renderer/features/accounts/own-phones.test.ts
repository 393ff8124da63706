import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { listedPhones, namedPhones, selectedPhones } from './own-phones.ts';

test('all of them is none by name, so that a new phone is one of them', () => {
  expect(namedPhones(['101', '102'], new Set(['101', '102']))).toEqual([]);
  expect([...selectedPhones(['101', '102', '103'], [])]).toEqual(['101', '102', '103']);
  expect(namedPhones(['101', '102'], new Set(['102']))).toEqual(['102']);
});

test('a phone that was named and is silent since is not forgotten', () => {
  expect(listedPhones(['102'], ['101'])).toEqual(['101', '102']);
});

test('what was selected is selected when it is read again', () => {
  const phones = fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 1 });
  fc.assert(
    fc.property(
      phones.chain((all) => fc.tuple(fc.constant(all), fc.subarray(all, { minLength: 1 }))),
      ([all, some]) => {
        const read = selectedPhones(all, namedPhones(all, new Set(some)));
        expect([...read].toSorted()).toEqual(some.toSorted());
      },
    ),
  );
});
