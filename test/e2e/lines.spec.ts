import type { CDPSession, Locator } from '@playwright/test';
import { createIntegrationApiStand, type IntegrationApiStand } from '../../electron/demo/integration-api/stand.ts';
import { connectDraft, draftFor } from '../fixtures/running-core.ts';
import { findBarriers } from './fixtures/barriers.ts';
import { expect, test } from './fixtures/house.ts';
import { lineEditorOf } from './fixtures/lines.ts';
import { openScreen, sidewaysScroll } from './fixtures/screens.ts';

const line = '4950000110';
const hour = 3600;

let stand: IntegrationApiStand;

/** What the stand has of Friday's working hours, in hours. */
const friday = () => {
  const [block] = stand.settings(line).profiles[0]?.scheduleBlocks ?? [];
  return block?.scheduleJson.schedule.days['5']?.times.map(({ time_start, time_end }) => [
    time_start / hour,
    time_end / hour,
  ]);
};
const changesSent = () => stand.requestsFor('Vats/settings/set').length;

test.beforeAll(async ({ house }) => {
  stand = await createIntegrationApiStand({
    brand: 'alloincognito',
    contract: { numbers: [line, '4990000120'] },
    callbacks: 'manual',
    clock: house.clock,
  });
  await connectDraft(house.client, {
    ...draftFor(stand.url, { provider: 'alloincognito', label: 'Shop', ownNumber: '', numbers: [line] }),
    credentials: { kind: 'token', token: stand.authorizationToken() ?? '' },
    webhook: false,
    replaceHook: false,
  });
});
test.afterAll(() => stand.close());

test('Friday is drawn anew, refused with a gap, accepted without, and restored', async ({ house: { page } }) => {
  const editor = lineEditorOf(page);
  const before = stand.settings(line);
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));

  await test.step('the line is found beside Calls and Recordings', async () => {
    await page.getByRole('link', { name: 'Lines', exact: true }).click();
    await expect(page.getByRole('heading', { name: `Номер ${line}` })).toBeVisible();
    await expect(editor.hour(5, 19)).toHaveAccessibleName('Friday, 19:00–20:00: Рабочее время');
    expect(await findBarriers(page)).toEqual([]);
  });

  await test.step('the end of its working hours is pulled, and sent once what will change was read', async () => {
    await editor.drag(5, 20, 18);
    await expect(editor.hour(5, 19)).toHaveAccessibleName('Friday, 19:00–20:00: Нерабочее время');
    await editor.reviewButton.click();
    await expect(editor.review.getByRole('listitem')).toHaveText([/^Fri 18:00–20:00: Рабочее время.*Нерабочее время$/]);
    expect(changesSent()).toBe(0);
    await editor.sendButton.click();
    await expect(page.getByText('The line has its new settings.')).toBeVisible();
    expect(friday()).toEqual([[8, 18]]);
    expect(changesSent()).toBe(1);
  });

  await test.step('a gap is marked at its place, and nothing is sent', async () => {
    await editor.brush('Not assigned').click();
    await editor.drag(5, 12, 14);
    await expect(editor.hour(5, 12)).toHaveAccessibleName('Friday, 12:00–13:00: not assigned');
    await editor.reviewButton.click();
    await expect(editor.faults).toBeFocused();
    await expect(editor.faults).toContainText('Fri 12:00–14:00: not assigned');
    await expect(editor.review).toBeHidden();
    expect(await findBarriers(page)).toEqual([]);
    expect(changesSent()).toBe(1);
  });

  await test.step('it is closed, and accepted', async () => {
    await editor.faults.getByRole('button', { name: 'Нерабочее время' }).click();
    await expect(editor.faults).toBeHidden();
    await editor.reviewButton.click();
    await editor.sendButton.click();
    await expect(editor.review).toBeHidden();
    await expect.poll(friday).toEqual([
      [8, 12],
      [14, 18],
    ]);
  });

  await test.step('the first of what it was before is restored by sending it', async () => {
    await expect(editor.history).toHaveCount(2);
    await editor.history
      .last()
      .getByRole('button', { name: /^Restore: / })
      .click();
    expect(changesSent()).toBe(2);
    await editor.reviewButton.click();
    await editor.sendButton.click();
    await expect(editor.review).toBeHidden();
    await expect.poll(friday).toEqual([[8, 20]]);
    expect(stand.settings(line)).toEqual(before);
  });
  expect(complaints).toEqual([]);
});

