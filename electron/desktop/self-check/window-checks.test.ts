import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import * as z from 'zod';
import { selfCheckWords } from '../../../shared/words/self-check.ts';
import { createBlankPages } from '../../../test/desktop/double/blank-page.ts';
import { createElectronDouble } from '../../../test/desktop/double/electron.ts';
import type { AudioFile } from '../../core/core.ts';
import { failed, ok } from '../../core/self-check/check.ts';
import { createProbeRecording, type ProbeRecording } from '../../core/self-check/probe-recording.ts';
import { createPageHandler, type PageHandler } from '../page/protocol.ts';
import { checkContract } from './contract.ts';
import { checkPage, checkPolicy } from './page.ts';
import { probeUrl, withProbePage } from './probe-page.ts';
import { openProbeWindow, type ProbeWindow } from './probe-window.ts';
import { checkRecording, checkSeeking } from './recording.ts';

const words = selfCheckWords('en');
const version = '1.2.3';

let scratch: string;
let recording: ProbeRecording;
beforeAll(async () => {
  scratch = mkdtempSync(join(tmpdir(), 'perezvon-window-checks-'));
  recording = await createProbeRecording(scratch);
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** A window whose page answers so. */
const answering = (said: unknown): ProbeWindow => ({
  load: async () => {},
  run: async (_inside, _argument, answer) => answer.parse(said),
  close() {},
});
/** One whose page throws. */
const throwing = (message: string): ProbeWindow => ({
  ...answering(undefined),
  run: () => Promise.reject(new Error(message)),
});

describe('the window', () => {
  function open(evaluate: (script: string) => Promise<unknown> = async () => undefined) {
    const { electron, world } = createElectronDouble({ openPage: createBlankPages(evaluate).openPage });
    world.app.becomeReady();
    return { window: openProbeWindow(electron, '/preload.cjs'), world };
  }

  it('is seen by nobody, is set up like the program’s own, and goes', async () => {
    const { window, world } = open();
    await window.load(probeUrl);
    expect(world.windows.map((each) => each.isVisible())).toEqual([false]);
    expect(world.windows[0]?.options.webPreferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      preload: '/preload.cjs',
    });
    window.close();
    expect(world.windows).toEqual([]);
  });

  it('runs a function in its page as text, and believes no answer', async () => {
    const { window } = open(async (script) => script.length);
    const double = async (number: number) => number * 2;
    expect(await window.run(double, 21, z.number())).toBe(`(${double})(21)`.length);
    await expect(window.run(double, 21, z.string())).rejects.toThrow('string');
  });
});

it('the page to try things on has the policy and no script, and all else stays as it is', async () => {
  const handler = withProbePage(createPageHandler({ root: scratch, audioFile: recording.audioFile }));
  const page = await handler(new Request(probeUrl));
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(await page.text()).not.toContain('script');
  const whole = await handler(new Request('app://perezvon/media/recordings/1'));
  expect((await whole.arrayBuffer()).byteLength).toBe(recording.bytes.length);
  expect((await handler(new Request('app://perezvon/self-check.css'))).status).toBe(404);
});

describe('the contract', () => {
  const said = (json: unknown) => JSON.stringify({ i: '1', p: { b: { json } } });

  it('answers with its version', async () => {
    expect(await checkContract(answering(said({ version })), version, words)).toEqual(ok());
  });

  it('has failed with another version, without a bridge, and with what is no answer', async () => {
    expect(await checkContract(answering(said({ version: '2' })), version, words)).toEqual(
      failed(words.otherVersion('2', version)),
    );
    expect(await checkContract(throwing('no perezvonHost'), version, words)).toEqual(
      failed(words.noContract('no perezvonHost')),
    );
    for (const garbled of ['', '{"i":"1","p":{"s":500}}', said({})]) {
      expect((await checkContract(answering(garbled), version, words)).status).toBe('failed');
    }
  });
});

describe('a recording', () => {
  afterEach(() => vi.unstubAllGlobals());

  /** A page whose requests come to this handler, and nobody else. */
  function askingOf(handler: PageHandler): ProbeWindow {
    vi.stubGlobal('fetch', (path: string, init: RequestInit) => handler(new Request(new URL(path, probeUrl), init)));
    return { ...answering(undefined), run: async (inside, argument, answer) => answer.parse(await inside(argument)) };
  }

  it('is answered in parts by the program’s own handler', async () => {
    const handler = createPageHandler({ root: scratch, audioFile: recording.audioFile });
    expect(await checkRecording(askingOf(handler), recording, words)).toEqual(ok({ status: 206 }));
  });

  it('has failed where what was asked for is lost on the way, where the file is another, and where it is gone', async () => {
    const whole = createPageHandler({ root: scratch, audioFile: recording.audioFile });
    const rangeless: PageHandler = (request) => whole(new Request(request.url));
    expect(await checkRecording(askingOf(rangeless), recording, words)).toEqual(failed(words.noRange(200, '')));

    const path = join(scratch, 'other.wav');
    writeFileSync(path, Buffer.alloc(recording.bytes.length));
    const audioFile: typeof recording.audioFile = (id) => ({ ...(recording.audioFile(id) as AudioFile), path });
    const other = createPageHandler({ root: scratch, audioFile });
    expect(await checkRecording(askingOf(other), recording, words)).toEqual(failed(words.otherBytes()));
    rmSync(path);
    expect(await checkRecording(askingOf(other), recording, words)).toEqual(failed(words.noRange(404, '')));
  });

  it.each([
    ['does not move', { position: 0 }],
    ['can be played from its beginning only', { seekableTo: 0 }],
    ['is of another length', { duration: Number.MAX_VALUE, seekableTo: Number.MAX_VALUE }],
  ])('has failed where the player %s', async (_what, change) => {
    const found = { duration: 30, position: 15, seekableTo: 30 };
    expect(await checkSeeking(answering(found), recording, words)).toEqual(ok());
    expect((await checkSeeking(answering({ ...found, ...change }), recording, words)).status).toBe('failed');
  });

  it('has failed where the player cannot play it', async () => {
    expect(await checkSeeking(throwing('media error 4'), recording, words)).toEqual(
      failed(words.noSeeking('media error 4')),
    );
  });
});

it('a policy that lets an inline script run has failed', async () => {
  expect(await checkPolicy(answering({ ran: false, refusedBy: 'script-src-elem' }), words)).toEqual(
    ok({ refusedBy: 'script-src-elem' }),
  );
  expect(await checkPolicy(answering({ ran: true, refusedBy: '' }), words)).toEqual(failed(words.policyNotInForce()));
});

it('a page that does not load, or breaks its policy, has failed', async () => {
  expect(await checkPage(answering([]), words)).toEqual(ok({ violations: 0 }));
  expect(await checkPage(answering(['style-src-elem inline', 'style-src-elem inline']), words)).toEqual(
    failed(words.policyViolated(2, 'style-src-elem inline')),
  );
  const unloaded = { ...answering([]), load: () => Promise.reject(new Error('ERR_FAILED')) };
  expect(await checkPage(unloaded, words)).toEqual(failed(words.noPage('ERR_FAILED')));
});
