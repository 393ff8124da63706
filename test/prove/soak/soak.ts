import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type Browser, type BrowserContext, chromium, type Page } from '@playwright/test';
import type { Delays } from '../../bench/event-loop-delays.ts';
import { chromiumOptions } from '../../e2e/fixtures/chromium.ts';
import { openScreen, screens } from '../../e2e/fixtures/screens.ts';
import { samplePage } from './sampled-page.ts';
import type { ProcessSample } from './sampled-process.ts';
import type { SoakSample } from './verdict.ts';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

const sampleEveryMs = 5_000;

/** The program with all accounts of the demo and their traffic, a page that stays, and one that comes and goes. */
export async function soak(minutes: number, onSample: (sample: SoakSample) => void): Promise<SoakSample[]> {
  const directory = mkdtempSync(join(tmpdir(), 'perezvon-soak-'));
  const program = startProgram(directory);
  const idle = fork(at('../../bench/idle-loop.ts'));
  let browser: Browser | undefined;
  try {
    const address = await readyAddress(program);
    browser = await chromium.launch(chromiumOptions().launchOptions);
    const context = await browser.newContext({ viewport: { width: 1200, height: 800 }, locale: 'en-GB' });
    const page = await context.newPage();
    await page.goto(address);
    return await sampleAll({ minutes, program, idle, context, page, onSample });
  } finally {
    await browser?.close();
    idle.kill();
    await end(program);
    rmSync(directory, { recursive: true, force: true });
  }
}

async function sampleAll(world: {
  minutes: number;
  program: ChildProcess;
  idle: ChildProcess;
  context: BrowserContext;
  page: Page;
  onSample: (sample: SoakSample) => void;
}): Promise<SoakSample[]> {
  const { minutes, program, idle, context, page, onSample } = world;
  const devtools = await context.newCDPSession(page);
  const samples: SoakSample[] = [];
  const began = performance.now();
  for (let round = 0; performance.now() - began < minutes * 60_000; round += 1) {
    await use(page, context, round);
    // The time of a sample is of the clock, whatever a round took.
    await wait(Math.max(0, (round + 1) * sampleEveryMs - (performance.now() - began)));
    const held = await samplePage(devtools);
    const [own, other] = await Promise.all([ask<ProcessSample>(program, 'sample'), ask<Delays>(idle, 'delays')]);
    const sample = {
      ...own,
      ...held,
      minute: (performance.now() - began) / 60_000,
      idleLateP99Ms: Number(other.p99),
    };
    samples.push(sample);
    onSample(sample);
  }
  return samples;
}

/** As somebody who looks around all day; every minute another page is opened and closed again. */
async function use(page: Page, context: BrowserContext, round: number): Promise<void> {
  const screen = screens[round % screens.length] ?? screens[0];
  await openScreen(page, screen.path);
  if (round % 12 !== 11) return;
  const other = await context.newPage();
  await other.goto(new URL('/', page.url()).href);
  await other.getByRole('main').waitFor();
  await other.close();
}

function startProgram(directory: string): ChildProcess {
  const own = ['--expose-gc', '--import', new URL('sampled-process.ts', import.meta.url).href];
  const args = ['--demo', '--no-open', '--port=0', `--data-dir=${join(directory, 'data')}`];
  return spawn(process.execPath, [...own, at('../../../out/web/main.js'), ...args], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    env: { ...process.env, NO_PROXY: '127.0.0.1', PEREZVON_VAULT: 'memory', PEREZVON_LOCALE: 'en' },
  });
}

async function readyAddress({ stdout }: ChildProcess): Promise<string> {
  if (stdout === null) throw new Error('the program has no output');
  for await (const line of createInterface({ input: stdout })) {
    const address = /^Perezvon is ready: (\S+)$/.exec(line)?.[1];
    if (address !== undefined) return address;
  }
  throw new Error('the program ended before it was ready');
}

async function ask<Answer>(process: ChildProcess, question: string): Promise<Answer> {
  if (process.exitCode !== null || process.signalCode !== null) throw new Error('the program ended by itself');
  const answered = once(process, 'message') as Promise<[Answer]>;
  process.send(question);
  return (await answered)[0];
}

async function end(program: ChildProcess): Promise<void> {
  if (program.exitCode !== null || program.signalCode !== null) return;
  const ended = once(program, 'exit');
  program.kill('SIGTERM');
  await ended;
}
