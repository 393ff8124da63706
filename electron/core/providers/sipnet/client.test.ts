import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Readable } from 'node:stream';
import { buffer, text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { silentLogger } from '../../../../test/fakes/silent-logger.ts';
import { mp3 as makeSilence } from '../../../../test/fixtures/sound-formats.ts';
import { createHttp } from '../../http/client.ts';
import type { Http } from '../../http/http.ts';
import { createSystemClock } from '../../system-clock.ts';
import { type Proof, ProviderError } from '../errors.ts';
import type { ProviderClient, ProviderClientDeps } from '../provider.ts';
import { sipnetProvider } from './provider.ts';

interface Received {
  method: string | undefined;
  path: string | undefined;
  headers: IncomingHttpHeaders;
  body: Record<string, string>;
}
type Reply = (response: ServerResponse, request: Received) => void;

/** Answers written from the document, one operation at a time. */
const replies = new Map<string, Reply>();
const received: Received[] = [];
const server = createServer(async (request, response) => {
  const body = await text(request);
  const seen: Received = {
    method: request.method,
    path: request.url,
    headers: request.headers,
    body: body === '' ? {} : JSON.parse(body),
  };
  received.push(seen);
  const reply = replies.get(seen.body.operation ?? seen.path ?? '');
  if (reply === undefined) response.writeHead(404).end();
  else reply(response, seen);
});

let baseUrl = '';
let http: Http;

beforeEach(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api.php`;
  http = createHttp({ clock: createSystemClock(), logger: silentLogger, environment: {}, limits: { firstWaitMs: 1 } });
});

afterEach(async () => {
  await http.close();
  server.closeAllConnections();
  server.close();
  replies.clear();
  received.length = 0;
});

const password = { kind: 'password', login: 'ivanov', password: 'p4ss"word' } as const;

function open(more: Partial<ProviderClientDeps> = {}): ProviderClient {
  return sipnetProvider.createClient({
    http,
    clock: createSystemClock(),
    logger: silentLogger,
    baseUrl,
    credentials: password,
    timeZone: 'Europe/Moscow',
    ...more,
  });
}

const envelope = { status: 'success', apiVersion: '2.0.5', account: 'ivanov', sipid: '0042656976' };

function json(fields: object, status = 200): Reply {
  return (response) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(fields));
  };
}

function reply(operation: string, fields: object, status = 200): void {
  replies.set(operation, json({ ...envelope, operation, ...fields }, status));
}

function refuse(operation: string, errorMessage: string, more: object = {}, status = 200): void {
  replies.set(operation, json({ status: 'error', errorCode: 7, errorMessage, operation, ...more }, status));
}

async function failure(answer: Promise<unknown> | undefined): Promise<ProviderError> {
  const error = await answer?.then(
    () => expect.fail('it should have failed'),
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(ProviderError);
  return error as ProviderError;
}

const noon = Date.UTC(2026, 10, 20, 12);

describe('a request', () => {
  it('is JSON posted with login and password in its body, and never in its address', async () => {
    reply('balance', { balance: 100 });
    await open().probe();
    expect(received).toHaveLength(1);
    expect(received[0]).toMatchObject({
      method: 'POST',
      path: '/api.php',
      headers: { 'content-type': 'application/json' },
      body: { operation: 'balance', format: 'json', login: 'ivanov', password: 'p4ss"word' },
    });
  });

  it('carries the key alone where there is one', async () => {
    reply('balance', { balance: 100 });
    await open({ credentials: { kind: 'apikey', apikey: 'the-key' } }).probe();
    expect(received[0]?.body).toEqual({ operation: 'balance', format: 'json', apikey: 'the-key' });
  });
});

describe('probe', () => {
  it('says who the provider thinks this is', async () => {
    reply('balance', { balance: '-12.50', currency: 'RUB' });
    expect(await open().probe()).toEqual({
      identity: 'ivanov',
      sipId: '0042656976',
      balance: { amount: '-12.50', currency: 'RUB' },
    });
  });

  it('accepts a login that is the SIP id, also where the answer lost its zeros', async () => {
    reply('balance', { balance: 1, sipid: 42_656_976 });
    const credentials = { ...password, login: '0042656976' };
    expect((await open({ credentials }).probe()).identity).toBe('ivanov');
  });

  it('accepts a login that cannot be compared with a name', async () => {
    reply('balance', { balance: 1 });
    const credentials = { ...password, login: 'ivanov@example.org' };
    expect((await open({ credentials }).probe()).identity).toBe('ivanov');
  });

  it('does not know a key whose answer names nobody', async () => {
    replies.set('balance', json({ status: 'success', balance: 1 }));
    const credentials = { kind: 'apikey', apikey: 'the-key' } as const;
    expect((await failure(open({ credentials }).probe())).code).toBe('PROVIDER_GARBLED');
  });
});

describe('an answer that names somebody else', () => {
  it.each([
    [{ account: 'petrov', sipid: '0099' }, 'OTHER_ACCOUNT'],
    [{ account: 'petrov', sipid: undefined }, 'OTHER_ACCOUNT'],
    [{ account: undefined, sipid: '0099' }, undefined],
    [{ account: undefined, sipid: undefined }, undefined],
    [{ account: 'IVANOV', sipid: '0099' }, undefined],
  ])('%j', async (names, code) => {
    reply('balance', { balance: 1, ...names });
    const probed = open({ expectedIdentity: 'ivanov' }).probe();
    if (code === undefined) await probed;
    else expect((await failure(probed)).code).toBe(code);
  });

  it('may have carried out an order all the same', async () => {
    reply('gencall', { id: 1, account: 'petrov', sipid: '0099' });
    expect(await failure(open().orderCallback?.({ to: '79161000232' }))).toMatchObject({
      code: 'OTHER_ACCOUNT',
      proof: undefined,
    });
  });
});

describe('a refusal', () => {
  it.each([
    'Неверный логин или пароль',
    'Неправильный пароль',
    'Неверный API ключ',
    'Ошибка авторизации',
    'Логин не найден',
    'Invalid login or password',
    'Wrong apikey',
    'Authentication failed',
    'Unauthorized',
  ])('in words such as "%s" asks for other credentials', async (words) => {
    refuse('balance', words);
    expect(await failure(open().probe())).toMatchObject({ code: 'BAD_CREDENTIALS', detail: words });
  });

  it.each([
    'Неверный номер',
    'Неверное значение параметра',
    'Операция не разрешена. Обратитесь в службу поддержки',
    'Недостаточно средств',
    'Access to this function is denied',
    'Invalid phone number',
  ])('in words such as "%s" is passed on in the provider’s own', async (words) => {
    refuse('balance', words, { errorDescription: 'dstphone' });
    expect(await failure(open().probe())).toMatchObject({ code: 'PROVIDER_REFUSED', detail: `${words}. dstphone` });
  });

  it.each([200, 400, 403, 500])('is read under HTTP %s', async (status) => {
    refuse('gencall', 'Недостаточно средств', {}, status);
    expect(await failure(open().orderCallback?.({ to: '79161000232' }))).toMatchObject({
      code: 'PROVIDER_REFUSED',
      proof: status === 500 ? undefined : 'refused',
    });
  });

  it.each([
    ['Неверное значение параметра', { errorDescription: 'dstphone' }, 'to'],
    ['Неверный номер назначения', {}, 'to'],
    ['Вызываемый номер не существует', {}, 'to'],
    ['Не указан обязательный параметр', { errorDescription: 'srcphone' }, 'from'],
    ['Исходный номер не подтверждён', {}, 'from'],
    ['Неверный номер', {}, undefined],
    ['Недостаточно средств', {}, undefined],
    ['Неверны srcphone и dstphone', {}, undefined],
  ])('of an order leads to the number at fault: %s %o', async (words, more, field) => {
    refuse('gencall', words, more);
    expect(await failure(open().orderCallback?.({ to: '79161000232' }))).toMatchObject({
      code: 'PROVIDER_REFUSED',
      proof: 'refused',
      field,
    });
  });

  it.each([
    ['Внутренняя ошибка сервера', {}],
    ['Превышено время ожидания', {}],
    ['Internal error', {}],
    ['Gateway timed out', {}],
    ['Не удалось', { errorCode: 503 }],
    ['Не удалось', { errorDescription: 'PDOException: deadlock' }],
  ])('that speaks of a broken service (%s %o) proves nothing', async (words, more) => {
    refuse('gencall', words, more);
    expect(await failure(open().orderCallback?.({ to: '79161000232' }))).toMatchObject({
      code: 'PROVIDER_REFUSED',
      proof: undefined,
    });
  });

  it('is plain text, bounded, and never echoes the password', async () => {
    refuse('balance', `<b>no</b>\u0000\u202e for p4ss"word ${'x'.repeat(6000)}`);
    const { detail = '' } = await failure(open().probe());
    expect(detail).toMatch(/^no for ••• x+$/);
    expect(detail.length).toBeLessThanOrEqual(500);
  });
});

