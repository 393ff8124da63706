import { describe, expect, expectTypeOf, it } from 'vitest';
import { compact } from './compact.ts';

describe('fields of which some may be undefined', () => {
  const optional = (value?: string): string | undefined => value;

  it('are left out where they are, and stay where they are empty, null or false', () => {
    const fields = { gone: optional(), text: '', nothing: null, no: false, zero: 0, said: optional('a') };
    expect(compact(fields)).toStrictEqual({ text: '', nothing: null, no: false, zero: 0, said: 'a' });
    expect(Object.keys(compact({ gone: optional() }))).toEqual([]);
  });

  it('take no place of what they are spread over', () => {
    expect({ note: 'kept', ...compact({ note: optional() }) }).toEqual({ note: 'kept' });
  });

  it('are optional of the result, and the others are not', () => {
    expectTypeOf(compact({ id: 1, note: optional() })).toEqualTypeOf<{ id: number } & { note?: string }>();
  });
});
