import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type IntegrationApiUnderTest,
  lines,
  openIntegrationApi,
} from '../../../../test/fixtures/integration-api-contract.ts';
import type { BrandName } from '../brand.ts';
import type { StandContract } from '../contract.ts';
import type { LineSettings, Profile, RedirectNum, ScheduleBlock } from './line-settings.ts';

const get = 'Vats/settings/get';
const set = 'Vats/settings/set';
const [line, otherLine] = lines;

let under: IntegrationApiUnderTest;

async function open(brand: BrandName, contract: Partial<StandContract> = {}): Promise<void> {
  under = await openIntegrationApi({ brand, contract: { numbers: lines, ...contract } });
  await under.connect();
}

beforeEach(() => open('alloincognito'));
afterEach(() => under.close());

async function read(nums: readonly string[] = [line]): Promise<LineSettings[]> {
  const answer = await under.ask(get, { body: { nums } });
  return (answer.result as { vatsSettings: LineSettings[] }).vatsSettings;
}

function send(vatsSettings: unknown): Promise<Record<string, unknown>> {
  return under.ask(set, { body: { vatsSettings } });
}

/** Reads a line, edits it and sends it: the error code of the answer, 0 when it was taken. */
async function edit(change: (settings: LineSettings) => void): Promise<number> {
  const [settings] = await read();
  if (settings === undefined) throw new Error('no settings');
  change(settings);
  return ((await send([settings])).error as { errorCode: number }).errorCode;
}

function profileOf(settings: LineSettings, index = 0): Profile {
  const profile = settings.profiles[index];
  if (profile === undefined) throw new Error('no such profile');
  return profile;
}

function blockOf(settings: LineSettings, index = 0): ScheduleBlock {
  const block = profileOf(settings).scheduleBlocks[index];
  if (block === undefined) throw new Error('no such block');
  return block;
}

function redirectOf(settings: LineSettings): RedirectNum {
  const [redirect] = blockOf(settings).redirectNums;
  if (redirect === undefined) throw new Error('no forwarding number');
  return redirect;
}

const times = (block: ScheduleBlock, day: number) => block.scheduleJson.schedule.days[day]?.times ?? [];

describe('Vats/settings/get (Integration API)', () => {
  it('answers what the example of AlloIncognito shows, and the fields that only its schema has', async () => {
    const answer = await under.ask(get, { body: { nums: lines } });
    expect(answer.result).toMatchObject({ apiName: 'getVatsSettings', callTime: '2026-11-20T11:00:00.000Z', code: 0 });
    const [settings, second] = await read(lines);
    expect([settings?.num, second?.num]).toEqual(lines);
    expect(settings).toMatchObject({
      contractNum: '5000000',
      vatsName: expect.any(String),
      standartPhoneDialTime: 30,
      isDoNotDisturbMode: 0,
      vatsModeCode: 1,
      vatsModeTerm: 'Многоканальный номер (простая настройка)',
      profiles: [{ name: expect.any(String), isActive: 1, isUseCalendar: 0, workdayDefDay: 1 }],
    });
    const [working, resting] = profileOf(settings as LineSettings).scheduleBlocks as [ScheduleBlock, ScheduleBlock];
    expect([working.nameTerm, resting.nameTerm]).toEqual(['Рабочее время', 'Нерабочее время']);
    expect([working.dialModeTerm, resting.dialModeTerm]).toEqual(['Последовательный дозвон', 'Параллельный дозвон']);
    expect(times(working, 1)).toEqual([{ time_start: 28_800, time_end: 72_000 }]);
    expect(times(resting, 7)).toEqual([
      { time_start: 0, time_end: 86_400 },
      { time_start: 86_400, time_end: 86_400 },
    ]);
    const ids = [settings, second].flatMap((one) => one?.profiles.map((profile) => profile.id));
    expect(new Set(ids).size).toBe(2);
  });

  it('answers at SunSim without modes, do-not-disturb and names', async () => {
    await under.close();
    await open('sunsim');
    const [settings] = await read();
    for (const field of ['vatsName', 'standartPhoneRedirectNum', 'standartPhoneDialTime', 'isDoNotDisturbMode']) {
      expect(settings).not.toHaveProperty(field);
    }
    expect(Object.keys(profileOf(settings as LineSettings))).toEqual([
      'scheduleBlocks',
      'id',
      'isUseCalendar',
      'workdayDefDay',
    ]);
  });

  it.each([[[]], [[`8${line}`]], [[line, '4950000999']], [line], [undefined]])('refuses %o', async (nums) => {
    expect(await under.ask(get, { body: { nums } })).toMatchObject({ result: null });
  });
});