describe('an answer outside the wire', () => {
  const html: Reply = (response) => void response.setHeader('content-type', 'text/html').end('<html>login</html>');
  const status =
    (code: number, headers: Record<string, string> = {}): Reply =>
    (response) =>
      void response.writeHead(code, headers).end('<html>');

  it.each<[string, Reply, string, Proof?]>([
    ['a page', html, 'PROVIDER_GARBLED'],
    ['nothing', (response) => void response.end(), 'PROVIDER_GARBLED'],
    ['half of it', (response) => void response.end('{"status":"succ'), 'PROVIDER_GARBLED'],
    ['somebody else’s JSON', json({ ok: true }), 'PROVIDER_GARBLED'],
    ['a list', json([]), 'PROVIDER_GARBLED'],
    ['a deep nest', (response) => void response.end('['.repeat(200_000)), 'PROVIDER_GARBLED'],
    ['a flood', (response) => void response.end(' '.repeat(17 * 1024 * 1024)), 'PROVIDER_GARBLED'],
    ['401', status(401), 'BAD_CREDENTIALS', 'refused'],
    ['403', status(403), 'PROVIDER_REFUSED'],
    ['404', status(404), 'WRONG_ADDRESS'],
    ['a move', status(302, { location: 'https://elsewhere.example/' }), 'WRONG_ADDRESS'],
    ['429', status(429), 'PROVIDER_DOWN'],
    ['502', status(502), 'PROVIDER_DOWN'],
    ['504', status(504), 'PROVIDER_SLOW'],
    ['a drop', (response) => void response.destroy(), 'PROVIDER_DOWN'],
  ])('such as %s', async (_, answer, code, proof) => {
    replies.set('balance', answer).set('gencall', answer);
    expect((await failure(open().probe())).code).toBe(code);
    received.length = 0;
    expect(await failure(open().orderCallback?.({ to: '79161000232' }))).toMatchObject({ code, proof });
    expect(received).toHaveLength(1);
  });

  it('is a wrong address only while the address has proven nothing', async () => {
    const nowhere = { baseUrl: 'https://no-such-host.invalid/api.php' };
    expect((await failure(open(nowhere).probe())).code).toMatch(/WRONG_ADDRESS|PROVIDER_DOWN/);
    expect((await failure(open({ ...nowhere, expectedIdentity: 'ivanov' }).probe())).code).toBe('PROVIDER_DOWN');
  });
});

