import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Traps } from '../../electron/demo/sipnet/traps.ts';
import type { ForwardingRules } from '../../shared/domain/forwarding.ts';
import type { WholeRecordingRules } from '../../shared/domain/recording-rules.ts';
import { connectDraft, draftFor, type RunningCore, startCore } from '../fixtures/running-core.ts';
import { openStand, type StandUnderTest } from '../fixtures/sipnet-account.ts';

/** Settings of an account, from the page's question to the provider and back. */

let under: StandUnderTest;
let running: RunningCore;
let accountId: string;

beforeEach(async () => {
  under = await openStand();
  running = await startCore();
  const account = await connectDraft(running.client, { ...draftFor(under.stand.url), webhook: false });
  accountId = account.id;
});
afterEach(async () => {
  await running.close();
  await under.close();
});

const sent = (operation: string, action: string) =>
  under.stand.requestsFor(operation).filter(({ parameters }) => parameters.action === action);

describe('forwarding (SIPNET API 2.7.0, 6.17)', () => {
  const tool = () => running.client.accountTools.forwarding;
  const read = () => tool().read({ accountId });
  const night: ForwardingRules = {
    mode: 'untaken',
    targets: { unanswered: { kind: 'address', address: '+79161000232' }, busy: { kind: 'voicemail' } },
    firstWaitSeconds: 60,
    secondWaitSeconds: 30,
    others: [],
  };
  const save = async (edited: ForwardingRules) => tool().save({ accountId, before: await read(), edited });

  it('is set once, read back, and what was before can be put back', async () => {
    const before = await read();
    expect(before).toEqual({ mode: 'off', targets: {}, others: [] });
    expect(await save(night)).toEqual({ setting: night, readBack: 'as-sent' });
    expect(under.stand.settings().redirect).toEqual({
      redirtype: '2',
      noanswer: '+79161000232',
      busy: 'voicemail',
      waitanswer: '1m',
      waitanswer2: '30s',
    });
    expect(sent('redirect', 'set')).toHaveLength(1);

    const [kept] = await tool().history({ accountId });
    expect(kept?.setting).toEqual(before);
    expect(await save(kept?.setting ?? night)).toEqual({ setting: before, readBack: 'as-sent' });
    expect((await tool().history({ accountId })).map(({ setting }) => setting)).toEqual([night, before]);
  });

  it.each<Partial<Traps>>([
    { redirectGet: 'nested' },
    { redirectGet: 'nothing-when-off' },
    { redirectWaits: 'seconds' },
    { scalars: 'strings' },
  ])('is the same however get tells it: %j', async (traps) => {
    under.stand.setTraps(traps);
    expect(await save(night)).toMatchObject({
      readBack: 'as-sent',
      setting: { mode: 'untaken', firstWaitSeconds: 60 },
    });
    const cleared = await tool().clear({ accountId, before: await read() });
    expect(cleared).toMatchObject({ readBack: 'as-sent', setting: { targets: {} } });
    expect(under.stand.settings().redirect).toEqual({ redirtype: '0' });
  });

  it('tells what the provider made of it where that is something else', async () => {
    await save(night);
    under.stand.setTraps({ redirectLeftOut: 'kept' });
    const { busy: _, ...targets } = night.targets;
    const { setting, readBack } = await save({ ...night, targets });
    expect(readBack).toBe('other');
    expect(setting.targets.busy).toEqual({ kind: 'voicemail' });
  });

  it('is not sent over what somebody else set meanwhile', async () => {
    const before = await read();
    await under.ask('redirect', { action: 'set', redirtype: '1', allcalls: 'voicemail' });
    await expect(tool().save({ accountId, before, edited: night })).rejects.toMatchObject({ code: 'SETTINGS_CHANGED' });
    await expect(tool().clear({ accountId, before })).rejects.toMatchObject({ code: 'SETTINGS_CHANGED' });
    expect(under.stand.settings().redirect).toMatchObject({ redirtype: '1' });
    expect(await tool().history({ accountId })).toEqual([]);
  });

  it('is not sent where it leads nowhere', async () => {
    await expect(save({ ...night, targets: {} })).rejects.toMatchObject({
      code: 'BAD_INPUT',
      data: { field: 'unanswered' },
    });
    expect(sent('redirect', 'set')).toEqual([]);
  });

  it("shows the provider's words where it refuses, and then nothing was replaced", async () => {
    under.stand.setTraps({ redirectSet: 'complete' });
    await expect(save(night)).rejects.toMatchObject({ code: 'PROVIDER_REFUSED', data: { detail: expect.any(String) } });
    expect(await tool().history({ accountId })).toEqual([]);
    under.stand.setTraps({ notEnabled: ['redirect'] });
    await expect(read()).rejects.toMatchObject({
      code: 'PROVIDER_REFUSED',
      data: { detail: expect.stringContaining('Обратитесь в службу поддержки') },
    });
  });

  it('whose answer is lost is looked up: done when it is there, unknown when not, sent once either way', async () => {
    const before = await read();
    // The reading before the change is lost and repeated; the change is lost and is not; the reading after it comes through.
    const fault = { kind: 'drop', operations: ['redirect'], every: 2, times: 2 } as const;
    under.stand.setTraps({ fault: { ...fault, when: 'after' } });
    expect(await tool().save({ accountId, before, edited: night })).toMatchObject({ readBack: 'as-sent' });
    under.stand.setTraps({ fault: { ...fault, when: 'before' } });
    await expect(tool().clear({ accountId, before: night })).rejects.toMatchObject({ code: 'CHANGE_UNKNOWN' });
    under.stand.setTraps({});
    expect((await read()).mode).toBe('untaken');
    expect([sent('redirect', 'set').length, sent('redirect', 'del').length]).toEqual([1, 1]);
    expect((await tool().history({ accountId })).map(({ setting }) => setting)).toEqual([night, before]);
  });
});

