import { expect, type TestContext, vi } from 'vitest';
import { createRecordingStudio } from '../../electron/demo/audio/recording-studio.ts';
import { createSipnetStand, type SipnetStand } from '../../electron/demo/sipnet/stand.ts';
import type { Client } from '../../shared/contract/contract.ts';
import type { Update } from '../../shared/contract/updates.ts';
import { allCalls } from '../fixtures/all-calls.ts';
import { enterProgram } from '../fixtures/contract-client.ts';
import { connectDraft, draftFor } from '../fixtures/running-core.ts';
import { testAccount } from '../fixtures/sipnet-account.ts';
import { openWebHouse } from '../fixtures/web-house.ts';
import { type Caller, nextCaller } from './callers.ts';
import { lookUntil } from './look-until.ts';
import type { Course, Reading } from './readings.ts';

/**
 * The main job under a reading of a trap, below the browser: in the web host, over its socket, by a client that keeps all
 * that a page is told. A call rings and is missed, waits to be called back, is called back exactly once; another is talked,
 * and its recording fetched and decoded. In Chromium: `npm run prove -- traps`.
 */
export async function tryMainJob({ traps, course }: Reading, { onTestFinished }: TestContext): Promise<void> {
  const page = await enterHouse(course, onTestFinished);
  const { stand, accountId } = await connect(page, traps, onTestFinished);
  await doMainJob(page, stand, accountId, course);
}

type Later = TestContext['onTestFinished'];

interface Told {
  client: Client;
  /** Everything a page was told so far. */
  updates: readonly Update[];
}

const { record } = createRecordingStudio();
const phones = [testAccount.sipId, '0042000001'];

async function enterHouse({ limits }: Course, later: Later): Promise<Told> {
  const house = await openWebHouse(limits === undefined ? {} : { limits });
  later(house.close);
  const { client, close } = await enterProgram(house.server.mintLaunchUrl());
  later(close);
  const updates: Update[] = [];
  const watching = await client.updates.watch();
  (async () => {
    for await (const update of watching) updates.push(update);
  })().catch(() => {
    // The page goes before the program.
  });
  return { client, updates };
}

async function connect(
  { client }: Told,
  traps: Reading['traps'],
  later: Later,
): Promise<{ stand: SipnetStand; accountId: string }> {
  const { fault, answersName, ...others } = traps;
  const stand = await createSipnetStand({
    account: testAccount,
    traps: others,
    callbacks: 'manual',
    makeAudio: record,
  });
  later(stand.close);
  const { id } = await connectDraft(client, { ...draftFor(stand.url), webhook: true, replaceHook: false });
  const state = async () => (await client.accounts.list()).find((account) => account.id === id)?.status.state;
  await vi.waitFor(async () => expect(await state()).toBe('live'));
  // Under these nobody would have connected.
  if (fault !== undefined || answersName !== undefined) stand.setTraps(traps);
  return { stand, accountId: id };
}

async function doMainJob(page: Told, stand: SipnetStand, accountId: string, course: Course): Promise<void> {
  const { client } = page;
  const [caller, talker] = [nextCaller(), nextCaller()];
  /** What is listed is looked up by and by; a user would press "try now". */
  const tryNow = () => client.accounts.retry({ id: accountId });
  const shows = (who: Caller, state: string) => vi.waitFor(() => expect(shownStates(page, who)).toContain(state));
  const waits = async () => (await client.missed.list({})).some(({ key }) => key === caller.key);

  const talk = stand.ring({ from: talker.digits, children: phones });
  await talk.invited;
  if (course.rings) await shows(talker, 'ringing');
  await talk.answer(phones[1]);
  if (course.talks) await shows(talker, 'answered');

  const call = stand.ring({ from: caller.digits, children: phones });
  await call.invited;
  if (course.rings) await shows(caller, 'ringing');
  await call.miss();
  await lookUntil(tryNow, waits);
  await vi.waitFor(() => expect(shownStates(page, caller).at(-1)).not.toBe('ringing'));
  // The end of the other phones' ringing is not the end of the talk.
  if (course.talks && course.ends) expect(shownStates(page, talker).at(-1)).toBe('answered');

  const click = () => client.callbacks.order({ clickId: crypto.randomUUID(), accountId, to: caller.digits });
  const [first, second] = await Promise.all([click(), click()]);
  expect(second.id).toBe(first.id);
  const order = async () => (await client.callbacks.recent({})).find(({ id }) => id === first.id);
  if (course.callback === 'unknown') expect(await order()).toMatchObject({ state: 'unknown' });
  if (course.history.includes('out ended')) {
    expect(stand.orders).toHaveLength(1);
    const [ordered] = stand.orders;
    await ordered?.answerSource();
    await ordered?.answerDestination();
    // Less than half a second is no talk.
    await new Promise((resolve) => setTimeout(resolve, 600));
    await ordered?.hangUp();
    await vi.waitFor(async () => expect(await waits()).toBe(false));
  } else {
    expect(stand.orders).toEqual([]);
    expect(await waits()).toBe(true);
  }
  if (course.callback === 'followed')
    await vi.waitFor(async () => expect(await order()).toMatchObject({ state: 'ended' }));

  await talk.hangUp();
  if (course.ends) await shows(talker, 'ended');
  const recorded = async () => (await callsWith(page, talker)).find(({ recording }) => recording !== undefined);
  if (course.recording === 'not listed') {
    await tryNow();
    expect(await recorded()).toBeUndefined();
  } else {
    await lookUntil(tryNow, async () => (await recorded()) !== undefined);
    const callId = (await recorded())?.id ?? 0;
    await client.recordings.fetch({ callId });
    await vi.waitFor(async () => {
      const { state, problem } = await client.recordings.get({ callId });
      if (course.recording === 'plays') expect(state).toBe('stored');
      else expect(problem?.code).toBe(course.recording);
    });
    // All of it was decoded.
    if (course.recording === 'plays')
      expect((await client.recordings.peaks({ callId })).peaks.length).toBeGreaterThan(0);
  }

  // One order, whatever was clicked, and each call is there once.
  expect(stand.requestsFor('gencall')).toHaveLength(1);
  expect(stand.requestsFor('genmulticall')).toEqual([]);
  await vi.waitFor(async () => {
    const calls = [...(await callsWith(page, caller)), ...(await callsWith(page, talker))];
    expect(calls.map(({ direction, state }) => `${direction} ${state}`).sort()).toEqual([...course.history].sort());
  });
}

/** In which states the card of somebody's call was on the screen, in order; `gone` once it was taken off. */
function shownStates({ updates }: Told, who: Caller): string[] {
  const theirs = new Set<number>();
  return updates.flatMap((update) => {
    if (update.kind === 'card-gone') return theirs.has(update.callId) ? ['gone'] : [];
    if (update.kind !== 'card') return [];
    const { id, direction, remote, state } = update.card.call;
    if (direction !== 'in' || remote.key !== who.key) return [];
    theirs.add(id);
    return [state];
  });
}

async function callsWith({ client }: Told, { key }: Caller) {
  return allCalls(client, { remoteKey: key });
}