describe('listCalls', () => {
  const row = { CID: 1, Account: '0042656976', GMT: '20.11.2026 10:15:00', Phone: '0042656976', CLI: '79161000232' };

  it('asks calls, attempts and the calls of the PBX of every day, the newest first, children included, with all six parts of the dates', async () => {
    reply('calls', { calls: [] });
    reply('attempts', { attempts: [] });
    reply('pbxcalls', { calls: [] });
    await open().listCalls({ from: noon, to: noon + 2 * 86_400_000 });
    expect(received.map(({ body: { operation, d1, d2, showchild } }) => [operation, d1, d2, showchild])).toEqual([
      ['calls', '22.11.2026 12:00:00', '22.11.2026 12:00:00', '1'],
      ['attempts', '22.11.2026 12:00:00', '22.11.2026 12:00:00', '1'],
      ['pbxcalls', '22.11.2026 12:00:00', '22.11.2026 12:00:00', undefined],
      ['calls', '21.11.2026 12:00:00', '22.11.2026 11:59:59', '1'],
      ['attempts', '21.11.2026 12:00:00', '22.11.2026 11:59:59', '1'],
      ['pbxcalls', '21.11.2026 12:00:00', '22.11.2026 11:59:59', undefined],
      ['calls', '20.11.2026 12:00:00', '21.11.2026 11:59:59', '1'],
      ['attempts', '20.11.2026 12:00:00', '21.11.2026 11:59:59', '1'],
      ['pbxcalls', '20.11.2026 12:00:00', '21.11.2026 11:59:59', undefined],
    ]);
  });

  it('reads rows of both, and keeps what it cannot read', async () => {
    reply('calls', { calls: [{ ...row, Duration: 61 }, { GMT: 'soon', URL: 'https://secret.example/' }, 'row'] });
    reply('attempts', { Attempts: [{ ...row, CID: undefined, ISDNCode: 19 }] });
    const { rows: calls, unreadable } = await open().listCalls({ from: noon, to: noon });
    expect(calls.map(({ list, direction, outcome }) => [list, direction, outcome])).toEqual([
      ['calls', 'in', 'ended'],
      ['attempts', 'in', 'missed'],
    ]);
    expect(unreadable).toEqual([{ GMT: 'soon', URL: '…' }, { value: 'row' }]);
  });

  it.each([[undefined], [null], [''], [{}]])('takes %j for an empty list', async (calls) => {
    reply('calls', { calls });
    reply('attempts', { attempts: calls });
    expect(await open().listCalls({ from: noon, to: noon })).toEqual({ rows: [], unreadable: [] });
  });

  it('takes rows that PHP made an object', async () => {
    reply('calls', { calls: { 1: row, 3: { ...row, CID: 2 } } });
    reply('attempts', {});
    expect((await open().listCalls({ from: noon, to: noon })).rows).toHaveLength(2);
  });

  it('keeps ids apart that are too long for a number', async () => {
    replies.set('calls', (response) => {
      response.end(
        `{"status":"success","calls":[${[1, 2].map((last) => `{"CID":9007199254740993000${last},"GMT":"20.11.2026 10:15:00"}`)}]}`,
      );
    });
    reply('attempts', {});
    const { rows: calls } = await open().listCalls({ from: noon, to: noon });
    expect(calls.map(({ ids }) => ids[0]?.value)).toEqual(['90071992547409930001', '90071992547409930002']);
  });

  it('asks once for the account’s numbers where a row names no own one', async () => {
    const foreign = { ...row, Phone: '74951234567' };
    reply('calls', { calls: [foreign] });
    reply('attempts', { attempts: [foreign] });
    reply('aninnumbers', { phones: [{ phone: '8 (495) 123-45-67', default: 'Y' }, null] });
    const client = open();
    const { rows: calls } = await client.listCalls({ from: noon, to: noon });
    expect(calls.map((call) => call.direction)).toEqual(['in', 'in']);
    await client.listCalls({ from: noon, to: noon });
    expect(received.filter(({ body }) => body.operation === 'aninnumbers')).toHaveLength(1);
  });

  it('leaves the direction open where the numbers may not be asked', async () => {
    reply('calls', { calls: [{ ...row, Phone: '74951234567' }] });
    reply('attempts', {});
    refuse('aninnumbers', 'Операция не разрешена');
    const { rows: calls } = await open().listCalls({ from: noon, to: noon });
    expect(calls[0]?.direction).toBeUndefined();
  });

  it('reads by numbers that are known without asking', async () => {
    reply('calls', { calls: [{ ...row, Phone: '74951234567' }] });
    reply('attempts', {});
    const { rows: calls } = await open({ ownNumbers: ['+74951234567'] }).listCalls({ from: noon, to: noon });
    expect(calls[0]?.direction).toBe('in');
    expect(received.map(({ body }) => body.operation)).not.toContain('aninnumbers');
  });

  it.each([
    ['Операция не разрешена', 1],
    ['Внутренняя ошибка', 1],
  ])('goes on where the calls of the PBX are refused with "%s"', async (words, asked) => {
    reply('calls', { calls: [row] });
    reply('attempts', {});
    refuse('pbxcalls', words);
    const client = open();
    for (const _ of [1, 2]) {
      expect((await client.listCalls({ from: noon, to: noon })).rows).toHaveLength(1);
    }
    expect(received.filter(({ body }) => body.operation === 'pbxcalls')).toHaveLength(asked);
  });

  it('says at once that the password is wrong, whichever list is told', async () => {
    reply('calls', { calls: [row] });
    reply('attempts', {});
    refuse('pbxcalls', 'Неверный пароль');
    expect((await failure(open().listCalls({ from: noon, to: noon }))).code).toBe('BAD_CREDENTIALS');
  });

  it('fails as a whole where one list fails: half a list would look like a quiet day', async () => {
    reply('calls', { calls: [row] });
    refuse('attempts', 'Операция не разрешена');
    expect((await failure(open().listCalls({ from: noon, to: noon }))).code).toBe('PROVIDER_REFUSED');
  });

  it('is repeated after a failure that may pass', async () => {
    reply('calls', { calls: [row] });
    replies.set('attempts', (response, request) => {
      const times = received.filter(({ body }) => body.operation === 'attempts').length;
      if (times < 3) response.writeHead(502).end('<html>');
      else json({ ...envelope, attempts: [] })(response, request);
    });
    expect((await open().listCalls({ from: noon, to: noon })).rows).toHaveLength(1);
  });
});

