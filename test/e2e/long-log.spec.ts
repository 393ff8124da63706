import { expect, test } from './fixtures/house.ts';
import { openScreen } from './fixtures/screens.ts';

// How long things take is what `node test/bench/long-list.ts` prints; this counts.
test.use({ pastCalls: 2_000 });

test('a long log is read on as far as one scrolls, and only what is in sight is in the document', async ({ house }) => {
  const { page } = house;
  await openScreen(page, '#/calls');
  const log = page.getByRole('region', { name: 'Call log' });
  const rows = log.locator('[data-row]');
  await expect(rows.first()).toBeVisible();
  await page.mouse.move(600, 500);
  let most = 0;
  await expect(async () => {
    await page.mouse.wheel(0, 6_000);
    most = Math.max(most, await rows.count());
    // A call every five minutes: more than a thousand of them are newer.
    await expect(rows.last()).toHaveAccessibleName(/\b1[3-6] Nov/, { timeout: 100 });
  }).toPass({ intervals: [20] });
  // Those of a window and a half.
  expect(most).toBeGreaterThan(10);
  expect(most).toBeLessThan(50);
});