describe('recording rules (SIPNET API 2.7.0, 6.12)', () => {
  const tool = () => running.client.accountTools.recordingRules;
  const read = () => tool().read({ accountId });
  const rules: WholeRecordingRules = {
    incoming: true,
    outgoing: false,
    children: true,
    count: 100,
    keptSeconds: 30 * 86_400,
  };

  it('are sent with all five fields, once, and read back', async () => {
    const before = await read();
    expect(await tool().save({ accountId, before, edited: rules })).toEqual({ setting: rules, readBack: 'as-sent' });
    expect(sent('recordcalls', 'set').map(({ parameters }) => parameters)).toMatchObject([
      { incalls: 'Y', outcalls: 'N', child: 'Y', reccount: '100', expiration: '2592000' },
    ]);
    expect((await tool().history({ accountId })).map(({ setting }) => setting)).toEqual([before]);
    const cleared = await tool().clear({ accountId, before: rules });
    expect(cleared).toMatchObject({ readBack: 'as-sent', setting: { incoming: false, outgoing: false } });
  });

  it('are asked for again by what fetches recordings before they expire, once they were changed', async () => {
    const { recordings } = await running.client.settings.get();
    await running.client.settings.update({ recordings: { ...recordings, keep: 'all' } });
    await expect.poll(() => sent('recordcalls', 'list').length).toBe(1);
    await tool().save({ accountId, before: await read(), edited: rules });
    // Before that, by the page, before and after the change, and by what fetches.
    await expect.poll(() => sent('recordcalls', 'list').length).toBe(5);
  });

  it('that the provider does not tell stay unknown', async () => {
    under.stand.setTraps({ bareAnswers: ['recordcalls'] });
    const before = await read();
    expect(before).toEqual({});
    expect(await tool().save({ accountId, before, edited: rules })).toEqual({ setting: {}, readBack: 'other' });
    expect(under.stand.settings().recording).toMatchObject({ incalls: 'Y', child: 'Y', expiration: 2_592_000 });
  });

  it('are kept through a restart of the program, and go with the account', async () => {
    await tool().save({ accountId, before: await read(), edited: rules });
    running = await running.restart();
    expect(await tool().history({ accountId })).toHaveLength(1);
    await running.client.accounts.remove({ id: accountId });
    expect(await tool().history({ accountId })).toEqual([]);
  });
});
