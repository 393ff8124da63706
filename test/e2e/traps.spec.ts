import { createRecordingStudio } from '../../electron/demo/audio/recording-studio.ts';
import { createSipnetStand, type SipnetStand } from '../../electron/demo/sipnet/stand.ts';
import { draftFor } from '../fixtures/running-core.ts';
import { testAccount } from '../fixtures/sipnet-account.ts';
import { homeOf } from './fixtures/home.ts';
import { expect, type House, test } from './fixtures/house.ts';
import { openScreen } from './fixtures/screens.ts';
import { type Reading, readings } from './fixtures/trap-courses.ts';

/**
 * The main job in a real browser under each reading of each trap: a call rings and is missed, waits to be called back, is
 * called back exactly once; another is talked, and its recording heard. Nothing is replaced but waiting times.
 */
test.use({ trace: 'off', liveLimits: { ring: 4_000, talk: 12_000 } });

const { record } = createRecordingStudio();
const phones = [testAccount.sipId, '0042000001'];
let callers = 10;

for (const reading of readings) {
  test(reading.title, async ({ house }) => {
    const { client } = house;
    const { fault, answersName, ...others } = reading.traps;
    const stand = await createSipnetStand({
      account: testAccount,
      traps: others,
      callbacks: 'manual',
      makeAudio: record,
    });
    const draft = { ...draftFor(stand.url), webhook: true, replaceHook: false };
    const { id } = await client.accounts.connect(draft);
    try {
      await expect.poll(() => statusOf(house, id)).toBe('live');
      // Without an account the program leads to connecting one.
      await openScreen(house.page, '#/calls');
      // Under these nobody would have connected.
      if (fault !== undefined || answersName !== undefined) stand.setTraps(reading.traps);
      await doMainJob(house, stand, id, reading);
    } finally {
      stand.setTraps({});
      await client.accounts.remove({ id });
      await stand.close();
    }
  });
}

async function doMainJob(house: House, stand: SipnetStand, accountId: string, { course }: Reading): Promise<void> {
  const { page, client } = house;
  const home = homeOf(page);
  const [caller, talker] = [nextCaller(), nextCaller()];
  /** What is listed is looked up by and by; a user would press "try now". */
  const tryNow = () => client.accounts.retry({ id: accountId });

  const talk = stand.ring({ from: talker.digits, children: phones });
  await talk.invited;
  if (course.rings) await expect(home.card(talker.shown)).toContainText('Ringing');
  await talk.answer(phones[1]);
  if (course.talks) await expect(home.card(talker.shown)).toContainText('Talking');

  const call = stand.ring({ from: caller.digits, children: phones });
  await call.invited;
  if (course.rings) await expect(home.card(caller.shown)).toContainText('Ringing');
  else await expect(home.card(caller.shown)).toHaveCount(0);
  await call.miss();
  await expect(async () => {
    await tryNow();
    await expect(home.waitingFor(caller.shown)).toHaveCount(1, { timeout: 500 });
  }).toPass();

  // The end of the other phones' ringing is not the end of the talk.
  if (course.talks) await expect(home.card(talker.shown)).toContainText('Talking');

  await home.callBack(caller.shown).dblclick();
  await expect(home.order(caller.shown)).toBeVisible();
  await expect.poll(() => stand.requestsFor('gencall').length).toBe(1);
  if (course.callback !== 'followed') await expect(home.order(caller.shown)).toContainText(course.callback);
  if (course.history.includes('out ended')) {
    await expect.poll(() => stand.orders.length).toBe(1);
    const [order] = stand.orders;
    await order?.answerSource();
    await order?.answerDestination();
    await new Promise((resolve) => setTimeout(resolve, 600));
    await order?.hangUp();
    await expect(home.waitingFor(caller.shown)).toHaveCount(0);
  } else {
    expect(stand.orders).toEqual([]);
    await expect(home.waitingFor(caller.shown)).toHaveCount(1);
  }

  await talk.hangUp();
  if (course.ends) await expect(home.card(talker.shown)).toContainText('Ended');
  const row = home.logRow(new RegExp(`^${asPattern(talker.shown)}, incoming, talked.*Recorded`));
  if (course.recording === 'not listed') {
    await tryNow();
    await expect(row).toHaveCount(0);
  } else {
    await expect(async () => {
      await tryNow();
      await expect(row).toHaveCount(1, { timeout: 500 });
    }).toPass();
    const recording = course.recording;
    const [{ id: callId } = { id: 0 }] = await callsWith(house, talker.key);
    await row.focus();
    await page.keyboard.press('Space');
    const position = () =>
      page.evaluate((path) => {
        const audio = document.querySelector('audio');
        return audio?.src.includes(path) ? audio.currentTime : -1;
      }, `/media/recordings/${callId}`);
    if (recording === 'plays') await expect.poll(position).toBeGreaterThan(0);
    else await expect(page.getByText(recording).first()).toBeVisible();
  }

  // One click was one order, and each call is there once.
  expect(stand.requestsFor('gencall')).toHaveLength(1);
  expect(stand.requestsFor('genmulticall')).toEqual([]);
  const told = async () => [...(await callsWith(house, caller.key)), ...(await callsWith(house, talker.key))];
  await expect
    .poll(async () => (await told()).map(({ direction, state }) => `${direction} ${state}`).sort())
    .toEqual([...course.history].sort());
}

/** Nobody calls in two tests: what one of them left cannot be taken for the work of another. */
function nextCaller() {
  callers += 1;
  const tail = String(callers).padStart(4, '0');
  return {
    digits: `7916100${tail}`,
    key: `+7916100${tail}`,
    shown: `+7 916 100-${tail.slice(0, 2)}-${tail.slice(2)}`,
  };
}

async function callsWith({ client }: House, remoteKey: string) {
  return (await client.calls.list({ filter: { kind: 'all', remoteKey } })).calls;
}

async function statusOf({ client }: House, accountId: string): Promise<string | undefined> {
  return (await client.accounts.list()).find(({ id }) => id === accountId)?.status.state;
}

function asPattern(text: string): string {
  return text.replace(/[+]/g, '\\$&');
}
