import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Page } from '@playwright/test';
import { clinicLabel } from '../../electron/demo/traffic/clinic.ts';
import { shopLabel } from '../../electron/demo/traffic/phone-book.ts';
import { warehouseWords } from '../../electron/demo/traffic/warehouse.ts';
import { type Program, startByNpm } from './fixtures/program.ts';
import { test as base, expect } from './fixtures/test.ts';

/** The README's own words for what a newcomer sees, and nothing that this run would have set for them. */
const test = base.extend<{ npmStart(...args: string[]): Promise<string> }>({
  npmStart: async ({ dataDirectory }, use) => {
    const started: Program[] = [];
    await use((...args) => {
      const options = ['--web', '--no-open', '--port', '0', '--data-dir', join(dataDirectory, 'data'), ...args];
      const program = startByNpm({ args: options, home: dataDirectory });
      started.push(program);
      return program.ready();
    });
    for (const program of started) await program.stop();
  },
});
test.skip(process.platform !== 'linux', 'elsewhere the keychain of this user would be asked');

const ways: Record<string, (page: Page, npmStart: (...args: string[]) => Promise<string>) => Promise<void>> = {
  async 'npm start -- --demo'(page, npmStart) {
    await page.goto(await npmStart('--demo'));
  },
  async 'npm start, and a look around with a demo account'(page, npmStart) {
    await page.goto(await npmStart());
    await page.getByRole('button', { name: 'Look around with a demo account' }).click();
  },
};

for (const [way, open] of Object.entries(ways)) {
  test(`${way}: a call rings, all is there once, and nothing is wrong`, async ({
    page,
    npmStart,
    dataDirectory,
    complaints,
  }) => {
    void complaints;
    const ringing = page.getByRole('article').filter({ hasText: /Ringing \d/ });
    await open(page, npmStart);
    await expect(ringing.first()).toBeVisible();
    // Whoever looks again later waits no longer.
    await page.reload();
    await expect(ringing.first()).toBeVisible();

    const banners = page.getByRole('status').filter({ visible: true });
    await expect(banners).toHaveText([/^Demo account: callers are made up, nobody is really dialled\./]);

    const data = join(dataDirectory, 'data');
    const database = new DatabaseSync(join(data, 'perezvon.sqlite'), { readOnly: true });
    const ask = (query: string) =>
      database
        .prepare(query)
        .all()
        .map((row) => ({ ...row }));
    // All have told all of their past.
    await expect
      .poll(() => ask('SELECT label, import_down_to AS left FROM accounts WHERE listed_until > 0 ORDER BY label'))
      .toEqual([
        { label: clinicLabel.en, left: null },
        { label: shopLabel.en, left: null },
        { label: warehouseWords.en.label, left: null },
      ]);
    expect(ask('SELECT count(*) AS accounts FROM accounts')).toEqual([{ accounts: 3 }]);
    expect(ask('SELECT count(*) > 200 AS isMuch FROM calls')).toEqual([{ isMuch: 1 }]);
    expect(
      ask(`SELECT a.id, b.id AS twin FROM calls AS a JOIN calls AS b ON b.id > a.id AND b.direction = a.direction
        AND b.line_id = a.line_id AND abs(b.started_at - a.started_at) < 5000
        JOIN callers AS one ON one.id = a.caller_id JOIN callers AS other ON other.id = b.caller_id AND other.key = one.key`),
    ).toEqual([]);
    database.close();

    const log = (await readFile(join(data, 'logs/perezvon.log'), 'utf8')).trim().split('\n');
    const told = log.map((line) => JSON.parse(line) as { level: string; event: string });
    expect(told.filter(({ level }) => level !== 'info').map(({ event }) => event)).toEqual(['vault.no-keychain']);
  });
}
