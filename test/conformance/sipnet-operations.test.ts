import { buffer } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createHttp } from '../../electron/core/http/client.ts';
import type { Http } from '../../electron/core/http/http.ts';
import type { CallListRow } from '../../electron/core/providers/call-list-row.ts';
import { ProviderError } from '../../electron/core/providers/errors.ts';
import type { ProviderClient, ProviderClientDeps } from '../../electron/core/providers/provider.ts';
import { sipnetProvider } from '../../electron/core/providers/sipnet/provider.ts';
import { createSystemClock } from '../../electron/core/system-clock.ts';
import type { Fault } from '../../electron/demo/faults.ts';
import type { Traps } from '../../electron/demo/sipnet/traps.ts';
import { silentLogger } from '../fakes/silent-logger.ts';
import { openStand, type StandUnderTest, testAccount } from '../fixtures/sipnet-account.ts';

/** Each operation of core's client against the stand, with what may go wrong in it; the readings are beside. */

const mp3 = Buffer.concat([Buffer.from('ID3'), Buffer.alloc(20_000, 5)]);
const { login, password, apikey, sipId, numbers, children } = testAccount;

let under: StandUnderTest;
let http: Http;
let client: ProviderClient;

function open(more: Partial<ProviderClientDeps> = {}): ProviderClient {
  return sipnetProvider.createClient({
    http,
    clock: under.clock,
    logger: silentLogger,
    baseUrl: under.stand.url,
    credentials: { kind: 'password', login, password },
    timeZone: 'Europe/Moscow',
    expectedIdentity: login,
    ...more,
  });
}

beforeEach(async () => {
  under = await openStand({ makeAudio: async () => mp3 });
  http = createHttp({
    clock: createSystemClock(),
    logger: silentLogger,
    environment: {},
    limits: { firstWaitMs: 1 },
  });
  client = open();
});

afterEach(async () => {
  await http.close();
  await under.close();
});

