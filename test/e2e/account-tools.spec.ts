import type { Page } from '@playwright/test';
import { searchHeap } from './fixtures/heap.ts';
import { holdAnswers } from './fixtures/held-answers.ts';
import { createLeakSearch, readPageStorage } from './fixtures/leak-search.ts';
import { openScreen } from './fixtures/screens.ts';
import { expect, type Shop, test } from './fixtures/shop.ts';

/** The page of the shop's account. */
async function openAccount({ page, client }: Shop): Promise<Page> {
  const [account] = await client.accounts.list();
  await openScreen(page, `#/settings/accounts/${account?.id}`);
  return page;
}

const sectionOf = (page: Page, title: string) =>
  page.locator('section').filter({ has: page.getByRole('heading', { name: title, exact: true }) });

test('forwarding is set by its conditions, shown in sentences, and put back as it was', async ({ shop }) => {
  const page = await openAccount(shop);
  const section = sectionOf(page, 'Forwarding');
  await expect(section).toContainText('Calls are not forwarded.');

  await section.getByRole('button', { name: 'Change' }).click();
  const dialog = page.getByRole('dialog', { name: 'Forwarding' });
  const send = dialog.getByRole('button', { name: 'Send to the provider' });
  await dialog.getByRole('radio', { name: 'Calls that nobody answers' }).click();
  await expect(dialog).toContainText('At least one destination is needed.');
  await expect(send).toBeDisabled();
  await dialog.getByRole('combobox', { name: 'Nobody answers' }).selectOption('To a number');
  await dialog.getByRole('textbox', { name: 'Number or SIP address' }).fill('112');
  await expect(dialog).toContainText('Calls cannot be forwarded to this number.');
  await dialog.getByRole('textbox', { name: 'Number or SIP address' }).fill('8 (916) 100-02-32');
  await dialog.getByRole('combobox', { name: 'The line is busy' }).selectOption('To voicemail');
  await dialog.getByRole('textbox', { name: 'First wait' }).fill('20');
  const changes = dialog.getByRole('region', { name: 'What will change' });
  await expect(changes.getByRole('listitem')).toHaveText([
    /^Forward:.*Nothing.*Calls that nobody answers$/,
    /^Nobody answers:.*\+7 916 100-02-32$/,
    /^The line is busy:.*voicemail$/,
    /^First wait:.*20 s$/,
  ]);
  expect(shop.stand.settings().redirect).toEqual({ redirtype: '0' });
  await send.click();

  await expect(section).toContainText('If nobody answers for 20 s, calls go to +7 916 100-02-32.');
  await expect(section).toContainText('If the line is busy, calls go to voicemail.');
  await expect(page.getByText('Done: this is how it is set at the provider now.')).toBeVisible();
  expect(shop.stand.settings().redirect).toMatchObject({ noanswer: '+79161000232', waitanswer: '20s' });

  await section.getByText('History: 1 earlier state').click();
  await section.getByRole('button', { name: /^Restore: / }).click();
  await send.click();
  await expect(section).toContainText('Calls are not forwarded.');
  expect(shop.stand.settings().redirect).toEqual({ redirtype: '0' });
});

