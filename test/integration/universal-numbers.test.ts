import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type AutosecretaryStand, createAutosecretaryStand } from '../../electron/demo/autosecretary/stand.ts';
import { type Traps, trapTable } from '../../electron/demo/autosecretary/traps.ts';
import { type Destination, newDestination, type UniversalNumber } from '../../shared/domain/universal-numbers.ts';
import { connectDraft, draftFor, type RunningCore, startCore } from '../fixtures/running-core.ts';

/** What numbers are set to, from the page's question to the provider and back (Autosecretary API v1, GET and PUT un). */

const [phone, other] = ['4950000310', '4990000320'];
let stand: AutosecretaryStand;
let running: RunningCore;
let accountId: string;

beforeEach(async () => {
  stand = await createAutosecretaryStand({
    numbers: [
      {
        phone,
        settings: { max_queue_time: 60, voice_email: 'desk@clinic.example', ab_ext_enabled: true },
        destinations: [
          { phone: '89430000611', day: 1, begin: '09:00:00', end: '17:59:59', record: true },
          { phone: '89430000612', day: 2, priority: 1, channels: 3 },
          { phone: '89430000651', day: 3, priority: -1, ext: '101' },
        ],
      },
      { phone: other, destinations: [{ phone: '89430000621' }] },
    ],
    authorization: { kind: 'address' },
  });
  running = await startCore();
  const account = await connectDraft(running.client, {
    ...draftFor(stand.url, { provider: 'autosecretary', label: 'Clinic', ownNumber: '' }),
    credentials: { kind: 'none' },
    webhook: false,
  });
  accountId = account.id;
});
afterEach(async () => {
  await running.close();
  await stand.close();
});

const tool = () => running.client.accountTools.universalNumbers;
const read = () => tool().read({ accountId });
const puts = () => stand.requestsFor('un put').map(({ body }) => body as Record<string, unknown>);

/** The numbers with the first one changed. */
function edit(numbers: readonly UniversalNumber[], change: (one: UniversalNumber) => Partial<UniversalNumber>) {
  return numbers.map((one, index) => (index === 0 ? { ...one, ...change(one) } : one));
}
const withHours = (numbers: readonly UniversalNumber[]) =>
  edit(numbers, ({ destinations }) => ({
    destinations: destinations.map((one, index) => (index === 0 ? { ...one, end: '18:59:59' } : one)),
  }));

async function save(change: (numbers: readonly UniversalNumber[]) => readonly UniversalNumber[]) {
  const before = await read();
  return tool().save({ accountId, before, edited: change(before) });
}

it('changes the hours of one destination and loses no other, nor what nobody knows of them', async () => {
  stand.setTraps({ unknownFields: true });
  const { setting, readBack } = await save(withHours);
  expect(readBack).toBe('as-sent');
  expect(setting[0]?.destinations.map(({ end }) => end)).toEqual(['18:59:59', '23:59:59', '23:59:59']);
  expect(puts()).toEqual([
    {
      phone,
      dn_list: [
        expect.objectContaining({ phone: '89430000611', end: '18:59:59', record: true, group: 'A' }),
        expect.objectContaining({ phone: '89430000612', channels: 3, group: 'A' }),
        expect.objectContaining({ phone: '89430000651', priority: -1, ext: '101', group: 'A' }),
      ],
    },
  ]);
  expect(stand.number(other).dn_list).toHaveLength(1);
});

it.each(['ab_ext_enabled', 'ap_ext_enabled'] as const)(
  'sends what changed alone, and %s under that name',
  async (name) => {
    stand.setTraps({ shortNumberField: name });
    const { readBack } = await save((numbers) =>
      edit(numbers, ({ flags, seconds }) => ({
        flags: { ...flags, ap_ext_enabled: false },
        seconds: { ...seconds, max_queue_time: 90 },
      })),
    );
    expect(readBack).toBe('as-sent');
    expect(puts()).toEqual([{ phone, [name]: false, max_queue_time: 90 }]);
  },
);

