import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createHttp } from '../../electron/core/http/client.ts';
import type { Http } from '../../electron/core/http/http.ts';
import { integrationProvider } from '../../electron/core/providers/integration-api/provider.ts';
import type { ReceivedLine } from '../../electron/core/providers/provider.ts';
import { createSystemClock } from '../../electron/core/system-clock.ts';
import type { BrandName } from '../../electron/demo/integration-api/brand.ts';
import type { Traps } from '../../electron/demo/integration-api/traps.ts';
import { comparePbxLines } from '../../shared/domain/hosted-pbx/pbx-line-difference.ts';
import { findLineFaults } from '../../shared/domain/hosted-pbx/pbx-line-faults.ts';
import type { PbxLineProfile, PbxLineSettings } from '../../shared/domain/hosted-pbx/pbx-line-settings.ts';
import { type Schedule, spansOf, type Weekday, weekdays } from '../../shared/domain/schedule/schedule.ts';
import { moveBoundary } from '../../shared/domain/schedule/schedule-edits.ts';
import { silentLogger } from '../fakes/silent-logger.ts';
import {
  bothBrands,
  type IntegrationApiUnderTest,
  lines,
  openIntegrationApi,
} from '../fixtures/integration-api-contract.ts';

const hour = 3600;
const friday: Weekday = 5;

let under: IntegrationApiUnderTest;
let http: Http;
beforeEach(() => {
  http = createHttp({ clock: createSystemClock(), logger: silentLogger, environment: {} });
});
afterEach(async () => {
  await http.close();
  await under.close();
});

async function open(brand: BrandName, traps: Partial<Traps> = {}, numbers: readonly string[] = lines) {
  under = await openIntegrationApi({ brand });
  under.stand.setTraps(traps);
  const { url } = under.stand;
  const { lineSettings } = integrationProvider({
    id: brand,
    environments: { production: url, test: url },
  }).createClient({
    http,
    clock: createSystemClock(),
    logger: silentLogger,
    baseUrl: url,
    timeZone: 'Europe/Moscow',
    credentials: { kind: 'token', token: under.stand.authorizationToken() ?? '' },
    lines: numbers,
  });
  if (lineSettings === undefined) throw new Error('this provider has no settings');
  return lineSettings;
}

function first(received: readonly ReceivedLine[]): ReceivedLine {
  const [line] = received;
  if (line === undefined) throw new Error('no line was read');
  return line;
}

function editProfile(settings: PbxLineSettings, change: (profile: PbxLineProfile) => PbxLineProfile): PbxLineSettings {
  return {
    ...settings,
    profiles: settings.profiles.map((profile, index) => (index === 0 ? change(profile) : profile)),
  };
}

const endEarlier = (schedule: Schedule) => moveBoundary(schedule, friday, 20 * hour, 18 * hour);

const readings: Partial<Traps>[] = [
  {},
  { settingsKey: 'vatssettings' },
  { settingsLists: 'single-as-object' },
  { settingsLists: 'numbered' },
  { settingsFields: 'example' },
  { redirectNums: 'numbers' },
  { scalars: 'strings' },
  { unknownFields: true },
  { placement: 'beside-result', successError: 'absent' },
  { readOnlyChanges: 'refused', newRedirectNums: 'refused' },
];

