import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  bothBrands,
  type IntegrationApiUnderTest,
  lines,
  openIntegrationApi,
} from '../../../test/fixtures/integration-api-contract.ts';
import { type Traps, trapTable } from './traps.ts';

/** Readings under which an honest client is still served; the others are of broken connections and of time. */
const breaking = new Set<keyof Traps>(['fault', 'slowAnswersMs', 'lateAnswersMs', 'pauseFileMs', 'fileContent']);
const readings = Object.entries(trapTable)
  .filter(([name]) => !breaking.has(name as keyof Traps))
  .flatMap(([name, { others }]) => others.map((value) => ({ [name]: value }) as Partial<Traps>));

describe.each(bothBrands)('under every other reading %s still', (brand) => {
  let under: IntegrationApiUnderTest;
  beforeAll(async () => {
    under = await openIntegrationApi({ brand });
    under.stand.addCall({ direction: 'in', remote: '79430000211', startedAt: under.clock.now() - 60_000 });
    await under.connect();
  });
  afterAll(() => under.close());

  it.each(readings)('answers lists, and takes settings back as it gave them: %o', async (traps) => {
    under.stand.setTraps(traps);
    const body = { nums: lines, periodStart: '2026-11-20 00:00:00', periodEnd: '2026-11-20 23:59:59' };
    expect((await under.ask('request/getcalllist', { body })).result).toMatchObject({ apiName: 'getCallList' });
    const key = traps.settingsKey ?? 'vatsSettings';
    const shown = (await under.ask('Vats/settings/get', { body: { nums: lines } })).result as Record<string, unknown>;
    const before = lines.map((line) => under.stand.settings(line));
    const taken = await under.ask('Vats/settings/set', { body: { [key]: shown[key] } });
    expect(taken.result).toMatchObject({ apiName: 'setVatsSettings' });
    expect(lines.map((line) => under.stand.settings(line))).toEqual(before);
  });
});