test('what was set elsewhere while the form was open is noticed, also where it was read meanwhile', async ({
  shop,
}) => {
  const { client, stand } = shop;
  const [account] = await client.accounts.list();
  const accountId = account?.id ?? '';
  const page = await shop.page.context().newPage();
  const answers = await holdAnswers(page);
  await page.goto(`${new URL(shop.page.url()).origin}/#/settings/accounts/${accountId}`);
  await sectionOf(page, 'Forwarding').getByRole('button', { name: 'Change' }).click();
  const dialog = page.getByRole('dialog', { name: 'Forwarding' });
  await dialog.getByRole('radio', { name: 'All calls' }).click();
  await dialog.getByRole('combobox', { name: 'All calls' }).selectOption('To voicemail');
  const before = await client.accountTools.forwarding.read({ accountId });
  const targets = { ...before.targets, all: { kind: 'address', address: '+79161000232' } } as const;
  await client.accountTools.forwarding.save({ accountId, before, edited: { ...before, mode: 'all', targets } });

  // Everything is read anew once a connection is back.
  await answers.breakOff();
  await expect(page.getByText('All calls go to +7 916 100-02-32.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Send to the provider' }).click();
  await dialog.getByRole('button', { name: 'Read again' }).click();
  expect(stand.settings().redirect).toMatchObject({ redirtype: '1', allcalls: '+79161000232' });

  // The answer to a change is told in its form, which is not left for another's meanwhile.
  const whose = page.getByRole('combobox', { name: 'Whose account' });
  const numbers = sectionOf(page, 'Own numbers');
  await numbers.getByRole('textbox', { name: 'Add a number' }).fill('8 916 100-02-32');
  answers.hold();
  await numbers.getByRole('button', { name: 'Send the code' }).click();
  await expect(whose).toBeDisabled();
  await expect(page.getByRole('status').filter({ hasText: 'A change is under way.' })).toBeVisible();
  await whose.press('ArrowDown');
  await expect(whose).toHaveValue('');
  answers.pass();
  await expect(numbers).toContainText('A code was sent to');
  await expect(whose).toBeEnabled();
  await page.close();
});

test('what is set for an account that belongs to this one says so everywhere, and the own stays as it was', async ({
  shop,
}) => {
  const page = await openAccount(shop);
  await page.getByRole('combobox', { name: 'Whose account' }).selectOption('anna · 0042000001');
  await expect(page.getByRole('status').filter({ hasText: 'Everything below is the account anna' })).toBeVisible();
  await expect(sectionOf(page, 'Ring several people at once')).toBeHidden();
  // That page would be of whoever is signed in.
  await expect(page.getByRole('button', { name: 'Open that page' })).toHaveCount(0);
  await expect(sectionOf(page, 'At the provider')).toContainText('Opens the account anna');
  const section = sectionOf(page, 'Forwarding');
  await section.getByRole('button', { name: 'Change' }).click();
  const dialog = page.getByRole('dialog', { name: 'Forwarding' });
  await expect(dialog).toContainText('Account anna · 0042000001');
  await dialog.getByRole('radio', { name: 'All calls' }).click();
  await dialog.getByRole('combobox', { name: 'All calls' }).selectOption('To voicemail');
  await dialog.getByRole('button', { name: 'Send to the provider' }).click();
  await expect(dialog).toBeHidden();
  expect(shop.stand.settings('0042000001').redirect).toMatchObject({ redirtype: '1', allcalls: 'voicemail' });
  expect(shop.stand.settings().redirect).toEqual({ redirtype: '0' });
  // Who comes back looks at the account itself.
  await openScreen(page, '#/calls');
  await openAccount(shop);
  await expect(page.getByRole('combobox', { name: 'Whose account' })).toHaveValue('');
  await expect(section).toContainText('Calls are not forwarded.');
});

test('recording rules go out whole, with the days that were typed', async ({ shop }) => {
  const page = await openAccount(shop);
  const section = sectionOf(page, 'Recording of calls');
  await section.getByRole('button', { name: 'Change' }).click();
  const dialog = page.getByRole('dialog', { name: 'Recording of calls' });
  await dialog.getByRole('switch', { name: 'Outgoing calls' }).click();
  await dialog.getByRole('textbox', { name: 'Kept for, days' }).fill('3');
  await expect(dialog).toContainText('the provider may delete older recordings at once');
  await dialog.getByRole('button', { name: 'Send to the provider' }).click();
  await expect(section).toContainText('A recording is kept for 3 days.');
  const sent = shop.stand.requestsFor('recordcalls').filter(({ parameters }) => parameters.action === 'set');
  expect(sent).toHaveLength(1);
  expect(Object.keys(sent[0]?.parameters ?? {})).toEqual(
    expect.arrayContaining(['incalls', 'outcalls', 'reccount', 'expiration', 'child']),
  );
  expect(shop.stand.settings().recording.expiration).toBe(3 * 86_400);
});

