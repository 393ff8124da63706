import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createIntegrationApiStand, type IntegrationApiStand } from '../../electron/demo/integration-api/stand.ts';
import { createSigningKeys } from '../../electron/demo/integration-api/web-token.ts';
import { createSipnetStand } from '../../electron/demo/sipnet/stand.ts';
import type { PbxLineSettings } from '../../shared/domain/hosted-pbx/pbx-line-settings.ts';
import type { Schedule } from '../../shared/domain/schedule/schedule.ts';
import { moveBoundary } from '../../shared/domain/schedule/schedule-edits.ts';
import { connectDraft, draftFor, type RunningCore, startCore } from '../fixtures/running-core.ts';
import { testAccount } from '../fixtures/sipnet-account.ts';

const numbers = ['4950000110', '4990000120'];
const [number = ''] = numbers;
const hour = 3600;
/** The connection breaks once, at a change. */
const lost = { kind: 'drop' as const, operations: ['Vats/settings/set'], times: 1 };
const keys = createSigningKeys();

let stand: IntegrationApiStand;
let running: RunningCore;
let accountId: string;
beforeEach(async () => {
  stand = await createIntegrationApiStand({ brand: 'alloincognito', contract: { numbers }, keys, callbacks: 'manual' });
  running = await startCore();
  accountId = await connect(running);
});
afterEach(async () => {
  await running.close();
  await stand.close();
});

async function connect({ client }: RunningCore): Promise<string> {
  const credentials = { kind: 'token' as const, token: stand.authorizationToken() ?? '' };
  const draft = draftFor(stand.url, { provider: 'alloincognito', ownNumber: '', numbers, credentials });
  const account = await connectDraft(client, { ...draft, webhook: false, replaceHook: false });
  return account.id;
}

async function line(): Promise<PbxLineSettings> {
  const lines = await running.client.lines.read({ accountId });
  const found = lines.find((one) => one.number === number);
  if (found === undefined) throw new Error('the line was not read');
  return found;
}

/** Ends Friday's working hours two hours earlier. */
function endEarlier(settings: PbxLineSettings): PbxLineSettings {
  return withSchedule(settings, (schedule) => moveBoundary(schedule, 5, 20 * hour, 18 * hour));
}

function withSchedule(settings: PbxLineSettings, change: (schedule: Schedule) => Schedule): PbxLineSettings {
  const profiles = settings.profiles.map((profile) => ({ ...profile, schedule: change(profile.schedule) }));
  return { ...settings, profiles };
}

const save = (before: PbxLineSettings, edited: PbxLineSettings) =>
  running.client.lines.save({ accountId, before, edited });
const history = () => running.client.lines.history({ accountId, number });
const sent = () => stand.requestsFor('Vats/settings/set').length;

describe('the settings of a line', () => {
  it('are read for every number, changed, and put back from what was kept', async () => {
    expect((await running.client.lines.read({ accountId })).map((one) => one.number)).toEqual(numbers);
    const before = await line();
    const edited = endEarlier(before);
    expect(await save(before, edited)).toEqual(edited);
    expect(await line()).toEqual(edited);

    const [kept] = await history();
    expect(kept?.settings).toEqual(before);
    expect(await save(edited, kept?.settings ?? edited)).toEqual(before);
    expect((await history()).map(({ settings }) => settings)).toEqual([edited, before]);

    running = await running.restart();
    expect(await history()).toHaveLength(2);
    expect(await running.client.lines.history({ accountId, number: numbers[1] ?? '' })).toEqual([]);
  });

  it('are not sent with a fault, nor when nothing is edited', async () => {
    const before = await line();
    const torn = withSchedule(before, ({ blocks: [first, ...others] }) => ({
      blocks: first === undefined ? [] : [{ ...first, week: { ...first.week, 5: [] } }, ...others],
    }));
    await expect(save(before, torn)).rejects.toMatchObject({ code: 'BAD_INPUT', data: { field: expect.any(String) } });
    expect(await save(before, before)).toEqual(before);
    expect(sent()).toBe(0);
    expect(await history()).toEqual([]);
  });

  it('that somebody else changed meanwhile are not overwritten', async () => {
    const before = await line();
    const theirs = { ...before, name: 'Renamed in the cabinet' };
    await save(before, theirs);
    await expect(save(before, endEarlier(before))).rejects.toMatchObject({ code: 'LINE_CHANGED' });
    expect(await line()).toEqual(theirs);
    expect(sent()).toBe(1);
  });

  it('that the provider refuses stay as they were, and nothing is remembered as replaced', async () => {
    const before = await line();
    stand.setTraps({ newRedirectNums: 'refused' });
    const edited = withNumber(before);
    await expect(save(before, edited)).rejects.toMatchObject({ code: 'PROVIDER_REFUSED' });
    expect(await line()).toEqual(before);
    expect(await history()).toEqual([]);
  });

  it('are looked up again when the answer to a change was lost, and the change is sent once', async () => {
    const before = await line();
    const edited = endEarlier(before);
    stand.setTraps({ fault: { ...lost, when: 'after' } });
    expect(await save(before, edited)).toEqual(edited);
    expect(sent()).toBe(1);
    expect(await history()).toHaveLength(1);
  });

  it('that nobody answered, and that do not show, are not said to be unsent', async () => {
    const before = await line();
    stand.setTraps({ fault: { ...lost, when: 'before' } });
    await expect(save(before, endEarlier(before))).rejects.toMatchObject({ code: 'CHANGE_UNKNOWN' });
    expect(await line()).toEqual(before);
    expect(await history()).toHaveLength(1);
  });

  it('are nothing an account without them can be asked for', async () => {
    const sipnet = await createSipnetStand({ account: testAccount });
    try {
      const draft = { ...draftFor(sipnet.url), webhook: false, replaceHook: false };
      const { id } = await connectDraft(running.client, draft);
      await expect(running.client.lines.read({ accountId: id })).rejects.toMatchObject({ code: 'NOT_SUPPORTED' });
      await expect(running.client.lines.read({ accountId: 'none' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    } finally {
      await sipnet.close();
    }
  });
});

function withNumber(settings: PbxLineSettings): PbxLineSettings {
  const added = { id: '', number: '89430000077', name: 'New', isActive: true, dialSeconds: 20 };
  const profiles = settings.profiles.map((profile) => ({
    ...profile,
    blocks: profile.blocks.map((block, index) =>
      index === 0 ? { ...block, numbers: [...block.numbers, added] } : block,
    ),
  }));
  return { ...settings, profiles };
}