describe('the hook', () => {
  it('is listed, set and cleared', async () => {
    reply('webhook', { webhooks: ['https://relay.example/hook/key'] });
    const { hook } = open();
    expect(await hook?.list()).toEqual(['https://relay.example/hook/key']);
    await hook?.set('https://relay.example/hook/other');
    await hook?.clear();
    expect(received.map(({ body: { action, url } }) => [action, url])).toEqual([
      ['list', undefined],
      ['set', 'https://relay.example/hook/other'],
      ['clear', undefined],
    ]);
  });

  it('is set once, whatever the answer', async () => {
    replies.set('webhook', (response) => response.writeHead(502).end());
    expect(await failure(open().hook?.set('https://relay.example/'))).toMatchObject({ proof: undefined });
    expect(received).toHaveLength(1);
  });
});

describe('a callback', () => {
  it('is ordered with the numbers as they were given', async () => {
    reply('gencall', { id: 77 });
    const { orderCallback } = open();
    expect(await orderCallback?.({ to: '+79161000232', from: '101' })).toEqual({ orderId: '77' });
    expect(received[0]?.body).toMatchObject({ dstphone: '+79161000232', srcphone: '101' });
  });

  it('leaves the own phone to the provider where none is given, and may have no id', async () => {
    reply('gencall', {});
    expect(await open().orderCallback?.({ to: '0042656976' })).toEqual({ orderId: undefined });
    expect(received[0]?.body).not.toHaveProperty('srcphone');
  });

  it('that nobody could receive did not happen', async () => {
    const client = open({ baseUrl: 'http://127.0.0.1:1/api.php' });
    expect(await failure(client.orderCallback?.({ to: '79161000232' }))).toMatchObject({
      code: 'PROVIDER_DOWN',
      proof: 'unsent',
    });
  });

  it('is followed by its id over a period that holds it', async () => {
    reply('calls2', { calls: [{ ID: 77, State: 'CONNECTED' }] });
    expect(await open().followCallback?.('77', noon)).toMatchObject({ state: 'connected', wasConnected: true });
    expect(received[0]?.body).toMatchObject({ id: '77', d1: '19.11.2026 12:00:00', d2: '21.11.2026 12:00:00' });
  });

  it('that is not listed yet has no progress', async () => {
    reply('calls2', {});
    expect(await open().followCallback?.('77', noon)).toBeUndefined();
  });
});

