import { createRecordingStudio } from '../../electron/demo/audio/recording-studio.ts';
import { createSipnetStand, type SipnetStand } from '../../electron/demo/sipnet/stand.ts';
import { problemText } from '../../shared/words/problems.ts';
import { allCalls } from '../fixtures/all-calls.ts';
import { connectDraft, draftFor } from '../fixtures/running-core.ts';
import { testAccount } from '../fixtures/sipnet-account.ts';
import { nextCaller } from '../traps/callers.ts';
import { lookUntil } from '../traps/look-until.ts';
import { askedReadings, type Course, liveReadings, type Reading } from '../traps/readings.ts';
import { homeOf, lookAway } from './fixtures/home.ts';
import { expect, type House, test } from './fixtures/house.ts';
import { openScreen } from './fixtures/screens.ts';

/**
 * The main job in a real browser under readings of traps: one of each kind that the page itself must bear. All of them run
 * below the browser in the suite `traps`, and here by `npm run prove -- traps`.
 */
const usuallyInBrowser = [
  'duplicateEvents=true',
  'eventOrder=reversed',
  'connectedUnderNewCid=true',
  'missedIn=both',
  'recordings=cut-short',
  'gencall carried out and answered by drop',
];
const readings = [...liveReadings, ...askedReadings].filter(
  ({ title }) => process.env.PEREZVON_ALL_TRAPS === '1' || usuallyInBrowser.includes(title),
);

test('every reading that is named is there', () => {
  expect(readings.map(({ title }) => title)).toEqual(expect.arrayContaining(usuallyInBrowser));
});

const { record } = createRecordingStudio();
const phones = [testAccount.sipId, '0042000001'];
const unknown = /Unknown\. Check your phone: nothing is repeated by itself/;

for (const reading of readings.filter(({ course }) => course.limits === undefined)) tryInBrowser(reading);
for (const reading of readings.filter(({ course }) => course.limits !== undefined)) {
  // A house of its own.
  test.describe(() => {
    test.use({ liveLimits: reading.course.limits ?? {} });
    tryInBrowser(reading);
  });
}

function tryInBrowser({ title, traps, course }: Reading): void {
  test(title, async ({ house }) => {
    const { client, clock } = house;
    const { fault, answersName, ...others } = traps;
    const stand = await createSipnetStand({
      account: testAccount,
      traps: others,
      clock,
      callbacks: 'manual',
      makeAudio: record,
    });
    const draft = { ...draftFor(stand.url), webhook: true, replaceHook: false };
    const { id } = await connectDraft(client, draft);
    try {
      await expect.poll(() => statusOf(house, id)).toBe('live');
      // Without an account the program leads to connecting one.
      await openScreen(house.page, '#/calls');
      // Under these nobody would have connected.
      if (fault !== undefined || answersName !== undefined) stand.setTraps(traps);
      await doMainJob(house, stand, id, course);
    } finally {
      stand.setTraps({});
      await client.accounts.remove({ id });
      await stand.close();
    }
  });
}

async function doMainJob(house: House, stand: SipnetStand, accountId: string, course: Course): Promise<void> {
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
  await call.miss();
  await lookUntil(tryNow, async () => (await home.waitingFor(caller.shown).count()) === 1);

  // The end of the other phones' ringing is not the end of the talk.
  if (course.talks && course.ends) await expect(home.card(talker.shown)).toContainText('Talking');

  await home.callBack(caller.shown).dblclick();
  await lookAway(page);
  await expect(home.order(caller.shown)).toBeVisible();
  await expect.poll(() => stand.requestsFor('gencall').length).toBe(1);
  if (course.callback === 'unknown') await expect(home.order(caller.shown)).toContainText(unknown);
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
    await lookUntil(tryNow, async () => (await row.count()) === 1);
    const [{ id: callId } = { id: 0 }] = await callsWith(house, talker.key);
    await row.focus();
    await page.keyboard.press('Space');
    const position = () =>
      page.evaluate((path) => {
        const audio = document.querySelector('audio');
        return audio?.src.includes(path) ? audio.currentTime : -1;
      }, `/media/recordings/${callId}`);
    if (course.recording === 'plays') await expect.poll(position).toBeGreaterThan(0);
    else await expect(page.getByText(problemText({ code: course.recording }, 'en')).first()).toBeVisible();
  }

  // One click was one order, and each call is there once.
  expect(stand.requestsFor('gencall')).toHaveLength(1);
  expect(stand.requestsFor('genmulticall')).toEqual([]);
  const told = async () => [...(await callsWith(house, caller.key)), ...(await callsWith(house, talker.key))];
  await expect
    .poll(async () => (await told()).map(({ direction, state }) => `${direction} ${state}`).sort())
    .toEqual([...course.history].sort());
}

async function callsWith({ client }: House, remoteKey: string) {
  return allCalls(client, { remoteKey });
}

async function statusOf({ client }: House, accountId: string): Promise<string | undefined> {
  return (await client.accounts.list()).find(({ id }) => id === accountId)?.status.state;
}

function asPattern(text: string): string {
  return text.replace(/[+]/g, '\\$&');
}
