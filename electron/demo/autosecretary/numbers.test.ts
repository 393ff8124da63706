import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type AutosecretaryUnderTest,
  numbers,
  openAutosecretary,
} from '../../../test/fixtures/autosecretary-numbers.ts';
import type { Traps } from './traps.ts';

let under: AutosecretaryUnderTest;
beforeEach(async () => {
  under = await openAutosecretary();
});
afterEach(() => under.close());

const [phone, bare] = numbers;
const stored = () => under.stand.number(phone);
const destination = { phone: '89430000211', begin: '09:00:00', end: '17:59:59', day: 1 };

async function refusal(body: unknown): Promise<string> {
  const answer = await under.put(body);
  expect(answer.status).toBe(400);
  return String(((await answer.json()) as { status_msg: unknown }).status_msg).replace(/^.*: /, '');
}

describe('GET un', () => {
  it('shows a number as the sample of the document does', async () => {
    const shown = await under.number(bare);
    expect(shown).toEqual({
      ab_ext_enabled: false,
      conf_email: '',
      description: '',
      dn_list: [],
      menu_allowed: false,
      make_call_time: 30,
      need_begin_ivr: false,
      enabled: true,
      ext_queue: false,
      fax_email: '',
      max_queue_time: 20,
      need_advert: false,
      need_record: false,
      op_ext_enabled: false,
      phone: bare,
      say_ani: false,
      say_tone: false,
      time_zone: 0,
      updated_by: 'user',
      updated_on: '2026-11-20T14:00:00',
      voice_email: '',
    });
    expect((await under.number()).dn_list).toEqual([
      { ...destination, channels: 1, locked: false, priority: 0, record: true },
      {
        phone: '89430000224',
        begin: '00:00:00',
        end: '23:59:59',
        day: 2,
        channels: 3,
        locked: false,
        priority: 1,
        record: false,
      },
      {
        phone: '+79430000385',
        begin: '00:00:00',
        end: '23:59:59',
        day: 3,
        ext: '101',
        channels: 1,
        locked: false,
        priority: -1,
        record: false,
      },
    ]);
  });

  it('shows fields under other names, empty ones in other ways, and some not at all', async () => {
    const seen = (traps: Partial<Traps>) => {
      under.stand.setTraps(traps);
      return under.number();
    };
    expect(await seen({ shortNumberField: 'ap_ext_enabled' })).toMatchObject({ ap_ext_enabled: true });
    expect(await seen({ shortNumberField: 'ap_ext_enabled' })).not.toHaveProperty('ab_ext_enabled');
    expect(await seen({ shortNumberField: 'both' })).toMatchObject({ ap_ext_enabled: true, ab_ext_enabled: true });
    const nulls = await seen({ emptyFields: 'null' });
    expect([nulls.fax_email, nulls.dn_list[0]?.ext, nulls.dn_list[2]?.ext]).toEqual([null, null, '101']);
    expect(await seen({ emptyFields: 'absent' })).not.toHaveProperty('fax_email');
    expect(await seen({ sampleFields: 'absent' })).not.toHaveProperty('enabled');
    expect((await seen({ unknownFields: true })).dn_list[0]).toMatchObject({ group: 'A' });
  });

  it('shows destinations in another form and order', async () => {
    under.stand.setTraps({ storedPhones: 'with-8', destinationOrder: 'by-priority' });
    const phones = (await under.number()).dn_list.map((one) => one.phone);
    expect(phones).toEqual(['89430000385', '89430000211', '89430000224']);
  });

  it.each<[Traps['timeZoneUnit'], unknown, unknown]>([
    ['moscow-hours', 0, 2],
    ['utc-hours', 3, 5],
    ['utc-minutes', 180, 300],
    ['utc-seconds', 10_800, 18_000],
    ['text', '+03:00', '+05:00'],
  ])('shows the time zone in %s, and takes it back in them', async (timeZoneUnit, moscow, ural) => {
    under.stand.setTraps({ timeZoneUnit });
    expect((await under.number()).time_zone).toBe(moscow);
    expect((await under.put({ phone, time_zone: ural })).status).toBe(200);
    expect(stored().offsetMinutes).toBe(300);
    expect((await under.number()).time_zone).toBe(ural);
    expect(await refusal({ phone, time_zone: 'Урал' })).toBe('time_zone');
  });
});

