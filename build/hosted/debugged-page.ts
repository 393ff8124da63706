/** The page of a packed program, for whoever drives it from outside. */
import { once } from 'node:events';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { type Browser, chromium, type Page } from '@playwright/test';
import { isProgramPage } from './update-steps.ts';

export async function listen(server: Server): Promise<number> {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return (server.address() as AddressInfo).port;
}

export async function freePort(): Promise<number> {
  const listener = createServer();
  const port = await listen(listener);
  await once(listener.close(), 'close');
  return port;
}

/** Makes its pages known at a port. Its burnt fuses keep --inspect out, and Playwright's own start with it; none is for this one. */
export const debuggingSwitch = (port: number) => `--remote-debugging-port=${port}`;

/** Throws where none has come after two minutes, and tells what was there instead. */
export async function findPage(debuggingPort: number, patienceMs = 2 * 60_000): Promise<Page> {
  const deadline = Date.now() + patienceMs;
  let cause: unknown;
  let found: string[] = [];
  for (let browser: Browser | undefined; Date.now() < deadline; await delay(500)) {
    browser ??= await chromium.connectOverCDP(`http://127.0.0.1:${debuggingPort}`).catch((error: unknown) => {
      cause = error;
      return undefined;
    });
    const pages = browser?.contexts().flatMap((context) => context.pages()) ?? [];
    const page = pages.find((one) => isProgramPage(one.url()));
    if (page !== undefined) return page;
    if (browser === undefined) continue;
    cause = undefined;
    found = pages.map((one) => one.url());
  }
  const why =
    cause === undefined
      ? `the program has ${found.length === 0 ? 'no pages' : `only ${found.join(', ')}`}`
      : `the debugger could not connect: ${cause instanceof Error ? cause.message : String(cause)}`;
  throw new Error(`no page of the program is there for a debugger: ${why}`, { cause });
}
