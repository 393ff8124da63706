import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStand, type StandUnderTest, testAccount } from '../../../test/fixtures/sipnet-account.ts';
import { describeTraps, readTraps } from './trap-words.ts';
import { noTraps, type Traps, trapTable } from './traps.ts';

let under: StandUnderTest;
beforeEach(async () => {
  under = await openStand();
  const startedAt = under.clock.now() - 60_000;
  under.stand.addCall({ direction: 'in', remote: '79430000211', startedAt, talkSeconds: 20 });
  under.stand.addCall({ direction: 'out', remote: '79430000224', startedAt, talkSeconds: 5, recorded: false });
  under.stand.addCall({ direction: 'in', remote: '79430000385', startedAt });
});
afterEach(() => under.close());

const { login, password } = testAccount;

function request(operation: string, signal?: AbortSignal): Promise<Response> {
  const body = JSON.stringify({ operation, login, password, srcphone: '79430000001', dstphone: '79430000211' });
  return fetch(under.stand.url, { method: 'POST', body, redirect: 'manual', signal: signal ?? null });
}

const callRows = () => under.rows('calls', 'calls');

describe('traps of lists', () => {
  it('missed calls in calls, in attempts, or in both', async () => {
    const count = async (missedIn: Traps['missedIn']) => {
      under.stand.setTraps({ missedIn });
      return [(await callRows()).length, (await under.rows('attempts', 'attempts')).length];
    };
    expect(await count('attempts')).toEqual([2, 1]);
    expect(await count('calls')).toEqual([3, 0]);
    expect(await count('both')).toEqual([3, 1]);
    expect((await callRows()).find((row) => row.CLI === '79430000385')).toMatchObject({ Duration: 0 });
  });

  it('calls that appear some time after their end', async () => {
    under.stand.setTraps({ listLagMs: 120_000 });
    expect(await callRows()).toHaveLength(0);
    under.clock.advance(120_000);
    expect(await callRows()).toHaveLength(2);
  });

  it('field names in lower case', async () => {
    under.stand.setTraps({ fieldNames: 'lower' });
    const [row] = await callRows();
    expect(Object.keys(row ?? {}).filter((name) => name !== name.toLowerCase())).toEqual([]);
    expect(row).toHaveProperty('cli');
  });

  it('an empty list that is left out, or null', async () => {
    const period = { d1: '01.01.2020', d2: '01.01.2020' };
    under.stand.setTraps({ emptyLists: 'absent' });
    expect(await under.ask('calls', period)).not.toHaveProperty('calls');
    under.stand.setTraps({ emptyLists: 'null' });
    expect(await under.ask('calls', period)).toMatchObject({ status: 'success', calls: null });
  });

  it('rows without Phone', async () => {
    under.stand.setTraps({ rowsWithoutPhone: true });
    const rows = await callRows();
    expect(rows.filter((row) => 'Phone' in row)).toHaveLength(rows.length - 1);
  });

  it('calls of the PBX that may not be asked for, or that count the ringing as well', async () => {
    const startedAt = under.clock.now() - 30_000;
    under.stand.addCall({ direction: 'in', remote: '79430000407', startedAt, ringSeconds: 20 });
    const missed = async () => (await under.rows('pbxcalls', 'calls')).find((row) => row.caller_id === '79430000407');
    expect(await missed()).toMatchObject({ duration: 0 });
    under.stand.setTraps({ pbxDuration: 'whole-call' });
    expect(await missed()).toMatchObject({ duration: 20 });
    under.stand.setTraps({ pbxCalls: 'refused' });
    expect(await under.ask('pbxcalls')).toMatchObject({ status: 'error' });
  });

  it('what Direction holds', async () => {
    under.stand.setTraps({ directionColumn: 'in-out' });
    expect((await callRows()).map((row) => row.Direction).toSorted()).toEqual(['in', 'out']);
    under.stand.setTraps({ directionColumn: 'absent' });
    expect((await callRows())[0]).not.toHaveProperty('Direction');
  });

  it('numbers as strings, nulls, and fields nobody has seen', async () => {
    under.stand.setTraps({ scalars: 'strings', absentFields: 'null', unknownFields: true });
    const rows = await callRows();
    expect(rows.map((row) => row.Duration).toSorted()).toEqual(['20', '5']);
    expect(rows.map((row) => row.URL)).toContain(null);
    expect(rows[0]).toMatchObject({ Tariff: { steps: ['1', '2'] } });
  });
});

