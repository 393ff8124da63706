/**
 * From the answer to SIPNET's POST, which says that an event is on disk, to the frame that shows the card of who rings: in a real
 * browser, with 100,000 calls in the log, the program in a process of its own. Beside what a POST that is passed on over a bare
 * WebSocket to a blank page takes on this machine at the same time. A frame is counted as shown once the browser has laid it
 * out, painted it and handed it over; what a screen adds to that is not in it. Run, after `npm run build`:
 * node test/bench/event-to-card.ts
 */
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { chromium, type Page } from '@playwright/test';
import { WebSocketServer } from 'ws';
import { createSipnetStand } from '../../electron/demo/sipnet/stand.ts';
import type { Client } from '../../shared/contract/contract.ts';
import { chromiumOptions } from '../e2e/fixtures/chromium.ts';
import { startProgram } from '../e2e/fixtures/program.ts';
import { enterProgram } from '../fixtures/contract-client.ts';
import { writeLongLog } from '../fixtures/long-log.ts';
import { connectDraft, draftFor } from '../fixtures/running-core.ts';
import { testAccount } from '../fixtures/sipnet-account.ts';

const calls = 200;
/** What a call leaves behind, in the log and the worklist, has been read anew by then. */
const quietMs = 250;

declare global {
  interface Window {
    /** From now on waits for an `article` of this name. */
    awaitPaint(name: string): void;
    /** Epoch ms of the frame that showed it. */
    painted: Promise<number>;
  }
}

/** Runs in the page, before anything else of it. */
function watchPaint(): void {
  const shown = new Map<string, (at: number) => void>();
  const channel = new MessageChannel();
  /** After a frame was made: a message that is sent while it is made comes next. */
  const afterFrame: (() => void)[] = [];
  channel.port1.onmessage = () => {
    for (const run of afterFrame.splice(0)) run();
  };
  window.awaitPaint = (name) => {
    window.painted = new Promise((resolve) => shown.set(name, resolve));
  };
  new MutationObserver(() => {
    if (shown.size === 0) return;
    for (const article of document.querySelectorAll('article')) {
      const name = [...shown.keys()].find((each) => article.getAttribute('aria-label') === each);
      const resolve = name === undefined ? undefined : shown.get(name);
      if (name === undefined || resolve === undefined) continue;
      shown.delete(name);
      requestAnimationFrame(() => {
        afterFrame.push(() => resolve(performance.timeOrigin + performance.now()));
        channel.port2.postMessage(0);
      });
    }
  }).observe(document, { subtree: true, childList: true, attributes: true });
}

/** Callers of their own, so that each has a card of its own; as digits, and as the page writes them. */
const callerAt = (index: number) => {
  const last = String(1_000_000 + index).slice(1);
  return {
    digits: `79430${last}`,
    shown: `+7 943 0${last.slice(0, 2)}-${last.slice(2, 4)}-${last.slice(4)}`,
  };
};

interface Told {
  /** When the POST was answered, epoch ms. */
  accepted: number;
  /** Ends the call, and resolves when nothing of it is left to do: a shop's line rings once at a time. */
  end(): Promise<void>;
}

/** ms from the answer to the frame that shows what was told, for each call. */
async function measure(page: Page, tell: (index: number) => Promise<Told>): Promise<number[]> {
  const times: number[] = [];
  for (let index = 0; index < calls; index += 1) {
    await page.evaluate((name) => window.awaitPaint(name), callerAt(index).shown);
    const { accepted, end } = await tell(index);
    times.push((await page.evaluate(() => window.painted)) - accepted);
    await end();
  }
  return times;
}

const epochNow = () => performance.timeOrigin + performance.now();

