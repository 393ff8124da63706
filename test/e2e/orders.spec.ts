import type { Page } from '@playwright/test';
import { createAutosecretaryStand } from '../../electron/demo/autosecretary/stand.ts';
import { connectDraft, draftFor } from '../fixtures/running-core.ts';
import { fillConnectForm } from './fixtures/connect.ts';
import { homeOf } from './fixtures/home.ts';
import { openScreen } from './fixtures/screens.ts';
import { expect, type Shop, test } from './fixtures/shop.ts';

/** How the page's own button comes to an order: the rule itself is tried below the browser. */
const callers = Array.from({ length: 12 }, (_, index) => {
  const tail = String(index + 10);
  return { digits: `79161000${tail}1`, shown: `+7 916 100-0${tail[0]}-${tail[1]}1` };
});
test.use({
  past: {
    // The first is the newest, and so on top of the list.
    calls: callers.map(({ digits: remote }, index) => ({
      direction: 'in',
      remote,
      ringSeconds: 20,
      agoMs: (20 + index) * 60_000,
    })),
  },
});

// A page that was just loaded has ordered nothing: a press of the spec before may not be the same wish as the first of this.
test.beforeEach(async ({ shop }) => void (await shop.page.reload()));

const lost = { fault: { kind: 'bad-gateway', when: 'after', operations: ['gencall'] } } as const;
const orders = ({ stand }: Shop) => stand.requestsFor('gencall').length;

/** Presses a caller's button, wherever it is; what follows at that place is for `pressAgain`. */
async function pressCaller(page: Page, index: number) {
  const { shown } = callers[index] as (typeof callers)[number];
  const home = homeOf(page);
  // The list shows the first few until more are asked for.
  if ((await home.waitingFor(shown).count()) === 0) await page.getByRole('button', { name: /^Show \d+ more$/ }).click();
  await home.callBack(shown).click();
  return { shown, home };
}

/** Where the pointer is, whatever has come to stand there. */
async function pressAgain(page: Page): Promise<void> {
  await page.mouse.down();
  await page.mouse.up();
}

/** The button of a caller in the list, once it is not known what became of the order. */
const held = (page: Page, shown: string) =>
  page
    .getByRole('region', { name: 'To call back' })
    .getByRole('button', { name: `It is not known what became of the order: ${shown}` });

test('two clicks are one order, however far apart and however the answer is lost', async ({ shop }) => {
  const { page, stand } = shop;
  stand.setTraps(lost);
  const pauses = [0, 10, 40, 90, 140, 200, 500, 1000];
  for (const [index, pause] of pauses.entries()) {
    const { shown, home } = await pressCaller(page, index);
    await page.waitForTimeout(pause);
    await pressAgain(page);
    // By its words: on a slow machine a press may already be asked what it means, and all else is covered.
    await expect(page.getByText('Unknown. Check your phone')).toBeVisible();
    // As soon as it is said, and for as long as nobody can have read it.
    await pressAgain(page);
    await pressAgain(page);
    expect(orders(shop)).toBe(index + 1);
    await page.keyboard.press('Escape');
    await expect(held(page, shown)).toBeVisible();
    await home.order(shown).getByRole('button', { name: 'Dismiss' }).click();
  }
});

