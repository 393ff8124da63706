import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type AutosecretaryUnderTest,
  numbers,
  openAutosecretary,
} from '../../../test/fixtures/autosecretary-numbers.ts';
import { noTraps, type Traps, trapTable } from './traps.ts';

/** Readings under which nobody is served as the document says; each has tests of its own. */
const breaking: Partial<Traps>[] = [
  { slowAnswersMs: 50 },
  { lateAnswersMs: 50 },
  { envelope: 'wrapped' },
  { envelope: 'value-as-text' },
  { links: 'as-printed' },
  { putEffect: 'loses-last' },
  { rival: 'before-write' },
  { rival: 'after-write' },
  { readOnlyFields: 'refused' },
];
const readings = Object.entries(trapTable)
  .filter(([name]) => name !== 'fault')
  .flatMap(([name, { others }]) => others.map((value) => ({ [name]: value }) as Partial<Traps>))
  .filter((reading) => !breaking.some((one) => JSON.stringify(one) === JSON.stringify(reading)));

describe('under every other reading the stand still', () => {
  let under: AutosecretaryUnderTest;
  beforeAll(async () => {
    under = await openAutosecretary();
    for (const minutes of [3, 2, 1]) {
      under.stand.addCall({
        un: numbers[0],
        caller: '79430000211',
        startedAt: under.clock.now() - minutes * 60_000,
        journey: [
          { kind: 'greeting', seconds: 1 },
          { kind: 'ring', destinations: ['89430000611'], seconds: 5, end: 'caller-left' },
        ],
      });
    }
  });
  afterAll(() => under.close());

  it.each(readings)('answers, and takes settings back as it gave them: %o', async (traps) => {
    under.stand.setTraps(traps);
    expect((await under.ask('un')).value).toHaveLength(numbers.length);
    for (const method of ['byid', 'bytime'] as const) {
      const rows = await under.rows(method, { limit: 2 });
      expect(rows.filter((row) => typeof row === 'object' && row !== null && 'an' in row).length).toBeGreaterThan(0);
    }
    // In the form that it keeps, once it has been written.
    await under.put(await under.number());
    const before = under.stand.number(numbers[0]);
    expect((await under.put(await under.number())).ok).toBe(true);
    expect(under.stand.number(numbers[0])).toEqual({
      ...before,
      updated_by: under.stand.number(numbers[0]).updated_by,
    });
  });
});

describe('the table of traps', () => {
  it('describes a normal behaviour and other ones for each', () => {
    for (const [name, { normal, others, models }] of Object.entries(trapTable)) {
      expect(others.length, name).toBeGreaterThan(0);
      expect(others, name).not.toContainEqual(normal);
      expect(models, name).not.toBe('');
    }
    expect(Object.keys(noTraps)).toEqual(Object.keys(trapTable));
  });
});