describe('PUT un', () => {
  it('wants nothing but the phone, and leaves alone what is not sent', async () => {
    const before = await under.number();
    under.clock.advance(60_000);
    const answer = await under.put({ phone, say_ani: true });
    const expected = { ...before, say_ani: true, updated_by: 'api', updated_on: '2026-11-20T14:01:00' };
    expect(((await answer.json()) as { value: unknown }).value).toEqual(expected);
    expect(await under.number()).toEqual(expected);
    expect(await refusal({ say_ani: true })).toBe('phone');
  });

  it('puts the list of destinations in the place of the former', async () => {
    await under.put({ phone, dn_list: [destination] });
    expect(stored().dn_list).toEqual([
      { ...destination, channels: 1, priority: 0, locked: false, record: false, ext: '' },
    ]);
    await under.put({ phone, dn_list: [] });
    expect(stored().dn_list).toEqual([]);
  });

  it.each<[object, string]>([
    [{ max_queue_time: -1 }, 'max_queue_time'],
    [{ max_queue_time: 1.5 }, 'max_queue_time'],
    [{ menu_allowed: 'yes' }, 'menu_allowed'],
    [{ voice_email: 'nobody' }, 'voice_email'],
    [{ description: 'x'.repeat(201) }, 'description'],
    [{ ab_ext_enabled: 1 }, 'ab_ext_enabled'],
    [{ dn_list: {} }, 'dn_list'],
    [{ dn_list: [destination, null] }, 'dn_list[1]'],
    [{ dn_list: [destination, {}] }, 'dn_list[1].phone'],
    [{ dn_list: [{ ...destination, phone: 'sip:a@b' }] }, 'dn_list[0].phone'],
    [{ dn_list: [{ ...destination, begin: '9:00:00' }] }, 'dn_list[0].begin'],
    [{ dn_list: [{ ...destination, end: '24:00:00' }] }, 'dn_list[0].end'],
    [{ dn_list: [{ ...destination, day: 8 }] }, 'dn_list[0].day'],
    [{ dn_list: [{ ...destination, channels: 0 }] }, 'dn_list[0].channels'],
    [{ dn_list: [{ ...destination, priority: -2 }] }, 'dn_list[0].priority'],
    [{ dn_list: [{ ...destination, ext: 'abc' }] }, 'dn_list[0].ext'],
    [{ dn_list: [{ ...destination, locked: null }] }, 'dn_list[0].locked'],
    [{ dn_list: Array.from({ length: 201 }, () => destination) }, 'dn_list'],
  ])('refuses %o at its field, and changes nothing', async (change, field) => {
    const before = stored();
    expect(await refusal({ phone, say_ani: true, ...change })).toBe(field);
    expect(stored()).toEqual(before);
  });

  it('takes JSON objects only', async () => {
    for (const body of [[], null, 'text', 7]) await refusal(body);
  });

  it('shows what was sent, whatever is sent', async () => {
    const time = fc
      .tuple(fc.nat(23), fc.nat(59), fc.nat(59))
      .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'));
    const one = fc.record({
      phone: fc.stringMatching(/^8943000\d{4}$/),
      begin: time,
      end: time,
      day: fc.integer({ min: 0, max: 7 }),
      channels: fc.integer({ min: 1, max: 30 }),
      priority: fc.integer({ min: -1, max: 9 }),
      locked: fc.boolean(),
      record: fc.boolean(),
    });
    const sent = fc.record(
      {
        dn_list: fc.array(one, { maxLength: 8 }),
        description: fc.string({ maxLength: 20 }),
        max_queue_time: fc.nat(600),
        need_record: fc.boolean(),
        ab_ext_enabled: fc.boolean(),
        time_zone: fc.integer({ min: -1, max: 9 }),
      },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(sent, async (change) => {
        const before = await under.number();
        expect((await under.put({ phone, ...change })).status).toBe(200);
        expect(await under.number()).toEqual({ ...before, ...change, updated_by: 'api' });
      }),
      { numRuns: 50 },
    );
  });

  it('may merge destinations, by phone, day and beginning', async () => {
    under.stand.setTraps({ putDestinations: 'merge' });
    await under.put({
      phone,
      dn_list: [
        { ...destination, end: '12:00:00' },
        { ...destination, day: 5 },
      ],
    });
    expect(stored().dn_list.map((one) => [one.phone, one.day, one.end])).toEqual([
      ['89430000224', 2, '23:59:59'],
      ['+79430000385', 3, '23:59:59'],
      ['89430000211', 1, '12:00:00'],
      ['89430000211', 5, '17:59:59'],
    ]);
    await under.put({ phone, dn_list: [{ ...destination, day: 6 }] });
    expect(stored().dn_list.map(({ day }) => day)).toEqual([2, 3, 1, 5, 6]);
  });

  it('may reset what is not sent', async () => {
    under.stand.setTraps({ putFields: 'replace' });
    await under.put({ phone, say_tone: true });
    expect(stored()).toMatchObject({ dn_list: [], description: '', ab_ext_enabled: false, say_tone: true });
  });

  it('may do nothing, lose something, or work later', async () => {
    const phones = async () => (await under.number()).dn_list.map((one) => one.phone);
    const before = await phones();
    const dn_list = [destination, { ...destination, phone: '89430000999' }];
    under.stand.setTraps({ putEffect: 'none' });
    expect((await under.put({ phone, dn_list })).status).toBe(200);
    expect(await phones()).toEqual(before);
    under.stand.setTraps({ putEffect: 'later' });
    await under.put({ phone, dn_list });
    expect(await phones()).toEqual(before);
    under.clock.advance(30_000);
    expect(await phones()).toEqual(dn_list.map((one) => one.phone));
    under.stand.setTraps({ putEffect: 'loses-last' });
    await under.put({ phone, dn_list });
    expect(await phones()).toEqual([destination.phone]);
  });

  it.each<[Traps['putAnswer'], number, unknown]>([
    ['true', 200, true],
    ['null', 200, null],
    ['empty', 200, undefined],
    ['no-content', 204, undefined],
  ])('answers with %s', async (putAnswer, status, value) => {
    under.stand.setTraps({ putAnswer });
    const answer = await under.put({ phone, description: putAnswer });
    expect(answer.status).toBe(status);
    const text = await answer.text();
    expect(text === '' ? undefined : (JSON.parse(text) as { value: unknown }).value).toEqual(value);
    expect(stored().description).toBe(putAnswer);
  });

  it('may want every field of a destination but the short number', async () => {
    under.stand.setTraps({ missingDestinationFields: 'refused' });
    expect(await refusal({ phone, dn_list: [destination] })).toMatch(/^dn_list\[0\]\.\w+$/);
    const { dn_list } = await under.number();
    expect((await under.put({ phone, dn_list })).status).toBe(200);
  });

  it('ignores, keeps or refuses what it does not know', async () => {
    const body = { phone, colour: 'red', ap_ext_enabled: false, dn_list: [{ ...destination, note: 'окно' }] };
    await under.put(body);
    expect(stored().ab_ext_enabled).toBe(true);
    expect(await under.number()).not.toHaveProperty('colour');
    under.stand.setTraps({ unknownPutFields: 'kept' });
    await under.put(body);
    expect(await under.number()).toMatchObject({ colour: 'red', dn_list: [{ note: 'окно' }] });
    under.stand.setTraps({ unknownPutFields: 'refused' });
    expect(await refusal({ phone, colour: 'red' })).toBe('colour');
    expect(await refusal({ phone, ap_ext_enabled: false })).toBe('ap_ext_enabled');
    expect(await refusal({ phone, dn_list: body.dn_list })).toBe('dn_list[0].note');
  });

  it('takes the field of short numbers under the name that it shows', async () => {
    under.stand.setTraps({ shortNumberField: 'ap_ext_enabled' });
    await under.put({ phone, ab_ext_enabled: false });
    expect(stored().ab_ext_enabled).toBe(true);
    await under.put({ phone, ap_ext_enabled: false });
    expect(stored().ab_ext_enabled).toBe(false);
  });

  it('ignores who wrote and when, or refuses it', async () => {
    await under.put({ phone, updated_by: 'nobody', updated_on: '2012-10-1T11:25:06' });
    expect(stored()).toMatchObject({ updated_by: 'api', updatedAt: under.clock.now() });
    under.stand.setTraps({ readOnlyFields: 'refused' });
    expect(await refusal({ phone, updated_by: 'nobody' })).toBe('updated_by');
    expect(await refusal({ phone, updated_on: '2012-10-1T11:25:06' })).toBe('updated_on');
  });

  it('may mind the priority of short numbers, hours over midnight, and days', async () => {
    const put = (more: object) => under.put({ phone, dn_list: [{ ...destination, ...more }] });
    expect((await put({ ext: '7', priority: 2 })).status).toBe(200);
    expect((await put({ begin: '20:00:00', end: '08:00:00' })).status).toBe(200);
    under.stand.setTraps({ extPriority: 'set' });
    await put({ ext: '7', priority: 2 });
    expect(stored().dn_list[0]?.priority).toBe(-1);
    under.stand.setTraps({ extPriority: 'refused', overnight: 'refused', days: '0-6' });
    const at = (more: object) => refusal({ phone, dn_list: [{ ...destination, ...more }] });
    expect(await at({ ext: '7', priority: 2 })).toBe('dn_list[0].priority');
    expect(await at({ begin: '20:00:00', end: '08:00:00' })).toBe('dn_list[0].end');
    expect(await at({ day: 7 })).toBe('dn_list[0].day');
    under.stand.setTraps({ days: '1-7' });
    expect(await at({ day: 0 })).toBe('dn_list[0].day');
  });
});

describe('somebody else', () => {
  const phones = () => stored().dn_list.map((one) => one.phone);

  it('changes a number in the cabinet', async () => {
    under.clock.advance(5_000);
    under.stand.editNumber(phone, (number) => number.dn_list.pop(), 'anna');
    expect(await under.number()).toMatchObject({ updated_by: 'anna', updated_on: '2026-11-20T14:00:05' });
    expect((await under.number()).dn_list).toHaveLength(2);
  });

  it('does so between the read and the write, and is overwritten', async () => {
    under.stand.setTraps({ rival: 'before-write' });
    await under.put({ phone, dn_list: [destination] });
    expect(phones()).toEqual([destination.phone]);
    await under.put({ phone, description: 'Новое' });
    expect(phones()).toEqual([destination.phone, '89430000999']);
  });

  it('does so right after the write', async () => {
    under.stand.setTraps({ rival: 'after-write' });
    await under.put({ phone, dn_list: [destination] });
    expect(phones()).toEqual([destination.phone, '89430000999']);
    expect(await under.number()).toMatchObject({ updated_by: 'colleague' });
  });
});