it.each([
  ['moscow-hours', '0', '2', 2],
  ['text', '+03:00', '+05:00', '+05:00'],
] as const)(
  'sends fields of the sample alone, and a time zone as it was told, in %s',
  async (unit, told, typed, sent) => {
    stand.setTraps({ timeZoneUnit: unit });
    expect((await read())[0]).toMatchObject({ flags: { enabled: true }, texts: { description: '', time_zone: told } });
    const { readBack } = await save((numbers) =>
      edit(numbers, ({ flags }) => ({
        flags: { ...flags, enabled: false },
        texts: { description: 'Reception', time_zone: typed },
      })),
    );
    expect(readBack).toBe('as-sent');
    expect(puts()).toEqual([{ phone, enabled: false, description: 'Reception', time_zone: sent }]);
    expect(stand.number(phone)).toMatchObject({ enabled: false, description: 'Reception', offsetMinutes: 300 });
    await expect(
      save((all) => edit(all, ({ texts }) => ({ texts: { ...texts, time_zone: 'noon' } }))),
    ).rejects.toMatchObject({
      data: { field: `${phone} time_zone` },
    });
  },
);

it('offers nothing of the fields of the sample where they are not told, and puts back what was kept with them', async () => {
  const before = await read();
  await save((numbers) => edit(numbers, () => ({ texts: { description: 'Reception' } })));
  stand.setTraps({ sampleFields: 'absent' });
  const [one] = await read();
  expect([one?.flags.enabled, one?.texts.description]).toEqual([undefined, undefined]);
  expect((await save(withHours)).readBack).toBe('as-sent');
  const [, first] = await tool().history({ accountId });
  expect(first?.setting).toEqual(before);
});

const added: Destination = { ...newDestination, phone: '+7 943 000-06-99', day: 3, begin: '09:00:00', end: '12:59:59' };
const withAnother = (numbers: readonly UniversalNumber[]) =>
  edit(numbers, ({ destinations }) => ({
    destinations: [...destinations.filter((one) => !one.phone.endsWith('612')), added],
  }));

it('adds a destination and takes one away by the whole list, and brings back what was there before, as it was', async () => {
  stand.setTraps({ unknownFields: true, unknownPutFields: 'kept', missingDestinationFields: 'refused' });
  stand.editNumber(phone, ({ dn_list }) => {
    for (const one of dn_list) if (one.day === 2) one.extra = { group: 'B' };
  });
  const before = await read();
  const { setting, readBack } = await save(withAnother);
  expect(readBack).toBe('as-sent');
  expect(setting[0]?.destinations).toHaveLength(3);
  expect(puts()).toEqual([
    {
      phone,
      dn_list: [
        expect.objectContaining({ phone: '89430000611', record: true, group: 'A' }),
        expect.objectContaining({ phone: '89430000651', priority: -1, ext: '101', group: 'A' }),
        {
          phone: '89430000699',
          day: 3,
          begin: '09:00:00',
          end: '12:59:59',
          channels: 1,
          priority: 0,
          locked: false,
          record: false,
        },
      ],
    },
  ]);
  const [kept] = await tool().history({ accountId });
  const restored = await tool().save({ accountId, before: await read(), edited: kept?.setting ?? [] });
  expect(restored.readBack).toBe('as-sent');
  expect((await read())[0]?.destinations).toEqual(
    expect.arrayContaining(
      (before[0]?.destinations ?? []).map(({ received: _, ...one }) => expect.objectContaining(one)),
    ),
  );
  expect(stand.number(phone).dn_list.find(({ day }) => day === 2)?.extra).toEqual({ group: 'B' });
});

it('sends of a destination what nobody knows of it as it is now, and not as it was when the page was opened', async () => {
  stand.setTraps({ unknownPutFields: 'kept' });
  const before = await read();
  stand.editNumber(phone, ({ dn_list }) => {
    for (const one of dn_list) one.extra = { group: 'new' };
  });
  const { readBack } = await tool().save({ accountId, before, edited: withHours(before) });
  expect(readBack).toBe('as-sent');
  expect(stand.number(phone).dn_list.map(({ extra }) => extra)).toEqual(Array(3).fill({ group: 'new' }));
});