test('a page that is held up orders once, whatever was clicked meanwhile', async ({ shop }) => {
  const { page, stand } = shop;
  stand.setTraps({ fault: { kind: 'drop', when: 'before', operations: ['gencall'], times: 1 } });
  const { shown, home } = await pressCaller(page, 0);
  const heldUp = page.evaluate(() => {
    const until = performance.now() + 3000;
    while (performance.now() < until);
  });
  const clicks: Promise<void>[] = [];
  for (let click = 0; click < 4; click += 1) {
    clicks.push(pressAgain(page).catch(() => undefined));
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  await heldUp;
  await Promise.all(clicks);
  // One that was carried out late enough asks whether to order again, over all else.
  await page.keyboard.press('Escape');
  await expect(home.order(shown)).toContainText('Unknown');
  await expect(held(page, shown)).toBeVisible();
  expect(orders(shop)).toBe(1);
});

test('the second of two clicks calls nobody else, though a short list has moved under the pointer', async ({
  shop,
}) => {
  const { page, stand } = shop;
  await page.setViewportSize({ width: 1200, height: 2400 });
  // Three rows of one height: the strip of calls moves one caller's button to where the other's was.
  await pressCaller(page, 1);
  for (const pause of [0, 200, 500, 700]) {
    await page.waitForTimeout(pause);
    await pressAgain(page);
  }
  expect(stand.requestsFor('gencall').map(({ parameters }) => String(parameters.dstphone))).toEqual([
    `+${callers[1]?.digits}`,
  ]);
  await page.setViewportSize({ width: 1200, height: 800 });
});

test('a key that is held down orders once', async ({ shop }) => {
  const { page, stand } = shop;
  const home = homeOf(page);
  const shown = callers[0]?.shown ?? '';
  const button = home.callBack(shown);
  await button.focus();
  await page.keyboard.down('Enter');
  await expect.poll(() => stand.orders.length).toBe(1);
  await stand.orders[0]?.fail();
  await expect(home.order(shown)).toContainText('Nobody picked up');
  await expect(button).not.toHaveAttribute('aria-disabled', 'true');
  for (let times = 0; times < 5; times += 1) await page.keyboard.down('Enter');
  await page.keyboard.up('Enter');
  expect(orders(shop)).toBe(1);
  // And is good for another order once it was let go.
  await page.keyboard.press('Enter');
  await expect.poll(() => orders(shop)).toBe(2);
});

test('another order after an unknown one takes an action of its own, also after the page is loaded anew', async ({
  shop,
}) => {
  const { page, stand } = shop;
  stand.setTraps(lost);
  const { shown, home } = await pressCaller(page, 0);
  await expect(home.order(shown)).toContainText('Unknown');
  await expect(held(page, shown)).toBeVisible();
  await page.reload();
  await expect(home.order(shown)).toContainText('Unknown');

  await held(page, shown).click();
  const dialog = page.getByRole('dialog', { name: 'Order again?' });
  const again = dialog.getByRole('button', { name: 'Order again' });
  await expect(again).toBeDisabled();
  await dialog.getByRole('button', { name: 'Do not order' }).click();
  await expect(dialog).toHaveCount(0);
  expect(orders(shop)).toBe(1);

  stand.setTraps({});
  await home.order(shown).getByRole('button', { name: 'Order again…' }).click();
  await dialog.getByRole('checkbox').check();
  await again.dblclick();
  await expect(home.order(shown)).toHaveCount(2);
  expect(orders(shop)).toBe(2);
  await stand.orders.at(-1)?.fail();
  await expect(home.order(shown).filter({ hasText: 'Nobody picked up' })).toBeVisible();
});

test('the dial box calls what is a number, asks which where there are several, and keeps an extension in sight', async ({
  shop,
}) => {
  const { page, stand } = shop;
  await expect(page.getByRole('button', { name: /^Dial/ }).first()).toBeVisible();
  await page.keyboard.press('d');
  const dialog = page.getByRole('dialog', { name: 'Dial a number' });
  const field = dialog.getByRole('combobox', { name: 'Number', exact: true });
  const call = dialog.getByRole('button', { name: 'Call', exact: true });

  await call.click();
  await expect(dialog).toContainText('Enter a number.');
  for (const text of ['abc', '8-800-FLOWERS', '*31#89161000232']) {
    await field.fill(text);
    await call.click();
    await expect(dialog).toContainText('This is not a number that can be read');
  }
  await field.fill('8-495-123-45-6');
  await call.click();
  await expect(dialog).toContainText('These are ten digits, and the first is 8');
  await field.fill('89161000232, 89161000233');
  await call.click();
  await expect(dialog).toContainText('There are several numbers here');
  expect(orders(shop)).toBe(0);
  await dialog.getByRole('button', { name: '+7 916 100-02-33' }).click();
  await expect(dialog).toContainText('Will dial +7 916 100-02-33');

  await field.fill('Anna, +7 (495) 123-45-67 доб. 123');
  await expect(dialog).toContainText('dial extension 123 yourself');
  await dialog.getByRole('textbox', { name: 'Rings first' }).fill('my phone');
  await call.click();
  await expect(dialog.getByRole('textbox', { name: 'Rings first' })).toHaveAttribute('aria-invalid', 'true');
  expect(orders(shop)).toBe(0);
  await dialog.getByRole('textbox', { name: 'Rings first' }).fill('+7 943 000-00-01');
  await call.click();
  await expect.poll(() => orders(shop)).toBe(1);
  expect(stand.requestsFor('gencall')[0]?.parameters).toMatchObject({
    dstphone: '+74951234567',
    srcphone: '+79430000001',
  });
});

test('what the provider finds wrong with a number leads to that number, and is not offered again as it was', async ({
  shop,
}) => {
  const { page, client } = shop;
  const [account] = await client.accounts.list();
  // Without an own phone, and without one at the provider, the provider misses `srcphone`.
  await client.accounts.update({ id: account?.id ?? '', ownNumber: '' });
  shop.stand.settings().phones.length = 0;
  const { shown, home } = await pressCaller(page, 0);
  await expect(home.order(shown)).toContainText('srcphone');
  await home
    .order(shown)
    .getByRole('button', { name: `Correct your own phone: ${shown}` })
    .click();
  const form = page.getByRole('dialog');
  const own = form.getByRole('textbox', { name: 'Your own phone' });
  await expect(own).toBeFocused();
  await expect(own).toHaveAccessibleDescription(/srcphone/);
  await own.fill('abc');
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(own).toHaveAccessibleDescription(/not a number that can be read/);
  await own.fill('+7 943 000-00-01');
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(form).toHaveCount(0);
  await home.callBack(shown).click();
  await expect.poll(() => shop.stand.orders.length).toBe(1);
});

test('an own phone that is no number is refused while an account is connected', async ({ shop }) => {
  const { page, stand, client } = shop;
  const form = await fillConnectForm(page, {
    baseUrl: stand.url,
    login: 'shop',
    secret: 'correct horse',
    label: 'Second',
  });
  await form.check.click();
  await expect(page.getByRole('heading', { name: 'It works' })).toBeVisible();
  const own = page.getByRole('textbox', { name: 'Your own phone' });
  for (const text of ['101', 'my mobile', '8495123456']) {
    await own.fill(text);
    await page.getByRole('button', { name: 'Connect', exact: true }).click();
    await expect(own).toHaveAttribute('aria-invalid', 'true');
  }
  expect(await client.accounts.list()).toHaveLength(1);
  await openScreen(page, '#/calls');
});

test('who called a line that takes no orders is called back from another after one question, and no further one', async ({
  shop,
}) => {
  const { page, client, stand, clock } = shop;
  const clinic = await createAutosecretaryStand({
    numbers: [{ phone: '4950000310' }],
    authorization: { kind: 'address' },
    clock,
  });
  const callClinic = (caller: string) =>
    clinic.addCall({ un: '4950000310', caller, startedAt: clock.now() - 5 * 60_000, journey: [] });
  callClinic('79430000211');
  callClinic('79430000212');
  const { id } = await connectDraft(client, {
    ...draftFor(clinic.url, { provider: 'autosecretary', label: 'Clinic', ownNumber: '' }),
    credentials: { kind: 'none' },
    webhook: false,
  });
  try {
    const home = homeOf(page);
    const button = home.callBack('+7 943 000-02-11, through Shop');
    await button.click();
    const question = page.getByRole('dialog', { name: 'Call from another line?' });
    await expect(question).toContainText('“Clinic”, whose provider places no calls');
    expect(stand.requestsFor('gencall')).toEqual([]);
    await question.getByRole('button', { name: 'Cancel' }).click();
    await button.click();
    await question.getByRole('button', { name: 'Call through “Shop”' }).click();
    await expect.poll(() => stand.requestsFor('gencall')).toHaveLength(1);
    await expect(question).toHaveCount(0);
    // Two presses that are this close may be one wish; and the button is no such button while its order is under way.
    const second = home.callBack('+7 943 000-02-12, through Shop');
    await expect(async () => {
      if (stand.requestsFor('gencall').length < 2) await second.click({ timeout: 2_000 });
      await expect.poll(() => stand.requestsFor('gencall').length, { timeout: 2_000 }).toBe(2);
    }).toPass();
    await expect(question).toHaveCount(0);
  } finally {
    await client.accounts.remove({ id });
    await clinic.close();
  }
});