describe('how long recordings are kept', () => {
  it.each([
    [{ expiration: 3600 }, 3600_000],
    [{ expiration: '86400' }, 86_400_000],
    [{}, 7 * 24 * 3600_000],
    [{ expiration: 0 }, 7 * 24 * 3600_000],
  ])('is what the setting says, and a week where it says nothing: %j', async (fields, ms) => {
    reply('recordcalls', fields);
    expect(await open().recordingsKeptMs?.()).toBe(ms);
  });
});

describe('a recording', () => {
  const mp3 = makeSilence(10);
  const bytes =
    (body: Buffer, headers: Record<string, string>, code = 200): Reply =>
    (response) =>
      void response.writeHead(code, headers).end(body);
  const audio = bytes(mp3, { 'content-type': 'audio/mpeg', 'content-length': String(mp3.length) });
  const openRecording = (locator: object) => open().openRecording?.(JSON.stringify({ startedAt: noon, ...locator }));
  const listed = (url: string, cid = 5) =>
    reply('calls', { calls: [{ CID: cid, GMT: '20.11.2026 12:00:00', Duration: 9, URL: url }] });

  it('comes by its id', async () => {
    replies.set('getrec', audio);
    const download = await openRecording({ cid: '5' });
    expect(download).toMatchObject({ totalBytes: mp3.length });
    expect((await buffer(download?.stream as Readable)).equals(mp3)).toBe(true);
    expect(received.map(({ body: { operation, cid } }) => [operation, cid])).toEqual([['getrec', '5']]);
  });

  it('is opened at its first bytes, and breaks off where the network does', async () => {
    replies.set('getrec', (response) => {
      response.writeHead(200, { 'content-type': 'audio/mpeg', 'content-length': '5003' }).write(mp3.subarray(0, 30));
      server.once('perezvon-cut', () => response.destroy());
    });
    const download = await openRecording({ cid: '5' });
    const reading = buffer(download?.stream as Readable).then(
      () => expect.fail('it should have broken off'),
      (error: unknown) => error,
    );
    server.emit('perezvon-cut');
    expect(await reading).toMatchObject({ kind: 'broken' });
  });

  it('comes by the call’s id where the leg’s finds nothing', async () => {
    replies.set('getrec', (response, request) => {
      if (request.body.uuid === 'u') audio(response, request);
      else response.writeHead(404).end();
    });
    expect(await openRecording({ cid: '5', uuid: 'u' })).toMatchObject({ totalBytes: mp3.length });
  });

  it('comes by the address of a fresh listing, without credentials', async () => {
    const base = new URL(baseUrl).origin;
    listed(`${base}/record?key=1`);
    replies.set('/record?key=1', audio);
    expect(await openRecording({ cid: '5' })).toMatchObject({ totalBytes: mp3.length });
    const last = received.at(-1);
    expect(last).toMatchObject({ method: 'GET', body: {} });
    expect(JSON.stringify(last)).not.toContain('p4ss');
  });

  it('comes by an address that is at hand, and by its id where that has died', async () => {
    const url = `${new URL(baseUrl).origin}/record`;
    replies.set('/record', audio).set('getrec', audio);
    expect(await openRecording({ cid: '5', url })).toMatchObject({ totalBytes: mp3.length });
    expect(received).toHaveLength(1);
    replies.set('/record', bytes(Buffer.from('gone'), {}, 403));
    expect(await openRecording({ cid: '5', url })).toMatchObject({ totalBytes: mp3.length });
  });

  it.each([
    ['an archive', Buffer.from('PK\x03\x04rest'), 'application/zip'],
    ['audio without a name', mp3, 'application/octet-stream'],
    ['audio that calls itself a page', mp3, 'text/html; charset=utf-8'],
    ['audio that calls itself an answer of the API', mp3, 'application/json'],
    [
      'audio behind a warning of PHP',
      Buffer.concat([Buffer.from('<br />\n<b>Warning</b>: header'), mp3]),
      'audio/mpeg',
    ],
    ['audio that begins with silence', Buffer.alloc(64), 'audio/mpeg; charset=binary'],
    ['a picture, which is none of ours to tell', Buffer.from('GIF89a\x01\x00\x01\x00'), 'image/gif'],
  ])('is handed over whatever its label says: %s', async (_, body, type) => {
    replies.set('getrec', bytes(body, { 'content-type': type }));
    const download = await openRecording({ cid: '5' });
    expect((await buffer(download?.stream as Readable)).equals(body)).toBe(true);
  });

  it.each([
    ['by its length', { 'content-length': String(mp3.length) }, true, mp3.length],
    ['by its pieces', { 'transfer-encoding': 'chunked' }, true, undefined],
    ['by nothing', { connection: 'close' }, false, undefined],
  ])('says whether its end is proven: %s', async (_, headers, isEndProven, totalBytes) => {
    replies.set('getrec', (response) => {
      response.useChunkedEncodingByDefault = 'transfer-encoding' in headers;
      response.writeHead(200, { 'content-type': 'audio/mpeg', ...headers }).end(mp3);
    });
    const download = await openRecording({ cid: '5' });
    expect((await buffer(download?.stream as Readable)).equals(mp3)).toBe(true);
    expect(download).toMatchObject({ totalBytes, isEndProven });
  });

  it('is no text that comes in small pieces', async () => {
    replies.set('getrec', async (response) => {
      response.writeHead(200, { 'content-type': 'audio/mpeg' });
      for (const piece of ['{"status"', ':"error","errorMess', 'age":"Запись не найдена"}']) {
        response.write(piece);
        await new Promise((resolve) => setImmediate(resolve));
      }
      response.end();
    });
    reply('calls', { calls: [] });
    expect((await failure(openRecording({ cid: '5' }))).code).toBe('RECORDING_EXPIRED');
  });

  it.each<[string, Reply, string]>([
    ['a 404', bytes(Buffer.from('Not found'), {}, 404), 'RECORDING_EXPIRED'],
    ['"not found" in words', json({ status: 'error', errorMessage: 'Запись не найдена' }), 'RECORDING_EXPIRED'],
    ['a refusal', json({ status: 'error', errorMessage: 'Недостаточно прав' }), 'PROVIDER_REFUSED'],
    [
      'a refusal that calls itself audio',
      bytes(Buffer.from(' {"status":"error","errorMessage":"Нет"}'), { 'content-type': 'audio/mpeg' }),
      'PROVIDER_REFUSED',
    ],
    ['bad credentials', json({ status: 'error', errorMessage: 'Неверный пароль' }), 'BAD_CREDENTIALS'],
    ['a page', bytes(Buffer.from('<html>'), { 'content-type': 'text/html' }), 'PROVIDER_GARBLED'],
    [
      'a page that calls itself audio',
      bytes(Buffer.from('\n<!doctype html>'), { 'content-type': 'audio/mpeg' }),
      'PROVIDER_GARBLED',
    ],
    ['nothing', bytes(Buffer.alloc(0), { 'content-type': 'audio/mpeg' }), 'RECORDING_BROKEN'],
    ['words', bytes(Buffer.from('Try again later'), { 'content-type': 'audio/mpeg' }), 'PROVIDER_GARBLED'],
    ['a success without audio', json(envelope), 'RECORDING_BROKEN'],
    ['502', bytes(Buffer.from('<html>'), {}, 502), 'PROVIDER_DOWN'],
  ])('is never %s', async (_, answer, code) => {
    replies.set('getrec', answer);
    reply('calls', { calls: [] });
    expect((await failure(openRecording({ cid: '5' }))).code).toBe(code);
  });

  it('of another call is never taken for it', async () => {
    listed(`${new URL(baseUrl).origin}/record`, 6);
    replies.set('/record', audio);
    expect((await failure(openRecording({ cid: '5' }))).code).toBe('RECORDING_EXPIRED');
  });
});