test('what the provider refuses is told in its words, and the edit stays', async ({ house: { page } }) => {
  const editor = lineEditorOf(page);
  await openScreen(page, '#/lines');
  stand.setTraps({ newRedirectNums: 'refused' });
  const sent = changesSent();

  await editor.addNumber('Рабочее время').click();
  await page.keyboard.type('+7 916 000-00-00');
  await editor.reviewButton.click();
  await expect(editor.review.getByRole('listitem')).toHaveText(['Added: +7 916 000-00-00']);
  await editor.sendButton.click();
  await expect(editor.review.getByRole('alert')).toContainText('Неверное значение параметра');
  expect(changesSent()).toBe(sent + 1);
  await editor.review.getByRole('button', { name: 'Back' }).click();
  await expect(editor.numbers('Рабочее время').getByRole('textbox', { name: 'Number' }).last()).toHaveValue(
    '+7 916 000-00-00',
  );

  // Another screen does not lose it either.
  await openScreen(page, '#/calls');
  await openScreen(page, '#/lines');
  stand.setTraps({});
  await editor.reviewButton.click();
  await editor.sendButton.click();
  await expect(editor.review).toBeHidden();
  const numbers = stand.settings(line).profiles[0]?.scheduleBlocks[0]?.redirectNums.map(({ num }) => num);
  expect(numbers?.at(-1)).toBe('89160000000');
});

test('an edit is made again on what somebody else changed meanwhile', async ({ house: { page } }) => {
  const editor = lineEditorOf(page);
  await openScreen(page, '#/lines');
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Shop');
  stand.editSettings(line, (settings) => {
    settings.isDoNotDisturbMode = 1;
  });
  await editor.reviewButton.click();
  await editor.sendButton.click();
  await expect(editor.review.getByRole('alert')).toContainText('Somebody else changed the settings of this line');
  await editor.review.getByRole('button', { name: 'Load the new ones, keep my changes' }).click();
  await expect(editor.review).toBeHidden();
  await expect(page.getByRole('switch', { name: 'Do not disturb' })).toBeChecked();
  await editor.reviewButton.click();
  await expect(editor.review.getByRole('listitem')).toHaveText([/^Name: .*Shop$/]);
  await editor.sendButton.click();
  await expect(editor.review).toBeHidden();
  expect(stand.settings(line)).toMatchObject({ vatsName: 'Shop', isDoNotDisturbMode: 1 });
});

test('a number whose answer was lost is not added twice', async ({ house: { page } }) => {
  const editor = lineEditorOf(page);
  await openScreen(page, '#/lines');
  const count = () => stand.settings(line).profiles[0]?.scheduleBlocks[1]?.redirectNums.length ?? 0;
  const before = count();
  await editor.addNumber('Нерабочее время').click();
  await page.keyboard.type('9160000001');
  // The provider gives it an id of its own, so that reading again does not tell by itself that it is this one.
  stand.setTraps({ fault: { kind: 'drop', when: 'after', operations: ['Vats/settings/set'] } });
  await editor.reviewButton.click();
  await editor.sendButton.click();
  await expect(editor.review.getByRole('alert')).toContainText('The change was sent, but no answer came');
  stand.setTraps({});
  await editor.review.getByRole('button', { name: 'Load the new ones, keep my changes' }).click();
  await expect(page.getByText('It is already like this at the provider.')).toBeVisible();
  await expect(editor.reviewButton).toBeHidden();
  expect(count()).toBe(before + 1);
});

