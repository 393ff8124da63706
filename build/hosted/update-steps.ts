/** What replaces one version by the next that needs no package and no certificate: the specs take these steps as well. */
import { readdirSync, readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import type { Page } from '@playwright/test';

/** Answers the files of a folder of packages, which is a feed, by their names. */
export function answerFrom(folder: string) {
  return (request: IncomingMessage, response: ServerResponse): void => {
    const name = decodeURIComponent(new URL(request.url ?? '/', 'https://localhost').pathname.slice(1));
    const isThere = readdirSync(folder).includes(name);
    response.writeHead(isThere ? 200 : 404).end(isThere ? readFileSync(join(folder, name)) : '');
  };
}

/** Whether an address is that of the program's own page; on the double of Electron, where tests take these steps, it has another. */
export function isProgramPage(address: string, pathname = '/index.html'): boolean {
  const url = URL.parse(address);
  return url?.pathname === pathname && (url.protocol === 'app:' || url.hostname.endsWith('.app.localhost'));
}

/** Of a download on a slow line. Milliseconds. */
const patienceMs = 5 * 60_000;

/** As a user does, on any page of the program in English. The program ends with the last step. Throws with what the page says. */
export async function updateByPage(page: Page): Promise<void> {
  await openAbout(page);
  // Beside the page stands a line that offers the last step as well.
  const main = page.getByRole('main');
  const button = (name: string) => main.getByRole('button', { name });
  const refused = button('Try again');
  for (const name of ['Check now', 'Download', 'Restart to update']) {
    await button(name).or(refused).first().waitFor({ timeout: patienceMs });
    if (await refused.isVisible()) throw new Error(`It does not come to "${name}":\n${await main.innerText()}`);
    await button(name).click();
  }
}

/** macOS replaces signed programs only: a copy that nobody has signed has to say so, and to offer nothing. Throws where it does. */
export async function seeNoUpdates(page: Page): Promise<void> {
  await openAbout(page);
  await page
    .getByText(/signed/)
    .first()
    .waitFor();
  if (await page.getByRole('button', { name: 'Check now' }).isVisible())
    throw new Error('an unsigned copy offers updates');
}

const openAbout = (page: Page) => page.evaluate("location.hash = '#/settings/about'");
