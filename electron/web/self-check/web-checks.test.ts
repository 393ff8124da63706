import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocketServer } from 'ws';
import { selfCheckWords } from '../../../shared/words/self-check.ts';
import { silentLogger } from '../../../test/fakes/silent-logger.ts';
import { failed, ok } from '../../core/self-check/check.ts';
import { askedRange, createProbeRecording, type ProbeRecording } from '../../core/self-check/probe-recording.ts';
import { createSystemClock } from '../../core/system-clock.ts';
import { checkContract } from './contract.ts';
import { type House, openHouse } from './house.ts';
import { checkPage } from './page.ts';
import { checkRecording } from './recording.ts';
import { checkStrangers } from './strangers.ts';

const words = selfCheckWords('en');
const version = '1.2.3';

let directory: string;
let recording: ProbeRecording;
const closing: (() => Promise<void> | void)[] = [];
beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'perezvon-web-checks-'));
  mkdirSync(join(directory, 'renderer/assets'), { recursive: true });
  writeFileSync(
    join(directory, 'renderer/index.html'),
    '<link rel="stylesheet" href="./assets/a.css"><script type="module" crossorigin src="./assets/a.js"></script>',
  );
  writeFileSync(join(directory, 'renderer/assets/a.css'), 'main {}');
  writeFileSync(join(directory, 'renderer/assets/a.js'), 'export {};');
  recording = await createProbeRecording(directory);
});
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
  rmSync(directory, { recursive: true, force: true });
});

async function open(): Promise<House> {
  const features = { tray: false, notifications: 'page', loginItem: false, popup: false, hotkey: false } as const;
  const house = await openHouse({
    directory,
    recording,
    clock: createSystemClock(),
    logger: silentLogger,
    rendererDirectory: join(directory, 'renderer'),
    host: { name: 'web', version, platform: 'linux', locale: 'en', features },
  });
  closing.push(house.close);
  return house;
}

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** A server that answers as it is told, and lets everybody in. */
async function openBroken(answer: Answer, prepare = (_server: Server) => {}): Promise<House> {
  const server = createServer((request, response) => {
    if (request.url?.startsWith('/launch')) response.writeHead(303, { 'set-cookie': 'a=b; Path=/' }).end();
    else answer(request, response);
  });
  prepare(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = async () => {
    server.closeAllConnections();
    server.close();
  };
  closing.push(close);
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { origin, mintLaunchUrl: () => `${origin}/launch?token=a`, close };
}

describe('the page', () => {
  it('comes with all that it names', async () => {
    expect(await checkPage(await open(), words)).toEqual(ok({ files: 2 }));
  });

  it('has failed without its script, and where nothing was built', async () => {
    const house = await open();
    rmSync(join(directory, 'renderer/assets/a.js'));
    expect(await checkPage(house, words)).toEqual(failed(words.noPage('/assets/a.js: 404')));
    rmSync(join(directory, 'renderer/index.html'));
    expect(await checkPage(house, words)).toEqual(failed(words.noPage('/: 404')));
  });

  it('has failed without a policy', async () => {
    const house = await openBroken((_request, response) => response.end('<script src="a.js"></script>'));
    expect(await checkPage(house, words)).toEqual(failed(words.policyNotInForce()));
  });
});

describe('a recording', () => {
  it('is answered in parts', async () => {
    expect(await checkRecording(await open(), recording, words)).toEqual(ok({ status: 206 }));
  });

  it('has failed where it comes whole, and where it is not there', async () => {
    const whole = await openBroken((_request, response) => response.end(recording.bytes));
    expect(await checkRecording(whole, recording, words)).toEqual(failed(words.noRange(200, '')));
    const house = await open();
    rmSync(join(directory, 'probe.wav'));
    expect(await checkRecording(house, recording, words)).toEqual(failed(words.noRange(404, '')));
  });

  it('has failed where another part comes under the name of the one that was asked for', async () => {
    const { start, end } = askedRange;
    const house = await openBroken((_request, response) => {
      response.writeHead(206, { 'content-range': `bytes ${start}-${end}/${recording.bytes.length}` });
      response.end(recording.bytes.subarray(start + 1, end + 2));
    });
    expect(await checkRecording(house, recording, words)).toEqual(failed(words.otherBytes()));
  });
});

describe('the contract', () => {
  it('answers over the WebSocket, and says which version answers', async () => {
    const house = await open();
    expect(await checkContract(house, version, words)).toEqual(ok());
    expect(await checkContract(house, '2.0.0', words)).toEqual(failed(words.otherVersion(version, '2.0.0')));
  });

  it('has failed where there is no WebSocket, and where that closes without an answer', async () => {
    const unanswering = await openBroken((_request, response) => response.writeHead(404).end());
    expect(await checkContract(unanswering, version, words)).toEqual(
      failed(words.noContract('Unexpected server response: 404')),
    );
    const mute = await openBroken(
      (_request, response) => response.end(),
      (server) =>
        new WebSocketServer({ server }).on('connection', (socket) => socket.on('message', () => socket.close())),
    );
    expect(await checkContract(mute, version, words)).toMatchObject({
      status: 'failed',
      advice: words.noContract('').advice,
    });
  });
});

describe('strangers', () => {
  it('are refused, each of them', async () => {
    expect(await checkStrangers(await open(), words)).toEqual(ok({ refused: 6 }));
  });

  it.each([
    ['Host', (_request: IncomingMessage) => false],
    ['Origin', ({ headers }: IncomingMessage) => headers.host?.startsWith('perezvon') === true],
    ['no session', ({ headers }: IncomingMessage) => headers.cookie !== undefined],
  ])('have failed where one gets in (%s)', async (who, refuses) => {
    const house = await openBroken((request, response) => response.writeHead(refuses(request) ? 403 : 200).end());
    expect(await checkStrangers(house, words)).toEqual(failed(words.strangerLetIn(who, 200)));
  });

  it('have failed where a foreign page gets a WebSocket', async () => {
    const house = await openBroken(
      (_request, response) => response.writeHead(403).end(),
      (server) => new WebSocketServer({ server }),
    );
    expect(await checkStrangers(house, words)).toEqual(failed(words.strangerLetIn('WebSocket, Host', 101)));
  });
});
