import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createHttp } from '../../electron/core/http/client.ts';
import type { Http } from '../../electron/core/http/http.ts';
import { ProviderError } from '../../electron/core/providers/errors.ts';
import { integrationProvider } from '../../electron/core/providers/integration-api/provider.ts';
import type {
  AudioDownload,
  KeptSecrets,
  ProviderClient,
  ProviderClientDeps,
} from '../../electron/core/providers/provider.ts';
import { createSystemClock } from '../../electron/core/system-clock.ts';
import type { BrandName } from '../../electron/demo/integration-api/brand.ts';
import type { Traps } from '../../electron/demo/integration-api/traps.ts';
import { createSigningKeys } from '../../electron/demo/integration-api/web-token.ts';
import { silentLogger } from '../fakes/silent-logger.ts';
import { type IntegrationApiUnderTest, lines, openIntegrationApi } from '../fixtures/integration-api-contract.ts';

const minute = 60_000;
const day = 24 * 3600_000;
const caller = '79430000211';

let under: IntegrationApiUnderTest;
let http: Http;
let kept: Record<string, string>;
const store: KeptSecrets = {
  read: async () => kept,
  write: async (secrets) => {
    kept = { ...secrets };
  },
};

beforeEach(async () => {
  kept = {};
  under = await openIntegrationApi();
  http = createHttp({ clock: createSystemClock(), logger: silentLogger, environment: {}, limits: { firstWaitMs: 1 } });
});
afterEach(async () => {
  await http.close();
  await under.close();
});

async function changeBrand(brand: BrandName): Promise<void> {
  await under.close();
  under = await openIntegrationApi({ brand });
}

function open(
  more: Partial<ProviderClientDeps> = {},
  environments = { production: under.stand.url, test: '' },
): ProviderClient {
  const token = under.stand.authorizationToken() ?? '';
  return integrationProvider({
    id: 'sunsim',
    environments: { ...environments, test: environments.test || under.stand.url },
  }).createClient({
    http,
    clock: { ...createSystemClock(), now: under.clock.now },
    logger: silentLogger,
    baseUrl: under.stand.url,
    timeZone: 'Europe/Moscow',
    credentials: { kind: 'token', token },
    lines,
    kept: store,
    ...more,
  });
}