test("what is not switched on says so in the provider's words, and the rest of the page works", async ({ shop }) => {
  shop.stand.setTraps({ notEnabled: ['redirect'], fault: { kind: 'bad-gateway', operations: ['children'] } });
  const page = await openAccount(shop);
  const whose = sectionOf(page, 'Whose account this is');
  await expect(whose.getByRole('alert')).toBeVisible();
  await expect(sectionOf(page, 'Forwarding').getByRole('alert')).toContainText('Обратитесь в службу поддержки');
  await expect(sectionOf(page, 'Recording of calls')).toContainText('A recording is kept for');
  shop.stand.setTraps({});
  await sectionOf(page, 'Forwarding').getByRole('button', { name: 'Try again' }).click();
  await expect(sectionOf(page, 'Forwarding')).toContainText('Calls are not forwarded.');
  await whose.getByRole('button', { name: 'Try again' }).click();
  await expect(whose.getByRole('combobox', { name: 'Whose account' })).toBeVisible();
});

test('a number is added by its code, made the default and removed', async ({ shop }) => {
  const page = await openAccount(shop);
  const section = sectionOf(page, 'Own numbers');
  await section.getByRole('textbox', { name: 'Add a number' }).fill('8 916 100-02-32');
  await section.getByRole('button', { name: 'Send the code' }).click();
  await expect(section).toContainText('A code was sent to +7 916 100-02-32 by SMS.');
  const code = () => shop.stand.settings().awaitingCode?.code ?? '';

  await section.getByRole('textbox', { name: 'Code' }).fill('0');
  await section.getByRole('button', { name: 'Confirm' }).click();
  await expect(section.getByRole('alert')).toContainText('The provider refused and said:');

  const first = code();
  await section.getByRole('button', { name: 'Ask for another code' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Ask for another code' }).click();
  await expect(page.getByRole('dialog')).toBeHidden();
  expect(shop.stand.requestsFor('aninnumbers').filter(({ parameters }) => parameters.action === 'add')).toHaveLength(2);
  expect(first).not.toBe('');
  await section.getByRole('textbox', { name: 'Code' }).fill(code());
  await section.getByRole('button', { name: 'Confirm' }).click();

  const actions = section.getByRole('button', { name: 'What to do with +7 916 100-02-32' });
  await actions.click();
  await page.getByRole('menuitem', { name: 'Make it the default' }).click();
  await expect.poll(() => shop.stand.settings().phones.find((one) => one.default === 'Y')?.phone).toBe('79161000232');
  await actions.click();
  await page.getByRole('menuitem', { name: 'Remove' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await expect(actions).toBeHidden();
  expect(shop.stand.settings().phones.map(({ phone }) => phone)).not.toContain('79161000232');
});

test('too little money is told above every screen, and what came and went is added up', async ({ shop }) => {
  shop.stand.addPayment({ at: shop.clock.now() - 3_600_000, amount: 500, descr: 'Top up' });
  shop.stand.addPayment({ at: shop.clock.now() - 7_200_000, amount: -120.5, descr: 'Monthly fee' });
  const page = await openAccount(shop);
  const section = sectionOf(page, 'Money');
  await expect(section).toContainText('₽12.50');
  const limit = section.getByRole('textbox', { name: 'Warn below, RUB' });
  await limit.fill('100');
  await page.keyboard.press('Tab');
  await expect(section.getByRole('button', { name: 'Save' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(section).toContainText('Below the limit that you set.');
  // There is nothing to save any more, and whoever types goes on where they were.
  await expect(limit).toBeFocused();
  await expect(limit).toHaveValue('100');
  await section.getByRole('button', { name: 'Show income and spending' }).click();
  await expect(section).toContainText('Income ₽500.00, spending ₽120.50');
  const byDay = section.getByRole('region', { name: 'By day, as a table' });
  await expect(byDay.getByRole('columnheader')).toHaveText(['Day', 'Calls', 'Missed', 'Spent, RUB']);
  await expect(byDay.getByRole('row')).toHaveCount(8);
  // Both may have been yesterday, just after midnight.
  await expect(byDay.getByRole('row', { name: /₽120\.50$/ })).toHaveCount(1);
  const spent = section.getByRole('figure').filter({ hasText: 'Spent, RUB' });
  await expect(spent.getByText('₽120.50', { exact: true }).first()).toBeVisible();
  const bars = spent.locator('svg');
  await bars.hover({ position: { x: 1, y: 20 } });
  await expect(spent).toContainText(/\w{3},? \d+ \w+: ₽0\.00/);
  await section.getByRole('radio', { name: 'Spending' }).click();
  await expect(section).toContainText('Monthly fee');
  await expect(section).not.toContainText('Top up');
  const whose = page.getByRole('combobox', { name: 'Whose account' });
  await whose.selectOption('anna · 0042000001');
  await expect(section).toContainText('Account anna · 0042000001');
  await section.getByRole('button', { name: 'Show income and spending' }).click();
  await expect(section).toContainText('Nothing in this period.');
  await expect(byDay.getByRole('columnheader')).toHaveText(['Day', 'Calls', 'Missed']);
  await expect(section.getByRole('textbox', { name: 'Warn below, RUB' })).toBeHidden();
  expect(shop.stand.requestsFor('finopers').at(-1)?.parameters.foruser).toBe('0042000001');
  await whose.selectOption('The account itself');
  await section.getByRole('button', { name: 'Show income and spending' }).click();
  const download = page.waitForEvent('download');
  await section.getByRole('button', { name: 'Save as a table' }).click();
  expect((await download).suggestedFilename()).toMatch(/^money.*\.csv$/);

  await openScreen(page, '#/calls');
  await expect(page.getByText('only ₽12.50 is left.')).toBeVisible();
  const [account] = await shop.client.accounts.list();
  await shop.client.settings.update({ balanceLimits: { [account?.id ?? '']: null } });
  await expect(page.getByText('only ₽12.50 is left.')).toBeHidden();
});

test('a limit that was saved calls nobody back to its field', async ({ shop }) => {
  const page = await shop.page.context().newPage();
  const answers = await holdAnswers(page);
  const [account] = await shop.client.accounts.list();
  await page.goto(`${new URL(shop.page.url()).origin}/#/settings/accounts/${account?.id}`);
  const section = sectionOf(page, 'Money');
  await section.getByRole('textbox', { name: 'Warn below, RUB' }).fill('100');
  answers.hold();
  await page.keyboard.press('Enter');
  const elsewhere = section.getByRole('button', { name: 'Show income and spending' });
  await elsewhere.focus();
  answers.pass();
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  await expect(elsewhere).toBeFocused();
  await shop.client.settings.update({ balanceLimits: { [account?.id ?? '']: null } });
  await page.close();
});

test('three people are rung by one order, each followed, and once more only when that was said', async ({ shop }) => {
  shop.stand.setTraps({ calls2Rows: 'per-leg', multicallAnswer: 'each' });
  const page = await openAccount(shop);
  const section = sectionOf(page, 'Ring several people at once');
  const people = section.getByRole('textbox', { name: 'Whom to ring' });
  await people.fill('8 916 100-02-32, 112');
  await expect(section).toContainText('112: ');
  await expect(section.getByRole('button', { name: 'Ring 1 person' })).toBeDisabled();
  await people.fill('8 916 100-02-32\n+7 916 100-02-33\n+7 916 100-02-34');
  await section.getByRole('button', { name: 'Ring 3 people' }).click();
  await expect(section).toContainText('Ordered: your phone rings first.');
  await expect(people).toHaveValue('');
  expect(shop.stand.orders.map(({ destinations }) => destinations)).toEqual([
    ['79161000232', '79161000233', '79161000234'],
  ]);
  const ofThree = section.getByRole('status').first().getByRole('listitem');
  await expect(ofThree).toHaveText([/not known yet$/, /not known yet$/, /not known yet$/]);
  await shop.stand.orders[0]?.answerSource();
  await shop.stand.orders[0]?.answerDestination('79161000233');
  await expect(ofThree.nth(1)).toHaveText('+7 916 100-02-33 answered');
  await shop.stand.orders[0]?.hangUp();
  await expect(ofThree).toHaveText([/did not answer$/, / answered$/, /did not answer$/]);
  shop.stand.setTraps({});

  await people.fill('+7 916 100-02-34, +7 916 100-02-35');
  await section.getByRole('button', { name: 'Ring 2 people' }).click();
  await expect(section.getByRole('alert')).toContainText('Nothing new was sent.');
  expect(shop.stand.orders).toHaveLength(1);
  await section.getByRole('button', { name: 'Order again' }).click();
  await expect(people).toHaveValue('');
  expect(shop.stand.orders).toHaveLength(2);

  const legs = section.getByRole('status').first().getByRole('listitem');
  await expect(legs).toHaveText(['+7 916 100-02-34 not known yet', '+7 916 100-02-35 not known yet']);
  await shop.stand.orders[1]?.answerSource();
  await shop.stand.orders[1]?.fail();
  await shop.readLists();
  // Which of the two orders the other's call is of, nobody says where they came within seconds.
  await expect(legs.nth(1)).toHaveText('+7 916 100-02-35 did not answer');

  const greeting = sectionOf(page, 'Callback');
  await greeting.getByRole('textbox', { name: 'Your own announcement' }).fill('hello');
  const save = greeting.getByRole('button', { name: 'Save' });
  await save.press('Enter');
  await expect(page.getByText('Saved: the next callback begins like this.')).toBeVisible();
  await expect(save).toBeDisabled();
  await expect(save).toBeFocused();
});

test('the cabinet is opened by one press, and its address is nowhere in the page', async ({ shop }) => {
  const page = await openAccount(shop);
  await sectionOf(page, 'At the provider').getByRole('button', { name: 'Open my account' }).click();
  await expect(page.getByText('Opened in the browser.')).toBeVisible();
  expect(shop.stand.requestsFor('entercabinet')).toHaveLength(1);
  const [address = '', ...others] = shop.opened.splice(0);
  expect(others).toEqual([]);
  expect((await fetch(address)).status).toBe(200);
  const key = new URL(address).search;
  const heap = await searchHeap(page);
  expect(heap.find('Opened in the browser.')).not.toEqual([]);
  expect(heap.find(key)).toEqual([]);
  expect(createLeakSearch({ key }).find(await readPageStorage(page))).toEqual([]);
});

test('a report is drawn and read as a table, and so are the accounts that belong to this one', async ({ shop }) => {
  shop.stand.addCall({
    direction: 'out',
    remote: '79161000234',
    talkSeconds: 61,
    startedAt: shop.clock.now() - 2 * 3_600_000,
  });
  const page = await openAccount(shop);
  const reports = sectionOf(page, 'Reports');
  await reports.getByRole('button', { name: 'By phone of the account' }).click();
  await expect(reports.getByRole('columnheader')).toHaveText(['Account', 'Calls', 'Duration', 'Amount']);
  await expect(reports.getByRole('cell', { name: '61', exact: true })).toBeVisible();
  await expect(reports.getByRole('list', { name: 'Amount by Account' }).getByRole('listitem')).toHaveText(/3\.6$/);
  await reports.getByRole('combobox', { name: 'Draw' }).selectOption('Duration');
  await expect(reports.getByRole('list', { name: 'Duration by Account' }).getByRole('listitem')).toHaveText(/61$/);
  await expect(sectionOf(page, 'Sub-accounts').getByRole('cell', { name: 'anna' })).toBeVisible();
});

test('a button for a web page is made with its colour and text, changed, and deleted', async ({ shop }) => {
  const page = await openAccount(shop);
  const section = sectionOf(page, 'Buttons for your website');
  await expect(section).toContainText('No buttons yet.');
  await section.getByRole('button', { name: 'Add a button' }).click();
  const dialog = page.getByRole('dialog');
  const send = dialog.getByRole('button', { name: 'Send to the provider' });
  await expect(send).toBeDisabled();
  await dialog.getByRole('textbox', { name: 'Where it calls' }).fill('112');
  await expect(dialog).toContainText('A button cannot call this.');
  await dialog.getByRole('textbox', { name: 'Where it calls' }).fill('8 495 000-01-10');
  await dialog.getByRole('textbox', { name: 'Text on the button' }).fill('Call the shop');
  await dialog.getByRole('textbox', { name: 'Colour', exact: true }).fill('#ffee00');
  const preview = dialog.getByRole('region', { name: 'Preview' });
  await expect(preview.getByText('Call the shop')).toHaveCSS('color', 'rgb(0, 0, 0)');
  await send.click();
  await expect(section).toContainText('Call the shop');
  await expect(section).toContainText('Calls +7 495 000-01-10');

  await section.getByRole('button', { name: 'What to do with the button “Call the shop”' }).click();
  await page.getByRole('menuitem', { name: 'Change' }).click();
  await dialog.getByRole('switch', { name: 'Keypad' }).click();
  await send.click();
  await expect(section).toContainText('with a keypad');
  expect(shop.stand.settings().buttons).toMatchObject([{ color: '#ffee00', text: 'Call the shop', dtmf: 'Y' }]);

  // The reading before it is lost and repeated; the request is lost and is not.
  shop.stand.setTraps({ fault: { kind: 'drop', operations: ['webbuttons'], every: 2, times: 2 } });
  await section.getByRole('button', { name: /^What to do with the button/ }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await dialog.getByRole('button', { name: 'Delete' }).click();
  await expect(dialog.getByRole('alert')).toContainText('The change was sent, but no answer came.');
  shop.stand.setTraps({});
  await dialog.getByRole('button', { name: 'Delete' }).click();
  await expect(section).toContainText('No buttons yet.');
  expect(shop.stand.settings().buttons).toEqual([]);
});

test('a question can be left while what it asked is under way, and a failure is told then all the same', async ({
  shop,
}) => {
  const { client, stand } = shop;
  const [account] = await client.accounts.list();
  const accountId = account?.id ?? '';
  const fields = { phone: '+74950000110', color: '#ffee00', type: '3', description: '', keypad: false };
  for (const text of ['Shop', 'Warehouse'])
    await client.accountTools.webButtons.add({ accountId, button: { ...fields, text } });
  const page = await shop.page.context().newPage();
  const answers = await holdAnswers(page);
  await page.goto(`${new URL(shop.page.url()).origin}/#/settings/accounts/${accountId}`);
  const section = sectionOf(page, 'Buttons for your website');
  const question = page.getByRole('dialog', { name: 'Delete the button?' });
  const cancel = question.getByRole('button', { name: 'Cancel' });
  const confirm = question.getByRole('button', { name: 'Delete' });
  const problem = 'The change was sent, but no answer came.';
  // The reading before it is lost and repeated; the request is lost and is not.
  const loseTheRequest = () =>
    stand.setTraps({ fault: { kind: 'drop', operations: ['webbuttons'], every: 2, times: 2 } });
  const ask = async (text: string) => {
    await section.getByRole('button', { name: `What to do with the button “${text}”` }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await expect(cancel).toBeVisible();
  };

  await ask('Shop');
  loseTheRequest();
  answers.hold();
  await confirm.click();
  await expect(cancel).toHaveCount(0);
  await question.getByText('Close', { exact: true }).click();
  await expect(question).toBeHidden();
  answers.pass();
  await expect(page.getByText(problem)).toBeVisible();

  // What comes of it does not close what was asked next.
  stand.setTraps({});
  await ask('Shop');
  await expect(question.getByRole('alert')).toHaveCount(0);
  answers.hold();
  await confirm.click();
  await expect(confirm).toHaveAttribute('aria-busy', 'true');
  await page.keyboard.press('Escape');
  await expect(question).toBeHidden();
  await section.getByRole('button', { name: 'What to do with the button “Warehouse”' }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await expect(question).toBeVisible();
  answers.pass();
  await expect(page.getByText('Done: this is how it is set at the provider now.')).toBeVisible();
  await expect(cancel).toBeVisible();
  await cancel.click();
  expect(stand.settings().buttons).toMatchObject([{ text: 'Warehouse' }]);

  // Nor is it lost with the screen that asked.
  await ask('Warehouse');
  loseTheRequest();
  answers.hold();
  await confirm.click();
  await page.keyboard.press('Escape');
  await page.evaluate("location.hash = '#/calls'");
  await expect(section).toBeHidden();
  answers.pass();
  await expect(page.getByText(problem)).toBeVisible();
  await page.close();
});

test('an account that belongs to this one is added, its password shown once and then nowhere', async ({ shop }) => {
  shop.stand.setTraps({ childRows: 'with-password' });
  const page = await openAccount(shop);
  const section = sectionOf(page, 'Sub-accounts');
  const whose = page.getByRole('combobox', { name: 'Whose account' });
  await expect(whose).toBeVisible();
  const offered = await whose.getByRole('option').count();
  await section.getByRole('button', { name: 'Add an account' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Vera of the shop');
  await dialog.getByRole('textbox', { name: 'E-mail' }).fill('vera');
  await dialog.getByRole('button', { name: 'Create the account' }).click();
  await expect(dialog).toContainText('This is not an e-mail address.');
  await dialog.getByRole('textbox', { name: 'E-mail' }).fill('vera@example.ru');
  await dialog.getByRole('button', { name: 'Create the account' }).click();
  await expect(dialog).toContainText('The password is shown only once and is not kept here.');
  const password = (await dialog.locator('dd').last().innerText()).split('\n')[0] ?? '';

  await page.keyboard.press('Escape');
  await expect(dialog).toBeVisible();
  await dialog.getByRole('button', { name: 'I have the password' }).click();
  await expect(section.getByRole('cell', { name: 'Vera of the shop' })).toBeVisible();
  await expect(whose.getByRole('option')).toHaveCount(offered + 1);
  const heap = await searchHeap(page);
  expect(heap.find('Vera of the shop')).not.toEqual([]);
  expect(heap.find(password)).toEqual([]);
  expect(createLeakSearch({ password }).find(await readPageStorage(page))).toEqual([]);
});

test('a company gets an account only with an INN that adds up, and an account that may not hears why', async ({
  shop,
}) => {
  const page = await openAccount(shop);
  const section = sectionOf(page, 'Accounts for your clients');
  await section.getByRole('button', { name: 'For a company' }).click();
  const dialog = page.getByRole('dialog');
  const make = dialog.getByRole('button', { name: 'Create the account' });
  await make.click();
  await expect(dialog.getByRole('textbox', { name: 'INN' })).toHaveAccessibleDescription('The provider needs the INN.');
  await dialog.getByRole('textbox', { name: 'Company name' }).fill('Daisy Ltd');
  await dialog.getByRole('textbox', { name: 'INN' }).fill('7707083894');
  await dialog.getByRole('textbox', { name: 'Contact phone' }).fill('8 495 000-01-10');
  await dialog.getByRole('textbox', { name: 'E-mail' }).fill('daisy@example.ru');
  await make.click();
  await expect(dialog.getByRole('textbox', { name: 'INN' })).toHaveAccessibleDescription(
    /its last digits do not match/,
  );
  expect(shop.stand.requestsFor('genuser')).toEqual([]);
  await dialog.getByRole('textbox', { name: 'INN' }).fill('7707083893');
  await make.click();
  await expect(dialog.getByRole('alert')).toContainText('Обратитесь в службу поддержки');
  await expect(dialog.getByRole('textbox', { name: 'Company name' })).toHaveValue('Daisy Ltd');

  shop.stand.setTraps({ fault: { kind: 'drop', operations: ['genuser'], when: 'after' } });
  await make.click();
  await expect(dialog.getByRole('alert')).toContainText('No answer came, and the account may have been created.');
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  await expect(section).toContainText('Daisy Ltd');
  await expect(section.getByRole('status')).toContainText('nothing is repeated by itself');
  expect(shop.stand.requestsFor('genuser')).toHaveLength(2);
  await section.getByRole('button', { name: 'Take “Daisy Ltd” off this list' }).click();
  await expect(section).toContainText('None has been created from here yet.');
});