describe.each(bothBrands)('line settings of %s', (brand) => {
  it.each(readings)('are sent back as they came but for what was edited, under %o', async (traps) => {
    const settings = await open(brand, traps);
    const received = await settings.read();
    expect(received.map((line) => line.settings.number)).toEqual(lines);
    const line = first(received);
    expect(findLineFaults(line.settings)).toEqual([]);
    const before = under.stand.settings(lines[0]);

    await settings.write(line, line.settings);
    expect(under.stand.settings(lines[0])).toEqual(before);

    const edited = editProfile(line.settings, (profile) => ({ ...profile, schedule: endEarlier(profile.schedule) }));
    expect(comparePbxLines(line.settings, edited)).toMatchObject([
      { kind: 'schedule', change: { day: friday, from: 18 * hour, to: 20 * hour } },
    ]);
    await settings.write(line, edited);
    const after = first(await settings.read());
    expect(after.settings).toEqual(edited);

    await settings.write(after, line.settings);
    expect(under.stand.settings(lines[0])).toEqual(before);
  });

  it('are refused by the provider for a gap that we would have found, and stay as they were', async () => {
    const settings = await open(brand);
    const line = first(await settings.read());
    const before = under.stand.settings(lines[0]);
    const torn = editProfile(line.settings, (profile) => ({
      ...profile,
      schedule: {
        blocks: profile.schedule.blocks.map((block, index) =>
          index === 0 ? { ...block, week: { ...block.week, [friday]: [{ from: 8 * hour, to: 17 * hour }] } } : block,
        ),
      },
    }));
    expect(findLineFaults(torn)).toMatchObject([
      { kind: 'schedule', fault: { kind: 'gap', day: friday, from: 17 * hour, to: 20 * hour } },
    ]);
    await expect(settings.write(line, torn)).rejects.toMatchObject({ code: 'PROVIDER_REFUSED' });
    expect(under.stand.settings(lines[0])).toEqual(before);
  });

  it('have forwarding numbers that are changed, put in order, added and taken away', async () => {
    const settings = await open(brand);
    const line = first(await settings.read());
    const edited = editProfile(line.settings, (profile) => ({
      ...profile,
      blocks: profile.blocks.map((block, index) => {
        const [one, two] = block.numbers;
        if (index > 0 || one === undefined || two === undefined) return block;
        const added = { id: '', number: '+7 916 100-02-32', name: 'Анна', isActive: true, dialSeconds: 45 };
        return { ...block, dialMode: 'even', numbers: [{ ...two, isActive: false, dialSeconds: 90 }, one, added] };
      }),
    }));
    expect(findLineFaults(edited)).toEqual([]);
    expect(comparePbxLines(line.settings, edited).map(({ kind, place }) => [kind, place.at(-1)])).toEqual([
      ['value', 'dialMode'],
      ['value', 'isActive'],
      ['value', 'dialSeconds'],
      ['number-added', 'numbers'],
      ['order', 'numbers'],
    ]);
    await settings.write(line, edited);
    const [block] = under.stand.settings(lines[0]).profiles[0]?.scheduleBlocks ?? [];
    expect(block?.dialModeCode).toBe(21);
    expect(block?.redirectNums.map(({ num, isActive, dialTime }) => [num, isActive, dialTime])).toEqual([
      ['89430000002', 0, 90],
      ['89430000001', 1, expect.any(Number)],
      ['89161000232', 1, 45],
    ]);
    const after = first(await settings.read());
    const emptied = editProfile(after.settings, (profile) => ({
      ...profile,
      blocks: profile.blocks.map((one) => ({ ...one, numbers: one.numbers.slice(0, 1) })),
    }));
    await settings.write(after, emptied);
    expect(first(await settings.read()).settings).toEqual(emptied);
  });

  it('take the calendar, and the day of a moved working day only with it', async () => {
    const settings = await open(brand);
    const line = first(await settings.read());
    await settings.write(
      line,
      editProfile(line.settings, (profile) => ({ ...profile, movedWorkday: 3 })),
    );
    expect(first(await settings.read()).settings).toEqual(line.settings);
    const edited = editProfile(line.settings, (profile) => ({ ...profile, usesCalendar: true, movedWorkday: 3 }));
    await settings.write(line, edited);
    expect(first(await settings.read()).settings).toEqual(edited);
  });

  it('are read of the other lines though one is not of the contract', async () => {
    const settings = await open(brand, {}, [...lines, '4959999999']);
    expect((await settings.read()).map((line) => line.settings.number)).toEqual(lines);
  });

  it('show the week of the document: hours on weekdays, and one block for all of Sunday', async () => {
    const settings = await open(brand);
    const { schedule } = first(await settings.read()).settings.profiles[0] as PbxLineProfile;
    expect(weekdays.map((day) => spansOf(schedule, day).map(({ from, to }) => [from / hour, to / hour]))).toEqual([
      ...weekdays.slice(0, 6).map(() => [
        [0, 8],
        [8, 20],
        [20, 24],
      ]),
      [[0, 24]],
    ]);
  });
});

describe('what only AlloIncognito has', () => {
  it('is edited there, and not offered at SunSim', async () => {
    const settings = await open('alloincognito');
    const line = first(await settings.read());
    const edited: PbxLineSettings = {
      ...line.settings,
      name: 'Магазин',
      mode: 'phone',
      doNotDisturb: true,
      plainPhone: { number: '916 100 02 32', dialSeconds: 60 },
    };
    expect(findLineFaults(edited)).toEqual([]);
    await settings.write(line, edited);
    expect(under.stand.settings(lines[0])).toMatchObject({
      vatsName: 'Магазин',
      vatsModeCode: 0,
      isDoNotDisturbMode: 1,
      standartPhoneRedirectNum: '89161000232',
      standartPhoneDialTime: 60,
    });
    await under.close();
    const other = first(await (await open('sunsim')).read()).settings;
    expect([other.name, other.mode, other.doNotDisturb, other.plainPhone]).toEqual([
      ...[undefined, undefined, undefined, undefined],
    ]);
  });

  it('is checked: numbers and dial times', async () => {
    const settings = await open('alloincognito');
    const { settings: line } = first(await settings.read());
    const wrong: PbxLineSettings = { ...line, mode: 'phone', plainPhone: { number: '12', dialSeconds: 0 } };
    const faults = findLineFaults(
      editProfile(wrong, (profile) => ({
        ...profile,
        blocks: profile.blocks.map((block, index) =>
          index > 0
            ? block
            : {
                ...block,
                numbers: block.numbers.map((one) => ({ ...one, number: '+44 20 7946 0958', dialSeconds: 91 })),
              },
        ),
      })),
    );
    const numbers = faults.map(({ kind, place }) => [kind, place.slice(-2)]);
    expect(numbers).toEqual([
      ['number', ['plainPhone', 'number']],
      ['dial-seconds', ['plainPhone', 'dialSeconds']],
      ['number', ['0', 'number']],
      ['dial-seconds', ['0', 'dialSeconds']],
      ['number', ['1', 'number']],
      ['dial-seconds', ['1', 'dialSeconds']],
    ]);
  });
});