it.each(['set', 'refused'] as const)(
  'gives short numbers the priority that they have: others are %s',
  async (extPriority) => {
    stand.setTraps({ extPriority });
    const short: Destination = { ...newDestination, phone: '8 943 000 06 98', ext: '102', priority: -1 };
    const saved = await save((all) => edit(all, ({ destinations }) => ({ destinations: [...destinations, short] })));
    expect(saved.readBack).toBe('as-sent');
  },
);

it('takes the last destination away as well: the list is empty then, and not left as it was', async () => {
  expect((await save((all) => edit(all, () => ({ destinations: [] })))).readBack).toBe('as-sent');
  expect(puts()).toEqual([{ phone, dn_list: [] }]);
});

it.each<[string | undefined, Partial<Traps>]>([
  [`${phone} dn_list[2].day`, { days: '0-6' }],
  [`${phone} dn_list[2].day`, { days: '0-6', statuses: 'http-200' }],
  [undefined, { days: '0-6', errorTexts: 'vague' }],
  [undefined, { days: '0-6', errorTexts: 'null' }],
])('leads a refusal to %s where the provider names it: %j', async (field, traps) => {
  stand.setTraps(traps);
  const wrongDay = (all: readonly UniversalNumber[]) =>
    edit(withAnother(all), ({ destinations }) => ({
      destinations: destinations.map((one) => (one === added ? { ...one, day: 7 } : one)),
    }));
  const error = (await save(wrongDay).catch((thrown: unknown) => thrown)) as { code: string; data: { field?: string } };
  expect(error.code).toBe('PROVIDER_REFUSED');
  expect(error.data.field).toBe(field);
  expect(puts()).toHaveLength(1);
  expect(await tool().history({ accountId })).toEqual([]);
});

describe('however the provider tells and takes it', () => {
  const shapes = (
    [
      ...[
        'scalars',
        'unknownFields',
        'emptyFields',
        'storedPhones',
        'destinationOrder',
        'timeZoneUnit',
        'sampleFields',
      ],
      ...[
        'putAnswer',
        'putFields',
        'statuses',
        'envelope',
        'jsonAs',
        'dates',
        'missingDestinationFields',
        'numberList',
      ],
    ] as (keyof Traps)[]
  ).flatMap((name) => trapTable[name].others.map((value) => [name, value] as const));

  it.each(shapes.filter(([name]) => name !== 'putFields'))('%s = %j: it is what was sent', async (name, value) => {
    stand.setTraps({ [name]: value });
    expect((await save((numbers) => withAnother(withHours(numbers)))).readBack).toBe('as-sent');
    const { dn_list } = stand.number(phone);
    expect(dn_list.map((one) => one.phone.slice(-3)).sort()).toEqual(['611', '651', '699']);
    expect(dn_list.map(({ end }) => end)).toContain('18:59:59');
  });

  it.each<Partial<Traps>>([{ putEffect: 'none' }, { putEffect: 'loses-last' }, { putFields: 'replace' }])(
    '%j: what it made of it is told, and the former can be put back',
    async (traps) => {
      const before = await read();
      stand.setTraps(traps);
      expect((await save(withHours)).readBack).toBe('other');
      stand.setTraps({});
      const [kept] = await tool().history({ accountId });
      expect(kept?.setting).toEqual(before);
      const restored = await tool().save({ accountId, before: await read(), edited: kept?.setting ?? [] });
      expect(restored.readBack).toBe('as-sent');
      expect(stand.number(phone)).toMatchObject({
        max_queue_time: 60,
        dn_list: expect.objectContaining({ length: 3 }),
      });
    },
  );
});

it('notices a change by somebody else, and sends nothing over it', async () => {
  const before = await read();
  stand.editNumber(phone, (number) => number.dn_list.pop(), 'somebody');
  await expect(tool().save({ accountId, before, edited: withHours(before) })).rejects.toMatchObject({
    code: 'SETTINGS_CHANGED',
  });
  expect(puts()).toEqual([]);
  expect((await read())[0]?.changed).toMatch(/^somebody, /);
});