async function measureProgram(page: Page): Promise<number[]> {
  const directory = mkdtempSync(join(tmpdir(), 'perezvon-event-'));
  await writeLongLog(directory, 100_000);
  const program = startProgram({ args: ['--no-open', '--port', '0', '--data-dir', directory] });
  const address = await program.ready();
  const { client, close } = await enterProgram(address);
  const stand = await createSipnetStand({ account: testAccount, makeAudio: async () => new Uint8Array() });
  await client.settings.update({ relay: { mode: 'embedded', url: '', publicUrl: '', port: 0 } });
  await connectDraft(client, { ...draftFor(stand.url), webhook: true, replaceHook: false });
  await untilLive(client);
  void dismissWhatIsOver(client).catch(() => {});
  // A second address for the browser: the first was used.
  const again = startProgram({ args: ['--no-open', '--port', '0', '--data-dir', directory] });
  await page.goto(await again.ready());
  await again.ended;
  await page.locator('[data-row]').first().waitFor();
  const times = await measure(page, async (index) => {
    const ringing = stand.ring({ from: callerAt(index).digits });
    await ringing.invited;
    return {
      accepted: epochNow(),
      async end() {
        await ringing.miss();
        await page.locator('article').first().waitFor({ state: 'detached' });
        await sleep(quietMs);
      },
    };
  });
  close();
  await program.stop();
  await stand.close();
  rmSync(directory, { recursive: true, force: true });
  return times;
}

async function untilLive(client: Client): Promise<void> {
  for await (const update of await client.updates.watch()) {
    const { accounts } = update.kind === 'snapshot' || update.kind === 'accounts' ? update : { accounts: [] };
    if (accounts.some(({ status }) => status.state === 'live')) return;
  }
}

/** Who was seen makes room: of so many calls at once most would only be counted. Ends with the program. */
async function dismissWhatIsOver(client: Client): Promise<void> {
  for await (const update of await client.updates.watch()) {
    if (update.kind === 'card' && update.card.leavesAt !== undefined) {
      await client.live.dismiss({ callId: update.card.call.id });
    }
  }
}

async function measureBare(page: Page): Promise<number[]> {
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      response.setHeader('content-type', 'text/html').end('<!doctype html><body>');
      if (request.method !== 'POST') return;
      for (const socket of sockets.clients) socket.send(request.headers['x-caller'] as string);
    });
  });
  const sockets = new WebSocketServer({ server });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await page.goto(`http://127.0.0.1:${port}`);
  await page.evaluate(
    (url) =>
      new Promise((resolve) => {
        const socket = new WebSocket(url);
        socket.addEventListener('open', resolve);
        socket.addEventListener('message', ({ data }) => {
          const article = document.createElement('article');
          article.setAttribute('aria-label', String(data));
          article.textContent = String(data);
          document.body.replaceChildren(article);
        });
      }),
    `ws://127.0.0.1:${port}`,
  );
  const times = await measure(page, async (index) => {
    await fetch(`http://127.0.0.1:${port}`, { method: 'POST', headers: { 'x-caller': callerAt(index).shown } });
    return { accepted: epochNow(), end: () => sleep(quietMs) };
  });
  sockets.close();
  for (const socket of sockets.clients) socket.terminate();
  server.close();
  return times;
}

function percentiles(times: readonly number[]): Record<'p50' | 'p90' | 'p99' | 'worst', number> {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
  return { p50: at(0.5), p90: at(0.9), p99: at(0.99), worst: at(1) };
}

const browser = await chromium.launch(chromiumOptions().launchOptions);
const context = await browser.newContext({ viewport: { width: 1200, height: 800 }, locale: 'en-GB' });
await context.addInitScript(watchPaint);
const bare = percentiles(await measureBare(await context.newPage()));
const program = percentiles(await measureProgram(await context.newPage()));
await browser.close();
console.log(`From the answered POST to the painted card, ms, ${calls} calls:`);
console.table(
  Object.fromEntries(
    (['p50', 'p90', 'p99', 'worst'] as const).map((name) => [
      name,
      {
        program: Number(program[name].toFixed(1)),
        'a bare page': Number(bare[name].toFixed(1)),
        ratio: Number((program[name] / bare[name]).toFixed(1)),
      },
    ]),
  ),
);