describe('Vats/settings/set (Integration API)', () => {
  it('stores what may be changed, and names modes itself', async () => {
    const code = await edit((settings) => {
      settings.vatsName = 'Магазин';
      settings.standartPhoneRedirectNum = '+79430000009';
      settings.standartPhoneDialTime = 90;
      settings.isDoNotDisturbMode = 1;
      settings.vatsModeCode = 0;
      Object.assign(profileOf(settings), { name: 'Лето', isActive: 0, isUseCalendar: 1, workdayDefDay: 3 });
      const block = blockOf(settings);
      block.dialModeCode = 21;
      block.redirectNums.reverse();
      Object.assign(redirectOf(settings), { num: '9430000008', name: 'Анна', isActive: 0, isMlp: 1, dialTime: 0 });
    });
    expect(code).toBe(0);
    const [settings] = await read();
    expect(settings).toEqual(under.stand.settings(line));
    expect(settings).toMatchObject({
      vatsName: 'Магазин',
      standartPhoneRedirectNum: '+79430000009',
      isDoNotDisturbMode: 1,
      vatsModeTerm: 'Просто телефон',
      profiles: [{ name: 'Лето', isActive: 0, workdayDefDay: 3 }],
    });
    expect(blockOf(settings as LineSettings)).toMatchObject({
      dialModeTerm: 'Равномерная нагрузка',
      redirectNums: [{ num: '9430000008', name: 'Анна', dialTime: 0 }, { name: 'Сотрудник 1' }],
    });
  });

  it('stores another Friday, and refuses one with a gap or an overlap', async () => {
    const before = under.stand.settings(line);
    const friday = (until: number, from: number) =>
      edit((settings) => {
        const [working] = times(blockOf(settings), 5);
        const evening = times(blockOf(settings, 1), 5)[1];
        if (working) working.time_end = until;
        if (evening) evening.time_start = from;
      });
    expect(await friday(61_200, 72_000)).toBe(6);
    expect(await friday(61_200, 61_199)).toBe(6);
    expect(under.stand.settings(line)).toEqual(before);
    expect(await friday(61_200, 61_200)).toBe(0);
    expect(times(blockOf(under.stand.settings(line)), 5)).toEqual([{ time_start: 28_800, time_end: 61_200 }]);
  });

  it('says in the error which day is wrong', async () => {
    const [settings] = await read();
    blockOf(settings as LineSettings).scheduleJson.schedule.days[3] = { times: [] };
    expect(await send([settings])).toMatchObject({
      error: { errorMessage: expect.stringContaining('gap, day 3, 28800-72000') },
      result: null,
    });
  });

  it('judges also the profile that is not active', async () => {
    expect(
      await edit((settings) => {
        profileOf(settings).isActive = 0;
        blockOf(settings).isActive = 0;
      }),
    ).toBe(6);
  });

  it('changes all lines or none', async () => {
    const [first, second] = (await read(lines)) as [LineSettings, LineSettings];
    first.vatsName = 'Первый';
    second.standartPhoneDialTime = 0;
    expect(await send([first, second])).toMatchObject({ result: null });
    expect(under.stand.settings(line).vatsName).not.toBe('Первый');
    second.standartPhoneDialTime = 1;
    expect(await send([first, second])).toMatchObject({ error: { errorCode: 0 } });
    expect(under.stand.settings(line).vatsName).toBe('Первый');
    expect(under.stand.settings(otherLine).standartPhoneDialTime).toBe(1);
  });

  it.each<[string, (settings: LineSettings) => void]>([
    ['a number of somebody else', (settings) => Object.assign(settings, { num: '4950000999' })],
    ['no name at all', (settings) => Object.assign(settings, { num: undefined })],
    ['a mode that there is not', (settings) => Object.assign(settings, { vatsModeCode: 3 })],
    ['a plain phone that never rings', (settings) => Object.assign(settings, { standartPhoneDialTime: 0 })],
    ['one that rings too long', (settings) => Object.assign(settings, { standartPhoneDialTime: 91 })],
    ['a plain phone without a number', (settings) => Object.assign(settings, { standartPhoneRedirectNum: '12' })],
    ['do-not-disturb of 2', (settings) => Object.assign(settings, { isDoNotDisturbMode: 2 })],
    ['a short forwarding number', (settings) => Object.assign(redirectOf(settings), { num: '943000000' })],
    ['one abroad', (settings) => Object.assign(redirectOf(settings), { num: '810442079460958' })],
    ['one with 7', (settings) => Object.assign(redirectOf(settings), { num: '79430000001' })],
    ['one with spaces', (settings) => Object.assign(redirectOf(settings), { num: '8 943 000 00 01' })],
    ['a dial time of 91 s', (settings) => Object.assign(redirectOf(settings), { dialTime: 91 })],
    ['a dial time below 0', (settings) => Object.assign(redirectOf(settings), { dialTime: -1 })],
    ['half a second', (settings) => Object.assign(redirectOf(settings), { dialTime: 0.5 })],
    ['an activity of 2', (settings) => Object.assign(redirectOf(settings), { isActive: 2 })],
    ['an unknown forwarding number', (settings) => Object.assign(redirectOf(settings), { id: 999 })],
    [
      'the same forwarding number twice',
      (settings) => {
        blockOf(settings).redirectNums.push(redirectOf(settings));
      },
    ],
    ['a dial mode of 3', (settings) => Object.assign(blockOf(settings), { dialModeCode: 3 })],
    ['another block', (settings) => Object.assign(blockOf(settings), { id: 999 })],
    [
      'a block less',
      (settings) => {
        profileOf(settings).scheduleBlocks.pop();
      },
    ],
    [
      'a block more',
      (settings) => {
        profileOf(settings).scheduleBlocks.push({ ...blockOf(settings), id: 0 });
      },
    ],
    ['another profile', (settings) => Object.assign(profileOf(settings), { id: 999 })],
    [
      'a transferred working day without the calendar',
      (settings) => Object.assign(profileOf(settings), { workdayDefDay: 2 }),
    ],
    ['an eighth day for it', (settings) => Object.assign(profileOf(settings), { isUseCalendar: 1, workdayDefDay: 8 })],
    ['a second too many', (settings) => Object.assign(times(blockOf(settings, 1), 1)[1] ?? {}, { time_end: 86_401 })],
    ['a second too few', (settings) => Object.assign(times(blockOf(settings, 1), 1)[0] ?? {}, { time_start: -1 })],
  ])('refuses %s and changes nothing', async (_, change) => {
    const before = under.stand.settings(line);
    expect(await edit(change)).toBeGreaterThan(0);
    expect(under.stand.settings(line)).toEqual(before);
  });

  it.each([undefined, null, [], {}, 'x', [null], [{}]])('refuses %o as the whole of it', async (vatsSettings) => {
    expect(await send(vatsSettings)).toMatchObject({ error: { errorCode: expect.any(Number) }, result: null });
  });

  it('refuses a line that comes twice, and a body that is no JSON', async () => {
    const [settings] = await read();
    expect(await send([settings, settings])).toMatchObject({ result: null });
    const url = `${under.stand.url}/api/v1/${set}`;
    const { accessToken } = await under.connect();
    const headers = { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' };
    const answer = await fetch(url, { method: 'POST', body: '{"vatsSettings":[', headers });
    expect(await answer.json()).toMatchObject({ error: { errorCode: 1 }, result: null });
  });

  it('takes forwarding numbers in each of the three forms, and new ones', async () => {
    await edit((settings) => {
      const added = ['9430000001', '89430000002', '+79430000003'].map((num) => ({
        ...redirectOf(settings),
        num,
        id: 0,
      }));
      blockOf(settings).redirectNums = added;
    });
    const stored = blockOf(under.stand.settings(line)).redirectNums;
    expect(stored.map((one) => one.num)).toEqual(['9430000001', '89430000002', '+79430000003']);
    expect(new Set(stored.map((one) => one.id)).size).toBe(3);
    expect(stored.every((one) => Number(one.id) > 0)).toBe(true);
  });

  it('takes every week that is whole, and gives it back as it was', async () => {
    const cuts = fc.tuple(fc.integer({ min: 0, max: 86_400 }), fc.integer({ min: 0, max: 86_400 }));
    const week = fc.tuple(cuts, cuts, cuts, cuts, cuts, cuts, cuts);
    await fc.assert(
      fc.asyncProperty(week, async (days) => {
        let sent: LineSettings | undefined;
        const code = await edit((settings) => {
          days.forEach((edges, index) => {
            const [from = 0, to = 0] = edges.toSorted((one, other) => one - other);
            const day = String(index + 1);
            blockOf(settings).scheduleJson.schedule.days[day] = { times: [{ time_start: from, time_end: to }] };
            blockOf(settings, 1).scheduleJson.schedule.days[day] = {
              times: [
                { time_start: 0, time_end: from },
                { time_start: to, time_end: 86_400 },
              ],
            };
          });
          sent = settings;
        });
        expect(code).toBe(0);
        expect((await read())[0]).toEqual(sent);
      }),
      { numRuns: 25 },
    );
  });

  it('does not let SunSim change the mode', async () => {
    await under.close();
    await open('sunsim');
    const change = (settings: LineSettings) => Object.assign(settings, { vatsModeCode: 0 });
    expect(await edit(change)).toBe(0);
    expect(under.stand.settings(line).vatsModeCode).toBe(1);
    under.stand.setTraps({ readOnlyChanges: 'refused' });
    expect(await edit(change)).toBe(7);
  });

  it('lets nobody edit the profile of listed callers', async () => {
    await under.close();
    await open('sunsim', { vipContacts: true });
    const rename = (index: number) =>
      edit((settings) => {
        const [redirect] = profileOf(settings, index).scheduleBlocks[0]?.redirectNums ?? [];
        if (redirect) redirect.name = 'Анна';
      });
    expect(await rename(0)).toBe(0);
    expect(await rename(1)).toBe(7);
  });
});

describe('what the documents leave open about settings', () => {
  it('unknown fields are lost unless they come back, or are kept', async () => {
    under.stand.setTraps({ unknownFields: true });
    expect(await edit(() => undefined)).toBe(0);
    expect(under.stand.settings(line)).toMatchObject({
      vatsTag: { colour: 'green' },
      profiles: [{ greeting: 'Здравствуйте', scheduleBlocks: [{ queueMusic: 'piano' }, { queueMusic: 'piano' }] }],
    });
    const forget = (settings: LineSettings) => {
      delete settings.vatsTag;
      delete profileOf(settings).greeting;
      delete blockOf(settings).queueMusic;
    };
    under.stand.setTraps({ missingFields: 'kept' });
    await edit(forget);
    expect(under.stand.settings(line)).toHaveProperty('vatsTag');
    expect(blockOf(under.stand.settings(line))).toHaveProperty('queueMusic');
    under.stand.setTraps({});
    await edit(forget);
    expect(under.stand.settings(line)).not.toHaveProperty('vatsTag');
    expect(profileOf(under.stand.settings(line))).not.toHaveProperty('greeting');
    expect(blockOf(under.stand.settings(line))).not.toHaveProperty('queueMusic');
  });

  it('fields that may not be changed are put back, or refused', async () => {
    const change = (settings: LineSettings) => {
      settings.contractNum = '1';
      blockOf(settings).typTerm = 'x';
      blockOf(settings).dialModeTerm = 'x';
    };
    const before = under.stand.settings(line);
    expect(await edit(change)).toBe(0);
    expect(under.stand.settings(line)).toEqual(before);
    under.stand.setTraps({ readOnlyChanges: 'refused' });
    expect(await edit(change)).toBe(7);
  });

  it('only the key that get answers is taken', async () => {
    under.stand.setTraps({ settingsKey: 'vatssettings' });
    const answer = await under.ask(get, { body: { nums: [line] } });
    const { vatssettings } = answer.result as { vatssettings: unknown };
    expect(await under.ask(set, { body: { vatsSettings: vatssettings } })).toMatchObject({ result: null });
    expect(await under.ask(set, { body: { vatssettings } })).toMatchObject({ error: { errorCode: 0 } });
  });

  it('lists as objects with numbers for names, or a list of one as what it holds', async () => {
    under.stand.setTraps({ settingsLists: 'numbered' });
    const [numbered] = Object.values(await read()) as unknown as [{ profiles: Record<string, Profile> }];
    expect(Object.keys(numbered.profiles)).toEqual(['0']);
    under.stand.setTraps({ settingsLists: 'single-as-object' });
    const single = (await read()) as unknown as { num: string; profiles: Profile };
    expect(single.num).toBe(line);
    expect(single.profiles.id).toBeTypeOf('number');
  });

  it('fewer fields, and what was not shown stays', async () => {
    under.stand.setTraps({ settingsFields: 'example' });
    const [settings] = await read();
    expect(settings).not.toHaveProperty('vatsName');
    expect(profileOf(settings as LineSettings)).not.toHaveProperty('name');
    const before = under.stand.settings(line);
    expect(await send([settings])).toMatchObject({ error: { errorCode: 0 } });
    expect(under.stand.settings(line)).toEqual(before);
  });

  it('forwarding numbers as numbers', async () => {
    under.stand.setTraps({ redirectNums: 'numbers' });
    expect(redirectOf((await read())[0] as LineSettings).num).toBe(89_430_000_001);
  });

  it('new forwarding numbers may be refused', async () => {
    under.stand.setTraps({ newRedirectNums: 'refused' });
    const add = (settings: LineSettings) => {
      blockOf(settings).redirectNums.push({ ...redirectOf(settings), id: 0 });
    };
    expect(await edit(add)).toBe(2);
  });

  it('somebody in the cabinet may have changed them meanwhile', async () => {
    const [settings] = await read();
    under.stand.editSettings(line, (stored) => {
      stored.vatsName = 'Кабинет';
    });
    expect((await read())[0]?.vatsName).toBe('Кабинет');
    await send([settings]);
    expect(under.stand.settings(line).vatsName).not.toBe('Кабинет');
    expect(() => under.stand.settings('4950000999')).toThrow(RangeError);
  });
});