async function failure(answer: Promise<unknown> | undefined): Promise<ProviderError> {
  const error = await answer?.then(
    () => expect.fail('it should have failed'),
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(ProviderError);
  return error as ProviderError;
}

describe('the connection test', () => {
  it('knows the account by password and by key', async () => {
    const identity = { identity: login, sipId, balance: { amount: '12.5', currency: 'RUB' } };
    expect(await client.probe()).toEqual(identity);
    expect(await open({ credentials: { kind: 'apikey', apikey } }).probe()).toEqual(identity);
    expect(under.stand.journal).toMatchObject([
      { operation: 'balance', method: 'json', credentials: 'password' },
      { operation: 'balance', method: 'json', credentials: 'apikey' },
    ]);
  });

  it.each<Partial<Traps>>([{}, { errorStatus: 'http' }, { scalars: 'strings' }])(
    'knows wrong credentials under %j',
    async (traps) => {
      under.stand.setTraps(traps);
      for (const credentials of [
        { kind: 'password', login, password: 'wrong' },
        { kind: 'apikey', apikey: 'wrong-key' },
      ] as const) {
        expect((await failure(open({ credentials }).probe())).code).toBe('BAD_CREDENTIALS');
      }
    },
  );

  it('notices that a stranger answers', async () => {
    under.stand.setTraps({ answersName: 'stranger' });
    expect((await failure(client.probe())).code).toBe('OTHER_ACCOUNT');
  });

  it('at another address of the machine is a wrong address', async () => {
    const baseUrl = under.stand.url.replace('api.php', 'other');
    expect((await failure(open({ baseUrl }).probe())).code).toBe('WRONG_ADDRESS');
  });
});

describe('lists', () => {
  const hour = 3_600_000;
  let started = 0;
  beforeEach(() => {
    started = under.clock.now() - 72 * hour;
  });

  /** One of each kind, an hour apart, over a midnight. */
  function addHistory(): void {
    const { addCall } = under.stand;
    const [, secondLine = ''] = numbers;
    addCall({ direction: 'in', remote: '79161000232', startedAt: started, talkSeconds: 61 });
    addCall({ direction: 'in', remote: '79161000233', startedAt: started + hour, line: secondLine });
    addCall({ direction: 'in', remote: '', startedAt: started + 2 * hour });
    addCall({ direction: 'out', remote: '79161000234', startedAt: started + 3 * hour, talkSeconds: 5 });
    addCall({ direction: 'out', remote: '79161000235', startedAt: started + 4 * hour });
    addCall({ direction: 'in', remote: '79161000236', startedAt: started + 5 * hour, cause: 17 });
    addCall({ direction: 'in', remote: '79161000237', startedAt: started + 6 * hour, sipId: children[0]?.sipId ?? '' });
    addCall({ direction: 'in', remote: '79161000238', startedAt: started + 7 * hour, cause: 16 });
    addCall({ direction: 'out', remote: '79161000239', startedAt: started + 14 * hour, cause: 41 });
  }
  const list = () => client.listCalls({ from: started, to: started + 40 * hour });

  /** What the rows of each call amount to, whether they stood in calls or in attempts. */
  function summary(calls: readonly CallListRow[]): string[] {
    const words = withoutPbx(calls).map(
      ({ startedAt, direction, remote, talkSeconds, outcome }) =>
        [startedAt, `${direction} ${remote} ${talkSeconds ? 'talked' : outcome}`] as const,
    );
    return [...new Map(words)].sort(([one], [other]) => one - other).map(([, said]) => said);
  }

  /** The calls of the PBX are the same once more: `sipnet-histories.test.ts` joins them. */
  function withoutPbx(calls: readonly CallListRow[]): CallListRow[] {
    return calls.filter((call) => call.list !== 'pbxcalls');
  }

  const asAttemptsSay = [
    'in 79161000232 talked',
    'in 79161000233 missed',
    'in  missed',
    'out 79161000234 talked',
    'out 79161000235 no-answer',
    'in 79161000236 rejected',
    'in 79161000237 missed',
    'in 79161000238 missed',
    'out 79161000239 failed',
  ];

  it.each<Traps['missedIn']>(['attempts', 'both'])(
    'tell how each call ended where missed ones stand in %s',
    async (missedIn) => {
      addHistory();
      under.stand.setTraps({ missedIn });
      expect(summary((await list()).rows)).toEqual(asAttemptsSay);
    },
  );

  it('that hold missed calls among the calls know no causes, and lose none', async () => {
    addHistory();
    under.stand.setTraps({ missedIn: 'calls' });
    const withoutCauses = asAttemptsSay.map((words) =>
      words.replace('rejected', 'missed').replace('failed', 'no-answer'),
    );
    expect(summary((await list()).rows)).toEqual(withoutCauses);
  });

  it('whose rows lack numbers lose no call, and turn no call around', async () => {
    addHistory();
    under.stand.setTraps({ rowsWithoutPhone: true });
    const { rows: calls } = await list();
    expect(new Set(calls.map(({ startedAt }) => startedAt)).size).toBe(9);
    for (const { direction, startedAt } of calls) {
      const truth = under.stand.calls.find((call) => call.startedAt === startedAt)?.direction;
      expect([truth, undefined]).toContain(direction);
    }
  });

  it('give the calls at both ends of the period and at the seam of two days, once', async () => {
    const moments = [started, started + 24 * hour - 1000, started + 24 * hour, started + 48 * hour];
    for (const startedAt of moments) under.stand.addCall({ direction: 'in', remote: '79161000232', startedAt });
    const { rows: calls } = await client.listCalls({ from: started, to: started + 48 * hour });
    for (const rows of [withoutPbx(calls), calls.filter((call) => call.list === 'pbxcalls')]) {
      expect(rows.map(({ startedAt }) => startedAt).sort((one, other) => one - other)).toEqual(moments);
    }
  });

  it('show no address of a recording', async () => {
    addHistory();
    const { rows: calls } = await list();
    expect(calls.filter((call) => call.recording !== undefined)).toHaveLength(2);
    expect(JSON.stringify(calls)).not.toContain('record.php');
  });

  it.each<Fault['kind']>(['bad-gateway', 'too-many-requests', 'drop', 'cut-short'])('outlive %s once', async (kind) => {
    addHistory();
    under.stand.setTraps({ fault: { kind, operations: ['attempts'], times: 1 } });
    expect(summary((await list()).rows)).toEqual(asAttemptsSay);
  });

  it.each<[Fault['kind'], string]>([
    ['bad-gateway', 'PROVIDER_DOWN'],
    ['html', 'PROVIDER_GARBLED'],
    ['not-json', 'PROVIDER_GARBLED'],
    ['drop', 'PROVIDER_DOWN'],
    ['cut-short', 'PROVIDER_DOWN'],
    ['redirect', 'WRONG_ADDRESS'],
  ])('tell %s apart where it stays', async (kind, code) => {
    under.stand.setTraps({ fault: { kind } });
    expect((await failure(list())).code).toBe(code);
  });
});

describe('the hook', () => {
  it.each<Partial<Traps>>([{}, { emptyLists: 'absent' }, { emptyLists: 'null' }])(
    'is set, listed and cleared under %j',
    async (traps) => {
      under.stand.setTraps(traps);
      expect(await client.hook?.list()).toEqual([]);
      await client.hook?.set('https://relay.example/hook/key');
      expect(await client.hook?.list()).toEqual(['https://relay.example/hook/key']);
      await client.hook?.clear();
      expect(await client.hook?.list()).toEqual([]);
    },
  );
});

describe('a callback', () => {
  const order = async (to = '+79161000232'): Promise<string> => (await client.orderCallback?.({ to }))?.orderId ?? '';
  const follow = (orderId: string) => client.followCallback?.(orderId, under.clock.now());

  it('is followed step by step', async () => {
    const orderId = await order();
    const [placed] = under.stand.orders;
    expect(await follow(orderId)).toMatchObject({ state: 'ringing-own', wasConnected: false });
    await placed?.answerSource();
    expect(await follow(orderId)).toMatchObject({ state: 'ringing-remote', wasConnected: false });
    await placed?.answerDestination();
    expect(await follow(orderId)).toMatchObject({ state: 'connected', wasConnected: true });
    await placed?.hangUp();
    expect(await follow(orderId)).toMatchObject({ state: 'ended' });
  });

  it('that nobody took has failed', async () => {
    const orderId = await order();
    await under.stand.orders[0]?.fail();
    expect(await follow(orderId)).toMatchObject({ state: 'failed', wasConnected: false });
  });

  it.each<Traps['calls2ById']>(['any-day', 'within-period', 'ignored'])(
    'is told from others where calls2 looks at its id so: %s',
    async (calls2ById) => {
      under.stand.setTraps({ calls2ById });
      const ids = [await order('79161000232'), await order('79161000233')];
      await under.stand.orders[0]?.fail();
      const states = await Promise.all(ids.map(async (id) => (await follow(id))?.state));
      expect(states).toEqual(['failed', 'ringing-own']);
    },
  );

  it.each<Partial<Traps>>([{}, { errorStatus: 'http' }])('that is refused did not happen: %j', async (traps) => {
    under.stand.setTraps(traps);
    const error = await failure(order('no number'));
    expect(error).toMatchObject({ code: 'PROVIDER_REFUSED', proof: 'refused' });
    expect(error.detail).toContain('Неверное значение параметра');
    expect(under.stand.orders).toHaveLength(0);
  });
});

describe('a recording', () => {
  function addRecorded() {
    const startedAt = under.clock.now() - 60_000;
    const call = under.stand.addCall({ direction: 'in', remote: '79161000232', startedAt, talkSeconds: 30 });
    return { cid: call.legs[0]?.cid ?? '', uuid: call.uuid, startedAt };
  }
  const openRecording = (locator: { cid?: string; uuid?: string; startedAt: number } | string) => {
    const opened = client.openRecording?.(typeof locator === 'string' ? locator : JSON.stringify(locator));
    if (opened === undefined) throw new Error('the client opens no recordings');
    return opened;
  };

  it('comes by cid and by uuid', async () => {
    const { cid, uuid, startedAt } = addRecorded();
    for (const locator of [
      { cid, startedAt },
      { uuid, startedAt },
    ]) {
      const { stream, totalBytes } = await openRecording(locator);
      expect(totalBytes).toBe(mp3.length);
      expect((await buffer(stream)).equals(mp3)).toBe(true);
    }
  });

  it('comes by what its row told, and where no id is known by the address of a fresh row', async () => {
    const { startedAt } = addRecorded();
    const { rows } = await client.listCalls({ from: startedAt, to: startedAt });
    const locator = rows[0]?.recording;
    if (locator === undefined) throw new Error('the row has no recording');
    expect((await buffer((await openRecording(locator)).stream)).equals(mp3)).toBe(true);
    expect(under.stand.requestsFor('recording-url')).toHaveLength(0);
    expect((await buffer((await openRecording({ startedAt })).stream)).equals(mp3)).toBe(true);
    expect(under.stand.requestsFor('recording-url')).toHaveLength(1);
  });

  it.each<[Traps['recordings'], string]>([
    ['expired', 'RECORDING_EXPIRED'],
    ['json-error', 'RECORDING_EXPIRED'],
    ['html', 'PROVIDER_GARBLED'],
    ['empty', 'RECORDING_BROKEN'],
  ])('that is %s by every way to it is %s', async (recordings, code) => {
    const { cid, startedAt } = addRecorded();
    under.stand.setTraps({ recordings });
    expect((await failure(openRecording({ cid, startedAt }))).code).toBe(code);
    expect(under.stand.requestsFor('recording-url')).toHaveLength(1);
  });

  it('that is cut short breaks off instead of ending', async () => {
    under.stand.setTraps({ recordings: 'cut-short' });
    const { stream } = await openRecording(addRecorded());
    await expect(buffer(stream)).rejects.toMatchObject({ kind: 'broken' });
  });
});