async function codeOf(answer: Promise<unknown> | undefined): Promise<string> {
  const error = await answer?.then(
    () => expect.fail('it should have failed'),
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(ProviderError);
  return (error as ProviderError).code;
}

const month = () => ({ from: under.clock.now() - 28 * day, to: under.clock.now() + 5 * minute });
const pairs = () => under.stand.journal.filter(({ method }) => method?.startsWith('auth/')).length;

describe('connecting', () => {
  it.each(['sunsim', 'alloincognito'] as const)(
    'makes one pair at %s and knows the contract by the token',
    async (brand) => {
      await changeBrand(brand);
      expect(await open().probe()).toEqual({ identity: '5000000' });
      expect(pairs()).toBe(1);
      expect(Object.keys(kept).sort()).toEqual(
        ['access', 'accessUntil', 'ahead', 'madeFrom', 'refresh', 'refreshUntil', 'renewAt'].sort(),
      );
    },
  );

  it('takes a token as it comes out of a document: with breaks, quotes and the word before it', async () => {
    const token = under.stand.authorizationToken() ?? '';
    const pasted = `"Bearer ${token.slice(0, 80)}\n ${token.slice(80)}"`;
    expect(await open({ credentials: { kind: 'token', token: pasted } }).probe()).toEqual({ identity: '5000000' });
  });

  it.each([
    ['hello', 'NOT_A_TOKEN'],
    ['a.b.c', 'NOT_A_TOKEN'],
  ])('says that %s is no token, and asks nobody', async (token, code) => {
    expect(await codeOf(open({ credentials: { kind: 'token', token } }).probe())).toBe(code);
    expect(under.stand.journal).toHaveLength(0);
  });

  it('says that a token of the pair is not the one that is needed', async () => {
    const { accessToken, refreshToken } = await under.connect();
    for (const token of [accessToken, refreshToken]) {
      expect(await codeOf(open({ credentials: { kind: 'token', token } }).probe())).toBe('OTHER_TOKEN');
    }
  });

  it.each(['status', 'status-with-error', 'error-in-200'] as const)(
    'says that a token was removed or has expired, where refusals come as %s',
    async (unauthorizedAs) => {
      under.stand.setTraps({ unauthorizedAs });
      const token = under.stand.authorizationToken() ?? '';
      under.stand.regenerateToken();
      expect(await codeOf(open({ credentials: { kind: 'token', token } }).probe())).toBe('TOKEN_REVOKED');
      await changeBrand('alloincognito');
      under.stand.setTraps({ unauthorizedAs });
      const client = open();
      under.stand.setClockOffset(366 * day);
      expect(await codeOf(client.probe())).toBe('TOKEN_EXPIRED');
    },
  );

  it.each(['forbidden', 'error-in-200'] as const)('says that the service is off, told as %s', async (serviceOffAs) => {
    for (const serviceOffStops of ['everything', 'methods'] as const) {
      under.stand.setTraps({ serviceOffAs, serviceOffStops });
      under.stand.switchServiceOff();
      expect(await codeOf(open().probe())).toBe('SERVICE_OFF');
    }
  });

  it('says that the service is off where every new pair is refused', async () => {
    under.stand.setTraps({ serviceOffAs: 'unauthorized', serviceOffStops: 'methods' });
    under.stand.switchServiceOff();
    expect(await codeOf(open().probe())).toBe('SERVICE_OFF');
    expect(pairs()).toBe(3);
  });

  it('finds out that a token is of the other stand, and asks that stand only when a token was just pasted', async () => {
    const other = await openIntegrationApi({ seed: 'other', keys: createSigningKeys() });
    try {
      const environments = { production: other.stand.url, test: under.stand.url };
      const credentials = { kind: 'token', token: other.stand.authorizationToken() ?? '' } as const;
      expect(await codeOf(open({ credentials }, environments).probe())).toBe('WRONG_ENVIRONMENT');
      expect(await codeOf(open({ credentials, expectedIdentity: '5000000' }, environments).probe())).toBe(
        'TOKEN_REVOKED',
      );
      expect(other.stand.journal).toHaveLength(1);
    } finally {
      await other.close();
    }
  });
});

describe('the list of calls', () => {
  function addCalls(): void {
    const { stand, clock } = under;
    const at = (ms: number) => clock.now() - ms;
    stand.addCall({ direction: 'in', remote: caller, startedAt: at(27 * day), ringSeconds: 4, talkSeconds: 65 });
    stand.addCall({
      direction: 'out',
      remote: '79430000224',
      line: lines[1],
      startedAt: at(4 * minute),
      talkSeconds: 20,
    });
    stand.addCall({ direction: 'in', remote: '442079460958', startedAt: at(3 * minute), ringSeconds: 15 });
    stand.addCall({ direction: 'in', remote: '', line: lines[1], startedAt: at(minute), voicemail: 'unread' });
  }

  const usual = [
    ['in', lines[0], 'ended', 65],
    ['out', lines[1], 'ended', 20],
    ['in', lines[0], 'missed', 0],
    ['in', lines[1], 'missed', 0],
  ];

  const readings: Partial<Traps>[] = [
    {},
    { errorStatus: 'http' },
    { successError: 'null' },
    { successError: 'absent', placement: 'beside-result' },
    { scalars: 'strings', unknownFields: true },
    { searchDepth: 'window' },
    { searchDepth: 'back', monthLength: '30-days' },
    { periodEnd: 'exclusive' },
    { listNums: 'with-8' },
    { listNums: 'with-8', foreignNums: 'empty' },
    { listNums: 'ten-digits' },
    { rowFields: 'many', rowCase: 'lower' },
    { rowFields: 'other-names', rowCase: 'capital' },
    { durations: 'clock', absentFields: 'left-out' },
    { extNums: 'plus', hiddenNums: 'word' },
    { rowOrder: 'newest-first', duplicateRows: true },
    { emptyLists: 'absent' },
    { emptyLists: 'null', unauthorizedAs: 'error-in-200', accessLivesMs: 60_000 },
    { earlyRefresh: 'refused' },
    ...(['local', 'seconds', 'milliseconds-number', 'seconds-left', 'words', 'absent', 'iso-offset'] as const).map(
      (expiredIn) => ({ expiredIn, tokenExp: 'absent' as const }),
    ),
  ];

  it.each(readings)('is read under %o', async (traps) => {
    under.stand.setTraps(traps);
    addCalls();
    const { rows: calls, unreadable } = await open().listCalls(month());
    expect(unreadable).toEqual([]);
    calls.sort((a, b) => a.startedAt - b.startedAt);
    expect(calls.map((call) => [call.direction, call.line, call.outcome, call.talkSeconds])).toEqual(usual);
    expect(calls.map((call) => call.startedAt)).toEqual(
      under.stand.calls.map(({ startedAt }) => Math.floor(startedAt / 1000) * 1000),
    );
    expect(calls.map((call) => call.recording !== undefined)).toEqual([true, true, false, true]);
  });

  it('asks with 8 once where ten digits bring nothing, and keeps to the form that brought rows', async () => {
    under.stand.setTraps({ listNums: 'with-8' });
    addCalls();
    const client = open();
    await client.listCalls(month());
    const before = under.stand.requestsFor('request/getcalllist').length;
    await client.listCalls({ from: under.clock.now() - minute, to: under.clock.now() });
    expect(under.stand.requestsFor('request/getcalllist').length - before).toBe(2 * lines.length);
  });

  it('is not asked for twice by a quiet line but once a day', async () => {
    const client = open();
    const ask = async () => {
      const before = under.stand.requestsFor('request/getcalllist').length;
      await client.listCalls({ from: under.clock.now() - minute, to: under.clock.now() });
      return under.stand.requestsFor('request/getcalllist').length - before;
    };
    expect([await ask(), await ask()]).toEqual([8, 4]);
    under.clock.advance(day);
    expect([await ask(), await ask()]).toEqual([8, 4]);
  });

  it('is not lost for all because one number is not of the contract, and says so when none is', async () => {
    addCalls();
    const { rows: calls } = await open({ lines: [...lines, '4959999999'] }).listCalls(month());
    expect(calls).toHaveLength(4);
    expect(await codeOf(open({ lines: ['4959999999'] }).listCalls(month()))).toBe('PROVIDER_REFUSED');
  });

  it('keeps rows without a duration without guessing at them', async () => {
    under.stand.setTraps({ rowFields: 'no-duration' });
    addCalls();
    const { rows: calls } = await open().listCalls(month());
    expect(calls.map((call) => call.outcome)).toEqual([undefined, undefined, undefined, undefined]);
  });
});

describe('tokens', () => {
  const ask = (client: ProviderClient) => client.listCalls({ from: under.clock.now() - minute, to: under.clock.now() });

  it('are refreshed ahead of their end, and used again after a restart', async () => {
    await ask(open());
    await ask(open());
    expect(pairs()).toBe(1);
    under.clock.advance(23.5 * 3600_000);
    await ask(open());
    expect(under.stand.requestsFor('auth/integrationapi/refresh')).toHaveLength(1);
    expect(under.stand.journal.filter(({ outcome }) => outcome === 'unauthorized')).toEqual([]);
  });

  it.each([-5, 5, 40])('live by the clock of the provider, where ours is %d hours off', async (hours) => {
    under.stand.setClockOffset(hours * 3600_000);
    const client = open();
    for (let hour = 0; hour < 50; hour += 2) {
      await ask(client);
      under.clock.advance(2 * 3600_000);
    }
    expect(under.stand.journal.filter(({ outcome }) => outcome === 'unauthorized')).toEqual([]);
    expect(under.stand.requestsFor('auth/integrationapi/create')).toHaveLength(1);
  });

  it('are made anew after long sleep, and after somebody else made a pair', async () => {
    const client = open();
    await ask(client);
    under.clock.advance(3 * day);
    await ask(client);
    under.stand.killPair();
    await ask(client);
    expect(under.stand.requestsFor('auth/integrationapi/create')).toHaveLength(3);
  });
});

describe('a callback', () => {
  it.each([
    ['+79430000211', '89430000211'],
    ['+442079460958', '810442079460958'],
  ])('to %s is ordered once, from a number of the contract', async (to, phoneTo) => {
    const client = open();
    expect(await client.orderCallback?.({ to, from: '+7 (499) 000-01-20' })).toEqual({ orderId: undefined });
    expect(await client.orderCallback?.({ to })).toEqual({ orderId: undefined });
    expect(under.stand.requestsFor('callback/create').map(({ parameters }) => parameters)).toEqual([
      { PhoneTo: phoneTo, PhoneFrom: lines[1] },
      { PhoneTo: phoneTo, PhoneFrom: lines[0] },
    ]);
    expect(under.stand.orders).toHaveLength(2);
  });

  it.each(['empty', 'text', 'no-error'] as const)('counts where the answer is %s', async (callbackAnswer) => {
    under.stand.setTraps({ callbackAnswer });
    expect(await open().orderCallback?.({ to: caller })).toEqual({ orderId: undefined });
  });

  it.each(['no-success', 'odd-code'] as const)('is unknown where the answer is %s', async (callbackAnswer) => {
    under.stand.setTraps({ callbackAnswer });
    await expect(open().orderCallback?.({ to: caller })).rejects.toMatchObject({ proof: undefined });
    expect(under.stand.requestsFor('callback/create')).toHaveLength(1);
  });

  it('is carried out once, and with a new token where the old one is dead', async () => {
    const client = open();
    await client.listCalls(month());
    under.stand.killPair();
    await client.orderCallback?.({ to: caller });
    expect(under.stand.orders).toHaveLength(1);
  });

  it('is refused with the words of the provider, and not ordered from a foreign phone or to no number', async () => {
    under.stand.setTraps({ callbacksRefused: true });
    await expect(open().orderCallback?.({ to: caller })).rejects.toMatchObject({
      code: 'PROVIDER_REFUSED',
      detail: expect.stringContaining('недостаточно средств'),
      proof: 'refused',
    });
    expect(await codeOf(open().orderCallback?.({ to: caller, from: '+79161234567' }))).toBe('NUMBER_NOT_OWN');
    expect(await codeOf(open().orderCallback?.({ to: 'sip:anna' }))).toBe('NUMBER_UNREADABLE');
    expect(under.stand.orders).toHaveLength(0);
  });

  it.each(['bad-gateway', 'drop'] as const)('is not repeated when the answer is %s', async (kind) => {
    const client = open();
    await client.listCalls(month());
    under.stand.setTraps({ fault: { kind, when: 'after' } });
    await expect(client.orderCallback?.({ to: caller })).rejects.toMatchObject({ proof: undefined });
    expect(under.stand.orders).toHaveLength(1);
    expect(under.stand.requestsFor('callback/create')).toHaveLength(1);
  });
});

describe('a recording', () => {
  const megabyte = 1024 * 1024;

  async function listRecording(bytes = 300_000) {
    under.stand.addCall({
      direction: 'in',
      remote: caller,
      startedAt: under.clock.now() - minute,
      talkSeconds: 5,
      recordingBytes: bytes,
    });
    const client = open();
    const { rows: calls } = await client.listCalls(month());
    const locator = calls[0]?.recording;
    if (locator === undefined) throw new Error('no recording was listed');
    return { client, locator };
  }

  function openAudio(client: ProviderClient, locator: string): Promise<AudioDownload> {
    if (client.openRecording === undefined) throw new Error('this client opens no recordings');
    return client.openRecording(locator);
  }

  async function expectedHash(id: string | undefined): Promise<string> {
    const hash = createHash('sha256');
    const source = await under.stand.audio(id ?? '');
    if (source === undefined) throw new Error('no audio');
    for (let at = 0; at < source.size; at += megabyte) hash.update(source.read(at, at + megabyte));
    return hash.digest('hex');
  }

  const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

  const readings: Partial<Traps>[] = [
    {},
    { placement: 'in-result' },
    { placement: 'beside-result' },
    { base64: 'escaped-slashes' },
    { base64: 'escaped-codes' },
    { base64: 'lines' },
    { base64: 'unpadded' },
    { base64: 'url-alphabet' },
    { fileLength: 'chunked', fileNames: 'hostile' },
    { revokedMidFile: 'cut' },
    { revokedMidFile: 'cut', hashResults: 'forgotten' },
    { revokedMidFile: 'goes-on' },
    { recordIds: 'odd' },
    { unauthorizedAs: 'error-in-200' },
  ];

  it.each(readings)('comes byte for byte under %o', async (traps) => {
    under.stand.setTraps({ ...traps, revokedMidFile: 'no' });
    const { client, locator } = await listRecording();
    if (traps.unauthorizedAs !== undefined) under.stand.killPair();
    under.stand.setTraps(traps);
    const download = await openAudio(client, locator);
    const bytes = await buffer(download.stream);
    expect(hashOf(bytes)).toBe(await expectedHash(locator));
    expect(download).toMatchObject({ totalBytes: undefined, isEndProven: true });
  });

  it('of fifty megabytes ends well though its access token dies in the middle', async () => {
    const { client, locator } = await listRecording(50 * megabyte);
    under.stand.setTraps({ revokedMidFile: 'cut' });
    const download = await openAudio(client, locator);
    const hash = createHash('sha256');
    let bytes = 0;
    for await (const piece of download.stream) {
      hash.update(piece);
      bytes += piece.length;
    }
    expect(bytes).toBe(50 * megabyte);
    expect(hash.digest('hex')).toBe(await expectedHash(locator));
    expect(
      under.stand.journal.filter(({ method }) => method?.startsWith('request/getcallrecord')).length,
    ).toBeGreaterThan(0);
  });

  it.each([
    [{ fileContent: 'not-base64' }, 'RECORDING_BROKEN'],
    [{ fileContent: 'empty' }, 'RECORDING_BROKEN'],
    [{ fileContent: 'absent' }, 'RECORDING_BROKEN'],
    [{ fileContent: 'null' }, 'RECORDING_BROKEN'],
    [{ fileContent: 'number' }, 'RECORDING_BROKEN'],
    [{ fileContent: 'list' }, 'RECORDING_BROKEN'],
  ] as [Partial<Traps>, string][])('that is none is known as such: %o', async (traps, code) => {
    const { client, locator } = await listRecording();
    under.stand.setTraps(traps);
    const opened = openAudio(client, locator).then(({ stream }) => buffer(stream));
    expect(await codeOf(opened)).toBe(code);
  });

  it('that is gone is told as gone', async () => {
    const { client } = await listRecording();
    expect(await codeOf(client.openRecording?.('nothing'))).toBe('RECORDING_EXPIRED');
    under.stand.setTraps({ errorStatus: 'http' });
    expect(await codeOf(client.openRecording?.('nothing'))).toBe('RECORDING_EXPIRED');
  });
});
