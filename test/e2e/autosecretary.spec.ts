import type { JourneyStep } from '../../electron/demo/autosecretary/call.ts';
import { createAutosecretaryStand } from '../../electron/demo/autosecretary/stand.ts';
import { homeOf } from './fixtures/home.ts';
import { caller } from './fixtures/provider.ts';
import { openScreen } from './fixtures/screens.ts';
import { expect, test } from './fixtures/test.ts';
import { lookOften } from './fixtures/token-brand.ts';

/** At night even who looks often looks every 40 s. */
const polled = { timeout: 180_000 };
const numbers = ['4950000310', '4990000320'];
const [desk, second] = ['89430000611', '89430000612'];
const minute = 60_000;
const day = 24 * 3600_000;

const missed: JourneyStep[] = [
  { kind: 'greeting', seconds: 3 },
  { kind: 'menu', choice: 2, seconds: 4 },
  { kind: 'ring', destinations: [desk, second], seconds: 20, end: 'no-answer' },
];
const talked: JourneyStep[] = [
  { kind: 'ring', destinations: [desk], seconds: 6, end: 'answered', by: desk },
  { kind: 'talk', by: desk, seconds: 40 },
];

test('MTS Autosecretary: connected by its key, numbers chosen, the month read, a missed call explained, settings changed and put back', async ({
  app,
  clock,
}) => {
  const stand = await createAutosecretaryStand({
    numbers: numbers.map((phone) => ({
      phone,
      destinations: [desk, second].map((one, day) => ({ phone: one, day, begin: '09:00:00', end: '17:59:59' })),
    })),
    authorization: { kind: 'api-key', key: 'key of the clinic' },
    clock,
  });
  for (let back = 1; back <= 25; back += 1)
    stand.addCall({
      un: numbers[back % 2] ?? '',
      caller: `7943000${1000 + back}`,
      startedAt: clock.now() - back * day,
      journey: talked,
    });
  const home = homeOf(app);
  const panel = app.locator('section').filter({ hasText: 'What the numbers do' });
  const dialog = app.getByRole('dialog', { name: 'What the numbers do' });

  try {
    await test.step('a wrong key is said at its field, and the right one lists the numbers', async () => {
      await openScreen(app, '#/connect');
      await app.getByRole('button', { name: /^MTS Autosecretary/ }).click();
      await app.getByText('More', { exact: true }).click();
      await app.getByRole('textbox', { name: 'Address of the provider' }).fill(stand.url);
      const key = app.getByLabel('API key', { exact: true });
      await key.fill('another key');
      await app.getByRole('button', { name: 'Check' }).click();
      await expect(key).toHaveAccessibleDescription(/./);
      await key.fill('key of the clinic');
      await app.getByRole('button', { name: 'Check' }).click();
      await expect(app.getByRole('heading', { name: 'It works' })).toBeVisible();
      await expect(app.getByRole('listitem')).toHaveText(['+7 495 000-03-10', '+7 499 000-03-20']);
      await app.getByRole('textbox', { name: 'Name of +7 495 000-03-10' }).fill('Reception');
      await app.getByRole('checkbox', { name: '+7 499 000-03-20' }).uncheck();
      // Nothing can be ordered here, so no phone is asked for.
      await expect(app.getByRole('textbox')).toHaveCount(2);
    });

    await test.step('the month of the chosen number is read', async () => {
      await app.getByRole('button', { name: 'Connect', exact: true }).click();
      await expect(app.getByText('Calls read: 12')).toBeVisible(polled);
      await lookOften(app, 'MTS Autosecretary');
      await openScreen(app, '#/calls');
    });

    await test.step('a missed call is found with its real time, and nothing offers to call back through it', async () => {
      const startedAt = clock.now() - 5 * minute;
      stand.addCall({ un: numbers[0] ?? '', caller: caller.digits, startedAt, journey: missed });
      await expect(home.waitingFor(caller.shown)).toHaveCount(1, polled);
      const row = home.logRow(/\+7 916 100-02-32, incoming, missed/);
      await expect(row).toHaveCount(1);
      await row.click();
      await expect(app.getByRole('list', { name: 'How it went' }).getByRole('listitem')).toHaveText([
        'Hello_Play-Menu_Play',
        'Chose 2 in the menu',
        'Rang +7 943 000-06-11, +7 943 000-06-12: nobody answered',
      ]);
      await expect(app.getByText('menu 2, nobody answered').first()).toBeVisible();
      await expect(app.getByRole('button', { name: /^Call back/ })).toHaveCount(0);
      await expect(app.getByRole('button', { name: /^Dial in the phone program: \+7 916/ }).first()).toBeVisible();
    });
    await test.step('the hours of one destination are changed, read back, and no other is lost', async () => {
      await openScreen(app, '#/settings/accounts');
      await app.getByRole('link', { name: 'Details: MTS Autosecretary' }).click();
      await expect(panel.getByRole('listitem')).toHaveText([
        /^\+7 495 000-03-10: rings 2 entries of its list;/,
        /^\+7 499 000-03-20: rings 2 entries of its list;/,
      ]);
      await panel.getByRole('button', { name: 'Change' }).click();
      const turn = dialog.getByRole('group', { name: '+7 943 000-06-11, day 0, priority 0' });
      await turn.locator('summary').click();
      const end = turn.getByRole('textbox', { name: 'To', exact: true });
      await end.fill('25:00:00');
      await expect(end).toHaveAccessibleDescription(/^A time is HH:MM:SS/);
      await end.fill('18:59:59');
      await expect(dialog.getByRole('region', { name: 'What will change' })).toContainText('09:00:00–18:59:59');
      await dialog.getByRole('button', { name: 'Send to the provider' }).click();
      await expect(app.getByText('Done: this is how it is set at the provider now.')).toBeVisible();
      expect(stand.number(numbers[0] ?? '').dn_list.map(({ end }) => end)).toEqual(['18:59:59', '17:59:59']);
      expect(stand.requestsFor('un put')).toHaveLength(1);
    });

    await test.step('what somebody else changed meanwhile is noticed, and nothing is sent over it', async () => {
      await panel.getByRole('button', { name: 'Change' }).click();
      await dialog.getByRole('textbox', { name: 'Description' }).fill('Front desk');
      stand.editNumber(numbers[0] ?? '', (number) => Object.assign(number, { max_queue_time: 45 }), 'colleague');
      await dialog.getByRole('button', { name: 'Send to the provider' }).click();
      await dialog.getByRole('button', { name: 'Read again' }).click();
      await expect(panel.getByRole('listitem').first()).toContainText(/queue: 45 s;.*last change: colleague, /);
      expect(stand.requestsFor('un put')).toHaveLength(1);
      expect(stand.number(numbers[0] ?? '')).toMatchObject({ description: '', max_queue_time: 45 });
    });

    await test.step('somebody is added; a value that the provider refuses is said at its field, and then it is right', async () => {
      await panel.getByRole('button', { name: 'Change' }).click();
      await dialog.getByRole('button', { name: 'Add somebody to ring' }).click();
      const added = dialog.getByRole('group').last();
      await added.getByRole('textbox', { name: 'Whom to ring' }).fill('8 (943) 000-06-99');
      const which = added.getByRole('spinbutton', { name: 'Day' });
      await which.fill('9');
      await dialog.getByRole('button', { name: 'Send to the provider' }).click();
      await expect(which).toHaveAccessibleDescription(/dn_list\[2\]\.day/);
      await which.fill('1');
      await dialog.getByRole('button', { name: 'Send to the provider' }).click();
      await expect(dialog).toHaveCount(0);
      expect(stand.number(numbers[0] ?? '').dn_list).toMatchObject([
        ...[{ phone: desk }, { phone: second }],
        { phone: '89430000699', day: 1, begin: '00:00:00', end: '23:59:59' },
      ]);
    });

    await test.step('what was there before is put back, by the same way', async () => {
      await panel.getByText(/^History: /).click();
      await panel
        .getByRole('button', { name: /^Restore/ })
        .first()
        .click();
      await expect(dialog.getByRole('region', { name: 'What will change' })).toContainText('+7 943 000-06-99');
      await dialog.getByRole('button', { name: 'Send to the provider' }).click();
      await expect(dialog).toHaveCount(0);
      expect(stand.number(numbers[0] ?? '').dn_list.map(({ phone }) => phone)).toEqual([desk, second]);
    });

    await test.step('the week is drawn once the user said what day and time zone mean, and not before', async () => {
      const week = app.getByRole('list', { name: 'Week of +7 495 000-03-10' });
      await expect(week).toHaveCount(0);
      await app.getByRole('button', { name: 'Say what the values mean' }).click();
      const question = app.getByRole('dialog', { name: 'What do these values mean?' });
      await question.getByRole('combobox', { name: 'Day 0' }).selectOption('Every day');
      await question.getByRole('combobox', { name: 'Day 1' }).selectOption('Sun');
      await question.getByRole('combobox', { name: /^Time zone 0/ }).selectOption({ value: 'Europe/Moscow' });
      await question.getByRole('button', { name: 'Save' }).click();
      const days = week.getByRole('listitem');
      await expect(days).toHaveCount(7);
      await expect(days.nth(0)).toContainText(
        'Monday: 09:00–19:00 +7 943 000-06-11, 00:00–09:00 not assigned, 19:00–24:00 not assigned',
      );
      await expect(days.nth(6)).toContainText('09:00–18:00 +7 943 000-06-12');
      expect(stand.requestsFor('un put')).toHaveLength(4);
      await panel.getByRole('button', { name: 'Change' }).click();
      const turn = dialog.getByRole('group', { name: '+7 943 000-06-11, every day, priority 0' });
      await turn.locator('summary').click();
      await expect(turn.getByRole('combobox', { name: 'Day' })).toHaveValue('0');
      await expect(turn.getByRole('option')).toHaveText(['Every day', 'Sun', 'Another value…']);
      await turn.getByRole('combobox', { name: 'Day' }).selectOption('Another value…');
      await expect(turn.getByRole('spinbutton', { name: 'Day' })).toBeFocused();
      await dialog.getByRole('button', { name: 'Cancel' }).click();
    });

    await test.step('a number that is added later is offered; the one that was left out is watched, and its month is read', async () => {
      stand.addNumber({ phone: '4990000399' });
      await openScreen(app, '#/settings/accounts');
      await app.getByRole('link', { name: 'Details: MTS Autosecretary' }).click();
      const watched = app.getByRole('list', { name: 'Numbers at the provider' });
      await expect(watched.getByRole('listitem').filter({ hasText: 'new' })).toHaveText(/\+7 499 000-03-99/);
      await watched.getByRole('checkbox', { name: '+7 499 000-03-20' }).check();
      await app.locator('section').filter({ has: watched }).getByRole('button', { name: 'Save' }).click();
      await expect(watched.getByText('new', { exact: true })).toHaveCount(0);
      const asked = () => new Set(stand.requestsFor('cdr/bytime').map(({ parameters }) => parameters.phone));
      await expect.poll(asked, polled).toEqual(new Set(numbers));
      // Each of the two: twelve talks and the missed call of the one, thirteen talks of the other.
      await expect(app.getByText(/^13 calls/)).toHaveCount(2, polled);
    });
  } finally {
    await stand.close();
  }
});