test('the week is filled without a mouse', async ({ house: { page } }) => {
  const editor = lineEditorOf(page);
  await openScreen(page, '#/lines');
  await editor.brush(/^Рабочее время/).focus();
  await page.keyboard.press('Space');
  // The grid is one stop, and its arrows walk.
  const inGrid = page.locator('[data-cell]:focus');
  for (let stops = 0; stops < 5 && (await inGrid.count()) === 0; stops += 1) await page.keyboard.press('Tab');
  for (const key of ['PageDown', 'Home', 'ArrowRight', 'ArrowRight', 'Shift+ArrowRight', 'Shift+ArrowUp', 'Enter']) {
    await page.keyboard.press(key);
  }
  await expect(editor.hour(7, 2)).toHaveAccessibleName('Sunday, 02:00–03:00: Рабочее время');
  await expect(editor.hour(6, 3)).toHaveAccessibleName('Saturday, 03:00–04:00: Рабочее время');
  await expect(editor.hour(6, 4)).toHaveAccessibleName('Saturday, 04:00–05:00: Нерабочее время');
  await page.keyboard.press('Control+z');
  await expect(editor.hour(7, 2)).toHaveAccessibleName('Sunday, 02:00–03:00: Нерабочее время');
  await expect(editor.reviewButton).toBeHidden();
});

test('numbers are put into another order by their grips', async ({ house: { page } }) => {
  const editor = lineEditorOf(page);
  await openScreen(page, '#/lines');
  const people = editor.numbers('Рабочее время').getByRole('textbox', { name: 'Who' });
  const grips = editor.numbers('Рабочее время').getByTitle('Drag to another place');
  const names = () => people.evaluateAll((fields) => fields.map((field) => (field as HTMLInputElement).value));
  const before = await names();
  await grips.last().scrollIntoViewIfNeeded();
  const [from, to] = [await grips.last().boundingBox(), await grips.first().boundingBox()];
  if (from === null || to === null) throw new Error('no grips');
  await page.mouse.move(from.x + 5, from.y + 10);
  await page.mouse.down();
  await page.mouse.move(to.x + 5, to.y + 2, { steps: 5 });
  await page.mouse.up();
  await expect.poll(names).toEqual([before.at(-1), ...before.slice(0, -1)]);
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect.poll(names).toEqual(before);
});

test('in a narrow window a finger draws sideways, and scrolls up and down', async ({ house: { page } }) => {
  const editor = lineEditorOf(page);
  await openScreen(page, `#/lines`);
  await page.setViewportSize({ width: 360, height: 740 });
  await page.getByRole('link', { name: /^Shop/ }).click();
  await expect(page.getByRole('heading', { name: 'Shop' })).toBeVisible();
  expect(await sidewaysScroll(page)).toBe(0);
  await editor.brush(/^Рабочее время/).click();
  await page.getByRole('grid').evaluate((grid) => grid.scrollIntoView({ block: 'center' }));
  const finger = await page.context().newCDPSession(page);
  const top = () =>
    editor
      .hour(7, 4)
      .boundingBox()
      .then((box) => box?.y);

  await swipe(finger, await middleOf(editor.hour(7, 4)), await middleOf(editor.hour(7, 9)));
  await expect(editor.hour(7, 6)).toHaveAccessibleName('Sunday, 06:00–07:00: Рабочее время');
  const before = await top();
  const start = await middleOf(editor.hour(3, 12));
  await swipe(finger, start, { x: start.x, y: start.y - 150 });
  await expect.poll(top).not.toBe(before);
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(editor.reviewButton).toBeHidden();
  await page.setViewportSize({ width: 1200, height: 800 });
});

interface Point {
  x: number;
  y: number;
}

async function middleOf(cell: Locator): Promise<Point> {
  const box = await cell.boundingBox();
  if (box === null) throw new Error('the cell is not on the screen');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

async function swipe(finger: CDPSession, from: Point, to: Point): Promise<void> {
  const steps = 10;
  await finger.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [from] });
  for (let step = 1; step <= steps; step += 1) {
    const at = { x: from.x + ((to.x - from.x) * step) / steps, y: from.y + ((to.y - from.y) * step) / steps };
    await finger.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: [at] });
  }
  await finger.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
}
