import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { openScreen, screens, settle } from './fixtures/screens.ts';
import { expect, test } from './fixtures/test.ts';

/** What axe finds, as one line each: the rule, and where. */
async function findBarriers(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.any[0]?.message ?? node.all[0]?.message ?? ''}`),
  );
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing on any screen, ${colorScheme}`, async ({ start, context, complaints }) => {
    test.setTimeout(120_000);
    void complaints;
    const page = await context.newPage();
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const program = start();
    await page.goto(await program.ready());
    await settle(page);
    expect.soft(await findBarriers(page), 'first start').toEqual([]);

    // A second start hands its wish for the demo over to the first.
    await page.goto(await start(['--demo']).ready());
    await page.locator('[data-row]').first().waitFor();
    for (const { name, path } of screens) {
      await openScreen(page, path);
      expect.soft(await findBarriers(page), name).toEqual([]);
    }
    await openScreen(page, '#/calls');
    await page.locator('[data-row]').first().click();
    await settle(page);
    expect.soft(await findBarriers(page), 'call detail').toEqual([]);
  });
}