describe('traps of dates (SIPNET API 2.7.0, 4)', () => {
  it('refuses a bad date, or takes it as today', async () => {
    expect(await under.ask('calls', { d1: '2026-01-01' })).toMatchObject({ status: 'error', errorDescription: 'd1' });
    under.stand.setTraps({ badDates: 'today' });
    expect(await under.rows('calls', 'calls', { d1: '2026-01-01' })).toHaveLength(2);
  });

  it('fills the hour of d2 by the rule or by the example', async () => {
    const startedAt = Date.UTC(2026, 10, 20, 7, 59, 30);
    under.stand.addCall({ direction: 'in', remote: '79430000211', startedAt, talkSeconds: 1 });
    const hour = { d1: '20.11.2026 07', d2: '20.11.2026 07' };
    expect(await under.rows('calls', 'calls', hour)).toHaveLength(1);
    under.stand.setTraps({ hourEnd: 'example' });
    expect(await under.rows('calls', 'calls', hour)).toHaveLength(0);
  });
});

it('takes today for a day of GMT, or of Moscow', async () => {
  // 00:30 of the 21st in Moscow.
  under.clock.advance(10.5 * 3_600_000);
  under.stand.addCall({
    direction: 'in',
    remote: '79430000211',
    startedAt: under.clock.now() - 60_000,
    talkSeconds: 9,
  });
  expect(await callRows()).toHaveLength(3);
  under.stand.setTraps({ today: 'moscow' });
  expect(await callRows()).toMatchObject([{ Duration: 9 }]);
});