it('refuses here what is no address and no time, and keeps nothing of what the provider refuses', async () => {
  await expect(save((all) => edit(all, () => ({ mails: { voice_email: 'nobody' } })))).rejects.toMatchObject({
    code: 'BAD_INPUT',
    data: { field: `${phone} voice_email` },
  });
  expect(puts()).toEqual([]);
  stand.setTraps({ overnight: 'refused' });
  const overnight = (all: readonly UniversalNumber[]) =>
    edit(all, ({ destinations }) => ({
      destinations: destinations.map((one) => ({ ...one, begin: '22:00:00', end: '06:00:00' })),
    }));
  await expect(save(overnight)).rejects.toMatchObject({
    code: 'PROVIDER_REFUSED',
    data: { detail: expect.stringMatching(/dn_list/) },
  });
  expect(puts()).toHaveLength(1);
  expect(await tool().history({ accountId })).toEqual([]);
});

it.each(['refused', 'garbled'] as const)(
  'reads and changes the others where one number is %s, and says so of it',
  async (how) => {
    const fault =
      how === 'refused'
        ? ({ kind: 'status', status: 400 } as const)
        : ({
            kind: 'json',
            body: { value: { dn_list: [{ begin: 'noon' }] }, status_code: 200, status_msg: 'OK' },
          } as const);
    stand.setTraps({ fault: { ...fault, operations: ['un get'], pattern: [false, true] } });
    const before = await read();
    expect(before.map((one) => [one.phone, one.unread === undefined])).toEqual([
      [phone, true],
      [other, false],
    ]);
    expect((await tool().save({ accountId, before, edited: withHours(before) })).readBack).toBe('as-sent');
    expect(puts().map((body) => body.phone)).toEqual([phone]);

    stand.setTraps({});
    const [kept] = await tool().history({ accountId });
    const restored = await tool().save({ accountId, before: await read(), edited: kept?.setting ?? [] });
    expect(restored.readBack).toBe('as-sent');
    expect(puts().map((body) => body.phone)).toEqual([phone, phone]);
    expect(stand.number(other).dn_list).toHaveLength(1);

    stand.setTraps({ fault: { ...fault, operations: ['un get'] } });
    await expect(read()).rejects.toMatchObject({ code: how === 'refused' ? 'PROVIDER_REFUSED' : 'PROVIDER_GARBLED' });
  },
);

it('sends a change once, and finds out by reading what became of it when nobody answers', async () => {
  stand.setTraps({ fault: { kind: 'drop', when: 'after', operations: ['un put'] } });
  expect(await save(withHours)).toMatchObject({ readBack: 'as-sent' });
  expect(puts()).toHaveLength(1);
  stand.setTraps({ fault: { kind: 'status', status: 503, when: 'before', operations: ['un put'] } });
  const back = (all: readonly UniversalNumber[]) =>
    edit(all, ({ destinations }) => ({ destinations: destinations.map((one) => ({ ...one, end: '12:00:00' })) }));
  await expect(save(back)).rejects.toMatchObject({ code: 'CHANGE_UNKNOWN' });
  expect(puts()).toHaveLength(2);
});

it.each(trapTable.timeZoneUnit.others)(
  'tells the time zone as it is in %s, and keeps what the user says of it',
  async (timeZoneUnit) => {
    stand.setTraps({ timeZoneUnit });
    const [one] = await read();
    expect(one?.texts.time_zone).toMatch(/^(?:3|180|10800|\+03:00)$/);
    const meanings = {
      days: { '1': [1 as const], '2': [6 as const, 7 as const] },
      timeZones: { [one?.texts.time_zone ?? '']: 'Europe/Moscow' },
    };
    expect(await tool().meanings({ accountId })).toEqual({ days: {}, timeZones: {} });
    await tool().confirmMeanings({ accountId, meanings });
    const wrong = { ...meanings, timeZones: { '0': 'Mars/Olympus' } };
    await expect(tool().confirmMeanings({ accountId, meanings: wrong })).rejects.toMatchObject({ code: 'BAD_INPUT' });
    running = await running.restart();
    expect(await tool().meanings({ accountId })).toEqual(meanings);
    expect(puts()).toEqual([]);
    await running.client.accounts.remove({ id: accountId });
    expect(await tool().meanings({ accountId })).toEqual({ days: {}, timeZones: {} });
  },
);
