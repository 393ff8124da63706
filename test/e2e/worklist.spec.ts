import type { Page } from '@playwright/test';
import { findBarriers } from './fixtures/barriers.ts';
import { holdAnswers } from './fixtures/held-answers.ts';
import { homeOf, lookAway } from './fixtures/home.ts';
import { settle } from './fixtures/screens.ts';
import { expect, test } from './fixtures/shop.ts';

const minute = 60_000;
const caller = { digits: '79161000232', shown: '+7 916 100-02-32' };
const other = { digits: '78123094567', shown: '+7 812 309-45-67' };

test.use({
  past: {
    calls: [
      { direction: 'in', remote: other.digits, agoMs: 20 * minute, ringSeconds: 20 },
      { direction: 'in', remote: caller.digits, agoMs: 19 * minute, ringSeconds: 20 },
    ],
  },
});

/** Each where the one before has led: a menu has the focus a moment after its key. */
async function pressAll(page: Page, keys: readonly string[]): Promise<void> {
  for (const key of keys) {
    await page.keyboard.press(key);
    if (key === 's') await expect(page.getByRole('menuitem').first()).toBeFocused();
  }
}

test('a caller is put off until later, and is back when asked for', async ({ shop }) => {
  const { page, stand, readLists, clock } = shop;
  const home = homeOf(page);
  await expect(home.waiting).toHaveCount(2);
  stand.addCall({ direction: 'out', remote: caller.digits, startedAt: clock.now() - 5 * minute, ringSeconds: 20 });
  await readLists();
  await expect(home.waitingFor(caller.shown)).toContainText(
    /called .*\d\d:\d\d, no answer|called yesterday, no answer/,
  );
  await page.getByRole('button', { name: `Remind me later: ${caller.shown}` }).click();
  await settle(page);
  expect(await findBarriers(page)).toEqual([]);
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
  const { page, stand, readLists, clock } = shop;
  const home = homeOf(page);
  const done = (who: string) => page.getByRole('button', { name: `Done: ${who}` });
  const settled = page.getByRole('list', { name: 'Recently done' });

  await done(caller.shown).click();
  await expect(home.waitingFor(caller.shown)).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(home.waitingFor(caller.shown)).toHaveCount(1);

  await done(caller.shown).click();
  await page.getByRole('button', { name: 'Recently done' }).click();
  await expect(settled.getByRole('listitem')).toContainText(['removed by hand, today']);

  // The other one gets through while nobody looks.
  stand.addCall({ direction: 'in', remote: other.digits, startedAt: clock.now() - minute, talkSeconds: 30 });
  await readLists();
  await expect(home.waitingFor(other.shown)).toHaveCount(0);
  // While the pointer is in the list nothing in it moves: that somebody is off is seen, and no more.
  await expect(settled.getByRole('listitem')).toHaveCount(1);
  await lookAway(page);
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
  await lookAway(page);
  await page.getByRole('button', { name: 'Recently done' }).click();
  await expect(page.getByRole('list', { name: 'Recently done' })).toContainText('called back, today');

  // An order whose answer is lost is remembered too, and never repeated.
  stand.setTraps({ fault: { kind: 'drop', operations: ['gencall'] } });
  await home.callBack(other.shown).click();
  await expect(home.order(other.shown)).toContainText('Unknown');
  await readLists();

  await page.keyboard.press('d');
  const dialog = page.getByRole('dialog');
  const ordered = dialog.getByRole('region', { name: 'Ordered from here' });
  await expect(ordered.getByRole('listitem')).toContainText([`${other.shown}today`, `${caller.shown}today`]);
  await expect(ordered.getByRole('listitem').filter({ hasText: other.shown })).toContainText(
    'outcome unknown, not repeated',
  );
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

test('callers are put off and taken off by keys, several at once, and each is undone by a key', async ({ shop }) => {
  const { page, stand } = shop;
  const { keyboard } = page;
  const home = homeOf(page);
  const rowOf = (who: string) => home.waitingFor(who).locator('[data-row]');
  await expect(home.waiting).toHaveCount(2);
  // The list is one stop of Tab: what can be done with its rows is on keys.
  await rowOf(caller.shown).focus();
  await keyboard.press('Tab');
  await expect(page.getByRole('region', { name: 'To call back' }).locator(':focus')).toHaveCount(0);

  await rowOf(caller.shown).focus();
  await keyboard.press('s');
  await expect(page.getByRole('menuitem')).toContainText(['In 15 minutes', 'In an hour']);
  await keyboard.press('Enter');
  await expect(home.waitingFor(caller.shown)).toHaveCount(0);
  await expect(rowOf(other.shown)).toBeFocused();
  await keyboard.press('Control+z');
  await expect(home.waitingFor(caller.shown)).toHaveCount(1);

  await rowOf(caller.shown).focus();
  await keyboard.press('e');
  await expect(rowOf(other.shown)).toBeFocused();
  await expect(page).toHaveTitle('(1) Perezvon');
  await keyboard.press('Control+z');
  await expect(page).toHaveTitle('(2) Perezvon');

  await rowOf(caller.shown).focus();
  await keyboard.press('x');
  await keyboard.press('ArrowDown');
  await keyboard.press('Shift+X');
  await expect(page.getByText('Selected: 2')).toBeVisible();
  await keyboard.press('Escape');
  await expect(page.getByText('Selected: 2')).toHaveCount(0);
  await page.getByRole('checkbox', { name: `Select: ${caller.shown}` }).click();
  await page.getByRole('checkbox', { name: `Select: ${other.shown}` }).click({ modifiers: ['Shift'] });
  await page.getByRole('button', { name: 'Remind me later', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Another time…' }).click();
  const dialog = page.getByRole('dialog', { name: 'When to remind' });
  await dialog.getByRole('textbox', { name: 'Time' }).fill('quarter past');
  await keyboard.press('Enter');
  await expect(dialog.getByText('Write the time like this: 14:30')).toBeVisible();
  await dialog.getByLabel('Day').fill('2099-12-31');
  await dialog.getByRole('textbox', { name: 'Time' }).fill('9');
  await keyboard.press('Enter');
  await expect(page.getByText(/^Put off until .*: 2 callers$/)).toBeVisible();
  await expect(page).toHaveTitle('Perezvon');
  await keyboard.press('Control+z');
  await expect(home.waiting).toHaveCount(2);
  expect(stand.requestsFor('gencall')).toHaveLength(0);
});

test('what was just taken off is undone by a key before the program has answered', async ({ shop }) => {
  const page = await shop.page.context().newPage();
  const answers = await holdAnswers(page);
  await page.goto(shop.page.url());
  const home = homeOf(page);
  await expect(home.waiting).toHaveCount(2);

  for (const keys of [['e'], ['s', 'Enter']]) {
    await home.waitingFor(caller.shown).locator('[data-row]').focus();
    answers.hold();
    await pressAll(page, keys);
    await expect(home.waitingFor(caller.shown)).toHaveCount(0);
    await page.keyboard.press('Control+z');
    answers.pass();
    await expect(home.waitingFor(caller.shown)).toHaveCount(1);
    await expect(page).toHaveTitle('(2) Perezvon');
  }
  await page.close();
});

test('what the program refused to take off is not put back over what it did before, and why is told', async ({
  shop,
}) => {
  const { client } = shop;
  const page = await shop.page.context().newPage();
  const answers = await holdAnswers(page);
  await page.goto(shop.page.url());
  const home = homeOf(page);
  const keysOpen = async () => (await client.missed.list({ snoozed: true })).map(({ key }) => key);
  await expect(home.waiting).toHaveCount(2);
  const key = (await keysOpen()).find((one) => one.includes(caller.digits)) ?? '';

  for (const keys of [['e'], ['s', 'Enter']]) {
    await home.waitingFor(caller.shown).locator('[data-row]').focus();
    answers.hold();
    // Another window was faster, and this one has not heard of it.
    await client.missed.resolve({ key });
    for (const one of keys) await page.keyboard.press(one);
    await page.keyboard.press('Control+z');
    answers.pass();
    await expect(page.getByText('It is not there any more. Refresh the list.')).toBeVisible();
    await page.getByRole('button', { name: 'Dismiss' }).click();
    await expect(page).toHaveTitle('(1) Perezvon');
    expect(await keysOpen()).not.toContain(key);
    // Nothing more is said of it.
    await expect(page.getByText('It is not there any more. Refresh the list.')).toHaveCount(0);
    await client.missed.restore({ key });
    await expect(home.waitingFor(caller.shown)).toHaveCount(1);
  }
  await page.close();
});

test('callers who are taken off one after the other do not come back in between', async ({ shop }) => {
  const page = await shop.page.context().newPage();
  const answers = await holdAnswers(page);
  await page.goto(shop.page.url());
  const home = homeOf(page);
  await expect(home.waiting).toHaveCount(2);
  answers.hold();
  for (const { shown } of [caller, other]) await page.getByRole('button', { name: `Done: ${shown}` }).click();
  const title = page.getByRole('heading', { name: /^To call back/ });
  await expect(title).toHaveText('To call back');
  await title.evaluate((heading) => {
    const seen: string[] = [];
    Object.assign(globalThis, { seen });
    const look = () => seen.push(heading.textContent ?? '');
    new MutationObserver(look).observe(heading, { childList: true, characterData: true, subtree: true });
  });
  answers.pass();
  await expect.poll(() => shop.client.missed.list({ snoozed: true })).toEqual([]);
  await page.getByRole('button', { name: 'Recently done' }).click();
  await expect(page.getByRole('list', { name: 'Recently done' }).getByRole('listitem')).toHaveCount(2);
  expect(await page.evaluate(() => (globalThis as unknown as { seen: string[] }).seen)).toEqual([]);
  await page.close();
});

test('the palette leads to people and screens by a few letters, and to the dial box with a number, and orders nothing', async ({
  shop,
}) => {
  const { page, stand } = shop;
  const { keyboard } = page;
  const field = page.getByRole('combobox', { name: 'Name, number, screen, action' });
  const option = page.getByRole('option', { selected: true });
  await keyboard.press('Control+k');
  await expect(field).toBeFocused();
  await keyboard.type('100-02-32');
  await expect(option).toContainText(caller.shown);
  await keyboard.press('Enter');
  const detail = page.getByRole('complementary', { name: 'Caller' });
  await expect(detail.getByRole('heading', { level: 2 })).toHaveText(caller.shown);

  // Under the Russian layout.
  await keyboard.press('Control+k');
  await keyboard.type('lbfu');
  await expect(page.getByRole('option')).toHaveCount(0);
  await field.fill('вшфптщы');
  await expect(option).toContainText('Diagnostics');
  await keyboard.press('Enter');
  await expect(page).toHaveURL(/#\/settings\/diagnostics$/);

  await keyboard.press('Control+k');
  await keyboard.type('8 916 555-12-34');
  await expect(option).toHaveText('Dial +7 916 555-12-34…');
  await keyboard.press('Enter');
  await expect(page.getByRole('dialog').getByRole('combobox', { name: 'Number' })).toHaveValue('8 916 555-12-34');
  await keyboard.press('Escape');
  expect(stand.requestsFor('gencall')).toHaveLength(0);
});