describe('traps of answers', () => {
  it('errors as an HTTP status', async () => {
    under.stand.setTraps({ errorStatus: 'http' });
    const body = JSON.stringify({ operation: 'balance', login, password: 'wrong' });
    const answer = await fetch(under.stand.url, { method: 'POST', body });
    expect(answer.status).toBe(401);
    expect(await answer.json()).toMatchObject({ status: 'error' });
    expect((await request('unheard-of')).status).toBe(400);
  });

  it('errors as 500', async () => {
    under.stand.setTraps({ errorStatus: 'http-500' });
    expect((await request('unheard-of')).status).toBe(500);
  });

  it.each<[Traps['refusalBody'], string | null, RegExp]>([
    ['bare', 'application/json; charset=utf-8', /^\{"status":"error","errorMessage":"Неизвестная операция"\}$/],
    ['other-fields', 'application/json; charset=utf-8', /"error":\{"code":"E2","text":"Неизвестная операция"\}/],
    ['html', 'text/html; charset=utf-8', /<h1>Неизвестная операция<\/h1>/],
    ['text', 'text/plain; charset=utf-8', /^Неизвестная операция$/],
    ['empty', null, /^$/],
  ])('a refusal as %s, with HTTP 200 or with its own status', async (refusalBody, type, text) => {
    for (const [errorStatus, status] of [['ok', 200] as const, ['http', 400] as const]) {
      under.stand.setTraps({ refusalBody, errorStatus });
      const answer = await request('unheard-of');
      expect([answer.status, answer.headers.get('content-type')]).toEqual([status, type]);
      expect(await answer.text()).toMatch(text);
    }
  });

  it.each<[Traps['credentialRefusal'], number, string | null]>([
    ['empty-401', 401, null],
    ['json-401', 401, 'application/json'],
    ['page-403', 403, 'text/html; charset=utf-8'],
    ['login-page', 200, 'text/html; charset=utf-8'],
    ['redirect', 302, null],
  ])('credentials refused as %s, and nothing else', async (credentialRefusal, status, type) => {
    under.stand.setTraps({ credentialRefusal });
    expect(await (await request('unheard-of')).json()).toMatchObject({ status: 'error' });
    expect(await (await request('balance')).json()).toMatchObject({ status: 'success' });
    under.stand.setCredentials({ password: 'changed in the cabinet' });
    const answer = await request('balance');
    expect([answer.status, answer.headers.get('content-type')]).toEqual([status, type]);
  });

  it('credentials that are changed or taken away while they are in use', async () => {
    const byKey = () => under.ask('balance', { apikey: testAccount.apikey });
    expect(await byKey()).toMatchObject({ status: 'success' });
    under.stand.setCredentials({ apikey: null });
    expect(await byKey()).toMatchObject({ status: 'error' });
    under.stand.setCredentials({ apikey: testAccount.apikey });
    expect(await byKey()).toMatchObject({ status: 'success' });
    expect(await under.ask('balance')).toMatchObject({ status: 'success' });
  });

  it('the main account named for a child, or a stranger or nobody named for all', async () => {
    under.stand.setTraps({ answersName: 'main' });
    expect(await under.ask('balance', { foruser: 'anna' })).toMatchObject({ account: 'shop' });
    under.stand.setTraps({ answersName: 'stranger' });
    expect((await under.ask('balance')).account).not.toBe('shop');
    under.stand.setTraps({ answersName: 'nobody' });
    expect(await under.ask('balance')).not.toHaveProperty('account');
  });

  it.each<[Traps['answerBody'], RegExp]>([
    ['byte-order-mark', /^\ufeff\{"status":"success"/],
    ['php-warning', /^<br \/>\n<b>Warning<\/b>.*\n\{"status":"success"/],
    ['called-html', /^\{"status":"success"/],
    ['padded', /^\r\n\r\n\{"status":"success".*\}\n$/],
  ])('JSON %s', async (answerBody, text) => {
    under.stand.setTraps({ answerBody });
    const answer = await request('balance');
    // `text()` would take the mark off.
    expect(Buffer.from(await answer.arrayBuffer()).toString('utf8')).toMatch(text);
    const isHtml = ['php-warning', 'called-html'].includes(answerBody);
    expect(answer.headers.get('content-type')).toContain(isHtml ? 'html' : 'json');
  });

  it('success and nothing of what was hoped for, though it was carried out', async () => {
    under.stand.setTraps({ bareAnswers: ['gencall', 'webbuttons'] });
    const asked = { srcphone: '79430000001', dstphone: '79430000211' };
    expect(Object.keys(await under.ask('gencall', asked)).toSorted()).toEqual(
      ['account', 'apiVersion', 'operation', 'sipid', 'status'].toSorted(),
    );
    expect(under.stand.orders).toHaveLength(1);
    expect(await under.ask('webbuttons', { action: 'add', phone: '74950000110' })).not.toHaveProperty('cid');
    expect(under.stand.settings().buttons).toHaveLength(1);
  });

  it('features that support has not enabled, in the words of the service', async () => {
    under.stand.setTraps({ notEnabled: ['recordcalls', 'getrec'] });
    for (const operation of ['recordcalls', 'getrec']) {
      const refusal = await under.ask(operation);
      expect(refusal).toMatchObject({ status: 'error', errorDescription: operation, account: 'shop' });
      expect(refusal.errorMessage).toContain('службу поддержки');
    }
    expect(await under.ask('balance')).toMatchObject({ status: 'success' });
  });

  it('slow answers', async () => {
    under.stand.setTraps({ slowAnswersMs: 5_000 });
    const answer = under.ask('balance');
    await expect.poll(() => under.clock.pending()).toBe(1);
    expect(under.stand.journal[0]?.outcome).toBe('pending');
    under.clock.advance(5_000);
    expect(await answer).toMatchObject({ status: 'success' });
  });

  it('read literally, redirect set wants every field', async () => {
    under.stand.setTraps({ redirectSet: 'complete' });
    const some = { action: 'set', redirtype: '1', allcalls: 'voicemail' };
    expect(await under.ask('redirect', some)).toMatchObject({ status: 'error' });
    const rest = { busy: 'voicemail', inaccessible: 'voicemail', noanswer: 'voicemail' };
    const all = { ...some, ...rest, waitanswer: '10s', waitanswer2: '0s' };
    expect(await under.ask('redirect', all)).toMatchObject({ status: 'success' });
  });
});

describe('faults', () => {
  it.each([
    ['bad-gateway', 502, 'text/html'],
    ['too-many-requests', 429, 'text/plain'],
    ['html', 200, 'text/html'],
    ['not-json', 200, 'application/json'],
    ['redirect', 302, null],
  ] as const)('%s', async (kind, status, type) => {
    under.stand.setTraps({ fault: { kind } });
    const answer = await request('calls');
    expect(answer.status).toBe(status);
    const contentType = answer.headers.get('content-type');
    if (type === null) expect(contentType).toBeNull();
    else expect(contentType).toContain(type);
    if (kind === 'not-json') await expect(answer.json()).rejects.toThrow(SyntaxError);
  });

  it('a connection that is dropped, or cut in the middle', async () => {
    under.stand.setTraps({ fault: { kind: 'drop' } });
    await expect(request('calls')).rejects.toThrow();
    under.stand.setTraps({ fault: { kind: 'cut-short' } });
    await expect((await request('calls')).text()).rejects.toThrow();
  });

  it('an answer that never comes, which does not keep the stand from closing', async () => {
    under.stand.setTraps({ fault: { kind: 'hang' } });
    const answer = request('calls').catch((error: unknown) => error);
    await expect.poll(() => under.stand.journal.length).toBe(1);
    await under.stand.close();
    expect(await answer).toBeInstanceOf(Error);
    under = await openStand();
  });

  it('hits only what it is meant for, and so often', async () => {
    under.stand.setTraps({ fault: { kind: 'bad-gateway', operations: ['calls'], times: 2 } });
    const statuses: number[] = [];
    for (const operation of ['balance', 'calls', 'balance', 'calls', 'calls']) {
      statuses.push((await request(operation)).status);
    }
    expect(statuses).toEqual([200, 502, 200, 502, 200]);
  });

  it('loses the answer to an order before or after it was carried out', async () => {
    under.stand.setTraps({ fault: { kind: 'drop', operations: ['gencall'], when: 'before' } });
    await expect(request('gencall')).rejects.toThrow();
    expect(under.stand.orders).toHaveLength(0);
    expect(under.stand.requestsFor('gencall')).toMatchObject([{ outcome: 'pending' }]);
    under.stand.setTraps({ fault: { kind: 'drop', operations: ['gencall'], when: 'after' } });
    await expect(request('gencall')).rejects.toThrow();
    expect(under.stand.orders).toHaveLength(1);
  });
});

describe('the table of traps', () => {
  it('describes a normal behaviour and other ones for each', () => {
    for (const [name, { normal, others, models }] of Object.entries(trapTable)) {
      expect(others.length, name).toBeGreaterThan(0);
      expect(others, name).not.toContainEqual(normal);
      expect(models, name).not.toBe('');
    }
    expect(Object.keys(noTraps)).toEqual(Object.keys(trapTable));
  });

  it('goes back to normal for what is left out', async () => {
    under.stand.setTraps({ missedIn: 'both' });
    under.stand.setTraps({ unknownFields: true });
    expect(await callRows()).toHaveLength(2);
  });

  it('is read from words', () => {
    expect(readTraps('')).toEqual({});
    expect(readTraps('duplicateEvents,missedIn=both,delayEventsMs=70000,loseEvents=INVITE+BYE')).toEqual({
      duplicateEvents: true,
      missedIn: 'both',
      delayEventsMs: 70_000,
      loseEvents: ['INVITE', 'BYE'],
    });
    expect(readTraps('fault=drop:gencall:after')).toEqual({
      fault: { kind: 'drop', operations: ['gencall'], when: 'after' },
    });
    expect(readTraps('fault=hang')).toEqual({ fault: { kind: 'hang' } });
    expect(readTraps('bareAnswers=gencall+genmulticall')).toEqual({ bareAnswers: ['gencall', 'genmulticall'] });
    expect(readTraps('emptyLists')).toEqual({ emptyLists: 'absent' });
  });

  it.each([
    'nonsense',
    'constructor',
    'missedIn=nowhere',
    'delayEventsMs=soon',
    'loseEvents=RING',
    'notEnabled=cheating',
    'fault=fire',
    'fault=drop:gencall:later',
  ])('refuses %s', (words) => {
    expect(() => readTraps(words)).toThrow(RangeError);
  });

  it('reads every word that the help shows', () => {
    const words = [...describeTraps().matchAll(/^ {2}(\w+)=(\S+)$/gm)];
    expect(words).toHaveLength(Object.keys(trapTable).length);
    for (const [, name, values = ''] of words) {
      for (const value of values.split('|')) expect(Object.keys(readTraps(`${name}=${value}`))).toEqual([name]);
    }
  });
});
