import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStand, type StandUnderTest, testAccount } from '../../../test/fixtures/sipnet-account.ts';

let under: StandUnderTest;
beforeEach(async () => {
  under = await openStand();
});
afterEach(() => under.close());

const { login, password } = testAccount;

async function post(body: string, contentType = 'application/json'): Promise<Record<string, unknown>> {
  const answer = await fetch(under.stand.url, { method: 'POST', body, headers: { 'content-type': contentType } });
  expect(answer.status).toBe(200);
  return (await answer.json()) as Record<string, unknown>;
}

describe('ways of passing parameters (SIPNET API 2.7.0, 2)', () => {
  const success = { status: 'success', operation: 'balance', account: 'shop', sipid: '0042656976', balance: 12.5 };

  it('takes a form', async () => {
    const body = new URLSearchParams({ operation: 'balance', login, password }).toString();
    expect(await post(body, 'application/x-www-form-urlencoded')).toMatchObject(success);
    expect(under.stand.journal[0]).toMatchObject({ method: 'form', credentials: 'password', outcome: 'success' });
  });

  it('takes JSON, also where Content-Type does not say so, as in the example of the document', async () => {
    const body = JSON.stringify({ operation: 'balance', login, password });
    expect(await post(body)).toMatchObject(success);
    expect(await post(body, 'text/plain;charset=UTF-8')).toMatchObject(success);
    expect(under.stand.journal.map((entry) => entry.method)).toEqual(['json', 'json']);
  });

  it('refuses the query of a GET, and says so in the journal without what it held', async () => {
    const query = new URLSearchParams({ operation: 'balance', login, password });
    const answer = await fetch(`${under.stand.url}?${query}`);
    expect(await answer.json()).toMatchObject({ status: 'error', errorDescription: 'GET' });
    expect(under.stand.journal).toMatchObject([{ method: 'get', outcome: 'error', parameters: {} }]);
  });

  it('does not read parameters from the address of a POST', async () => {
    const answer = await fetch(`${under.stand.url}?login=shop&password=x&operation=balance`, { method: 'POST' });
    expect(await answer.json()).toMatchObject({ status: 'error' });
  });

  it('refuses JSON that is broken, nested or of another method', async () => {
    expect(await post('{"operation":')).toMatchObject({ status: 'error', errorDescription: 'JSON' });
    expect(await post('{"operation":{"a":1}}')).toMatchObject({ status: 'error', errorDescription: 'operation' });
    const answer = await fetch(under.stand.url, { method: 'PUT', body: '{}' });
    expect(await answer.json()).toMatchObject({ status: 'error' });
  });

  it('keeps no secret in the journal', async () => {
    await under.ask('balance', { apikey: testAccount.apikey });
    const kept = JSON.stringify(under.stand.journal);
    expect(kept).not.toContain(password);
    expect(kept).not.toContain(testAccount.apikey);
  });
});

it('speaks JSON, named or not, and no other format (SIPNET API 2.7.0, 3)', async () => {
  expect(await under.ask('balance', { format: 'json' })).toMatchObject({ status: 'success' });
  for (const format of ['xml', 'yaml']) {
    expect(await under.ask('balance', { format })).toMatchObject({ status: 'error', errorDescription: 'format' });
  }
});

describe('authorization (SIPNET API 2.7.0, 3, 5)', () => {
  it.each([
    ['no login', { login: undefined }],
    ['no password', { password: undefined }],
    ['an empty password', { password: '' }],
    ['a wrong password', { password: 'wrong' }],
    ['a wrong login', { login: 'shop2' }],
    ['the SIP id as login', { login: testAccount.sipId }],
    ['a wrong key', { apikey: 'wrong' }],
  ])('refuses %s and names nobody', async (_, parameters) => {
    const answer = await under.ask('balance', parameters);
    expect(answer).toMatchObject({ status: 'error', operation: 'balance' });
    expect(answer.errorCode).toBeTypeOf('number');
    expect(answer.errorMessage).toBeTypeOf('string');
    expect(answer).not.toHaveProperty('account');
    expect(answer).not.toHaveProperty('balance');
  });

  it('takes the key alone', async () => {
    const key = { login: undefined, password: undefined, apikey: testAccount.apikey };
    expect(await under.ask('balance', key)).toMatchObject({ status: 'success', account: 'shop' });
    expect(under.stand.journal[0]?.credentials).toBe('apikey');
  });

  it('acts for a child by login or SIP id, and answers in its name', async () => {
    const child = { account: 'anna', sipid: '0042000001', status: 'success' };
    expect(await under.ask('balance', { foruser: 'anna' })).toMatchObject(child);
    expect(await under.ask('balance', { foruser: '0042000001' })).toMatchObject(child);
  });

  it('lets a child act for itself only', async () => {
    const anna = { login: 'anna', password: 'anna-password' };
    expect(await under.ask('balance', anna)).toMatchObject({ status: 'success', account: 'anna' });
    expect(await under.ask('balance', { ...anna, foruser: 'boris' })).toMatchObject({ status: 'error' });
  });

  it('refuses to act for a stranger', async () => {
    expect(await under.ask('balance', { foruser: 'nobody' })).toMatchObject({ status: 'error' });
  });

  it('refuses a request without an operation, or with one that is not in the document', async () => {
    expect(await under.ask('')).toMatchObject({ status: 'error' });
    expect(await under.ask('transfermoney')).toMatchObject({ status: 'error', account: 'shop' });
    expect(await under.ask('constructor')).toMatchObject({ status: 'error' });
  });
});

it('answers nothing beside its addresses, and no endless body', async () => {
  expect((await fetch(new URL('/other', under.stand.url))).status).toBe(404);
  const large = await fetch(under.stand.url, { method: 'POST', body: 'x'.repeat(2_000_000) }).catch(() => undefined);
  expect(large === undefined || large.status === 413).toBe(true);
  expect(under.stand.journal).toHaveLength(0);
});
