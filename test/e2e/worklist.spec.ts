import { homeOf } from './fixtures/home.ts';
import { expect, test } from './fixtures/shop.ts';

const minute = 60_000;
const caller = { digits: '79161000232', shown: '+7 916 100-02-32' };
const other = { digits: '78123094567', shown: '+7 812 309-45-67' };

const begun = Date.now() - 20 * minute;

test.use({
  past: {
    calls: [
      { direction: 'in', remote: other.digits, startedAt: begun, ringSeconds: 20 },
      { direction: 'in', remote: caller.digits, startedAt: begun + minute, ringSeconds: 20 },
    ],
  },
});

test('a caller is put off until later, and is back when asked for', async ({ shop }) => {
  const { page } = shop;
  const home = homeOf(page);
  await expect(home.waiting).toHaveCount(2);
  await page.getByRole('button', { name: `Remind me later: ${caller.shown}` }).click();
  await page.getByRole('menuitem', { name: 'In an hour' }).click();
  await expect(home.waitingFor(caller.shown)).toHaveCount(0);
  await expect(page.getByText(/^Put off until .*: \+7 916 100-02-32$/)).toBeVisible();
  await expect(page).toHaveTitle('(1) Perezvon');

  await page.getByRole('button', { name: 'Later: 1' }).click();
  const later = page.getByRole('list', { name: 'Put off until later' });
  await expect(later.getByRole('listitem')).toContainText(/until (today|tomorrow), \d\d:\d\d/);
  await later.getByRole('button', { name: `Now: ${caller.shown}` }).click();
  await expect(home.waitingFor(caller.shown)).toHaveCount(1);
  await expect(page).toHaveTitle('(2) Perezvon');
});

test('a caller is taken off by hand, that is undone, and it stays visible why somebody is off', async ({ shop }) => {
  const { page, stand, readLists } = shop;
  const home = homeOf(page);
  const done = (who: string) => page.getByRole('button', { name: `Done: ${who}` });
  const settled = page.getByRole('list', { name: 'Done lately' });

  await done(caller.shown).click();
  await expect(home.waitingFor(caller.shown)).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(home.waitingFor(caller.shown)).toHaveCount(1);

  await done(caller.shown).click();
  await page.getByRole('button', { name: 'Done lately' }).click();
  await expect(settled.getByRole('listitem')).toContainText(['taken off by hand, today']);

  // The other one gets through while nobody looks.
  stand.addCall({ direction: 'in', remote: other.digits, startedAt: Date.now() - minute, talkSeconds: 30 });
  await readLists();
  await expect(home.waitingFor(other.shown)).toHaveCount(0);
  await expect(settled.getByRole('listitem')).toHaveCount(2);
  await expect(settled).toContainText('got through by themselves, today');
  await expect(page).toHaveTitle('Perezvon');

  await settled.getByRole('button', { name: `Back on the list: ${caller.shown}` }).click();
  await expect(home.waitingFor(caller.shown)).toHaveCount(1);
  await expect(settled.getByRole('listitem')).toHaveCount(1);
  await expect(page).toHaveTitle('(1) Perezvon');
});

test('a caller is off the list once called back, and the order and its call lead to each other', async ({ shop }) => {
  const { page, stand, readLists } = shop;
  const home = homeOf(page);
  await home.callBack(caller.shown).click();
  await expect.poll(() => stand.orders.length).toBe(1);
  const [order] = stand.orders;
  await order?.answerSource();
  await order?.answerDestination();
  await expect(home.order(caller.shown).getByRole('status')).toHaveText('Talking');
  await order?.hangUp();
  await expect(home.waitingFor(caller.shown)).toHaveCount(0);
  await page.getByRole('button', { name: 'Done lately' }).click();
  await expect(page.getByRole('list', { name: 'Done lately' })).toContainText('called back, today');

  // An order whose answer is lost is remembered too, and never repeated.
  stand.setTraps({ fault: { kind: 'drop', operations: ['gencall'] } });
  await home.callBack(other.shown).click();
  await expect(home.order(other.shown)).toContainText('Unknown');
  await readLists();

  await page.keyboard.press('d');
  const dialog = page.getByRole('dialog');
  const ordered = dialog.getByRole('region', { name: 'Ordered from here' });
  await expect(ordered.getByRole('listitem')).toContainText([`${other.shown}today`, `${caller.shown}today`]);
  await expect(ordered.getByRole('listitem').first()).toContainText('outcome unknown, never repeated');
  await ordered.getByRole('button', { name: /connected/ }).click();

  const detail = page.getByRole('complementary', { name: 'Caller' });
  await expect(dialog).toHaveCount(0);
  await expect(detail.getByRole('heading', { level: 2 })).toHaveText(caller.shown);
  await expect(detail.getByRole('region', { name: 'This call' })).toContainText(/Ordered\d\d:\d\d, connected/);
  // From another call with them the order is found, and leads to its own.
  await detail.getByRole('button', { name: /incoming · missed/ }).click();
  await expect(detail.getByRole('region', { name: 'This call' })).not.toContainText('Ordered');
  await detail.getByRole('region', { name: 'Ordered from here' }).getByRole('button').click();
  await expect(detail.getByRole('region', { name: 'This call' })).toContainText('Ordered');
  expect(stand.requestsFor('gencall')).toHaveLength(2);
});
