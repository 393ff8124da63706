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

/** As a user does, on any page of the program in English. The program ends with the last step. */
export async function updateByPage(page: Page): Promise<void> {
  await openAbout(page);
  // Beside the page stands a line that offers the last step as well.
  const main = page.getByRole('main');
  for (const name of ['Check now', 'Download', 'Restart to update']) await main.getByRole('button', { name }).click();
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
