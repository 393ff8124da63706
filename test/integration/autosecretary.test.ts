import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Authorization } from '../../electron/demo/autosecretary/authorization.ts';
import type { JourneyStep } from '../../electron/demo/autosecretary/call.ts';
import { type AutosecretaryStand, createAutosecretaryStand } from '../../electron/demo/autosecretary/stand.ts';
import { createSipnetStand } from '../../electron/demo/sipnet/stand.ts';
import type { Credentials } from '../../shared/contract/account.ts';
import { allCalls } from '../fixtures/all-calls.ts';
import { connectDraft, draftFor, type RunningCore, startCore } from '../fixtures/running-core.ts';
import { testAccount } from '../fixtures/sipnet-account.ts';

const numbers = ['4950000310', '4990000320'];
const [desk, second] = ['89430000611', '89430000612'];
const minute = 60_000;
const day = 24 * 3600_000;
const byKey: Authorization = { kind: 'api-key', key: 'first-key' };

const missed: JourneyStep[] = [{ kind: 'ring', destinations: [desk], seconds: 20, end: 'no-answer' }];
const talked: JourneyStep[] = [
  { kind: 'ring', destinations: [desk], seconds: 9, end: 'no-answer' },
  { kind: 'ring', destinations: [second], seconds: 4, end: 'answered', by: second },
  { kind: 'talk', by: second, seconds: 40 },
];

let stand: AutosecretaryStand;
let running: RunningCore;
beforeEach(async () => {
  stand = await createAutosecretaryStand({
    numbers: numbers.map((phone) => ({ phone })),
    authorization: byKey,
  });
  running = await startCore();
});
afterEach(async () => {
  await running.close();
  await stand.close();
});

function connect(credentials: Credentials = { kind: 'apikey', apikey: 'first-key' }) {
  const draft = draftFor(stand.url, { provider: 'autosecretary', label: 'Clinic', ownNumber: '', credentials });
  return connectDraft(running.client, { ...draft, webhook: false });
}

const account = async () => (await running.client.accounts.list())[0];

const read = () =>
  vi.waitFor(async () => {
    const { state, importing } = (await account())?.status ?? {};
    expect({ state, importing }).toEqual({ state: 'polling', importing: undefined });
  });

it('imports a month in which calls have several records and rows come twice: every call once, with its outcome', async () => {
  for (let index = 0; index < 120; index += 1)
    stand.addCall({
      un: numbers[index % 2] ?? '',
      caller: `7943${1_000_000 + index}`,
      startedAt: Date.now() - 29 * day + index * 5 * 3600_000,
      journey: index % 3 === 0 ? missed : talked,
    });
  stand.setTraps({ recordsOfCall: 'by-leg', repeatedRows: 'under-new-seqid', ids: 'scattered' });
  await connect();
  await read();
  const calls = await allCalls(running.client);
  expect(calls).toHaveLength(120);
  expect(calls.filter(({ state }) => state === 'missed')).toHaveLength(40);
  expect(calls.filter(({ state, talkSeconds }) => state === 'ended' && talkSeconds === 40)).toHaveLength(80);
  expect(new Set(calls.map(({ line }) => line))).toEqual(new Set(['+7 495 000-03-10', '+7 499 000-03-20']));
});

it('tells of a call that was missed while it looks on, with its real time', async () => {
  const { id } = await connect();
  await read();
  const startedAt = Date.now() - 3 * minute;
  stand.addCall({ un: numbers[0] ?? '', caller: '79430000211', startedAt, journey: missed });
  await running.client.accounts.retry({ id });
  await vi.waitFor(() => expect([...running.notices.values()]).toMatchObject([{ kind: 'missed' }]));
  const [group] = await running.client.missed.list({});
  expect(group).toMatchObject({ remote: { e164: '+79430000211' }, tries: 1, canCallBack: false });
  expect(Math.floor(startedAt / 1000)).toBe((group?.lastAt ?? 0) / 1000);
});

it('tells how a call went, from all its records, who answered, and what nobody understands as it is', async () => {
  const [menu, first, other] = ['4950000310', '79430000211', '79430000224'];
  const journey: JourneyStep[] = [{ kind: 'menu', choice: 2, seconds: 4 }, ...talked];
  stand.addCall({ un: menu, caller: first, startedAt: Date.now() - day, journey });
  stand.addCall({
    un: menu,
    caller: other,
    startedAt: Date.now() - 2 * day,
    journey: [...missed, { kind: 'message', seconds: 12 }],
  });
  // What the service counts is not said: a message, and all since it picked up, may be talk to it.
  stand.setTraps({ recordsOfCall: 'by-leg', talkCounts: 'from-pick-up' });
  await running.client.people.save({ key: `+7${second.slice(1)}`, name: 'Second desk', note: '' });
  await connect();
  await read();
  const calls = await allCalls(running.client);
  expect(calls.map(({ state, answeredBy }) => [state, answeredBy])).toEqual([
    ['ended', 'Second desk'],
    ['missed', undefined],
  ]);
  expect(calls[0]?.journey).toEqual([
    { kind: 'from', value: '+79430000211' },
    { kind: 'to', value: '+74950000310' },
    { kind: 'unknown', value: 'Menu_Play' },
    { kind: 'menu', value: '2' },
    { kind: 'rang', value: '+79430000611' },
    { kind: 'no-answer' },
    { kind: 'rang', value: '+79430000612' },
    { kind: 'connected' },
    { kind: 'talk', value: '+79430000612' },
  ]);
  expect(calls[1]?.journey?.slice(2)).toEqual([
    ...[{ kind: 'rang', value: '+79430000611' }, { kind: 'no-answer' }, { kind: 'unknown', value: 'VMail' }],
    ...[{ kind: 'recording' }, { kind: 'recorded' }],
  ]);
});

it('says which number is refused, and reads the others', async () => {
  const { id } = await connect();
  await read();
  stand.removeNumber(numbers[1] ?? '');
  stand.addCall({ un: numbers[0] ?? '', caller: '79430000211', startedAt: Date.now() - 3 * minute, journey: missed });
  await running.client.accounts.retry({ id });
  // The other number is asked after this one.
  await vi.waitFor(async () =>
    expect((await account())?.status).toMatchObject({
      state: 'polling',
      refusedNumbers: [{ number: '+7 499 000-03-20', detail: 'Номер недоступен для управления' }],
    }),
  );
  expect(await allCalls(running.client)).toHaveLength(1);
});

it('reads the calls of the numbers that were chosen, under their names, and of others once they are chosen', async () => {
  const [first = '', other = ''] = numbers.map((phone) => `+7${phone}`);
  for (const [index, un] of numbers.entries())
    stand.addCall({ un, caller: `7943000021${index}`, startedAt: Date.now() - (5 + index) * day, journey: missed });
  const { client } = running;
  const credentials: Credentials = { kind: 'apikey', apikey: 'first-key' };
  const draft = draftFor(stand.url, { provider: 'autosecretary', label: 'Clinic', ownNumber: '', credentials });
  const found = await client.accounts.probe(draft);
  expect(found.numbers).toEqual([first, other]);
  const choose = (chosen: string[]) =>
    client.accounts.connect({
      draft: found.draft,
      webhook: false,
      watch: { numbers: chosen, leftOut: [other], names: { [first]: 'Reception' } },
    });
  await expect(choose(['+74950000999'])).rejects.toMatchObject({ code: 'BAD_INPUT', data: { field: 'numbers' } });
  const { id } = await choose([first]);
  await read();
  expect((await allCalls(running.client)).map(({ line }) => line)).toEqual(['Reception']);
  const asked = () => new Set(stand.requestsFor('cdr/bytime').map(({ parameters }) => parameters.phone));
  expect(asked()).toEqual(new Set([numbers[0]]));

  stand.addNumber({ phone: '4990000399' });
  expect((await client.accounts.test({ id })).numbers).toEqual([first, other, '+74990000399']);
  expect(await account()).toMatchObject({ numbers: [first], leftOut: [other] });
  running = await running.restart();
  await running.client.accounts.update({ id, watch: { numbers: [first, other], leftOut: [], names: {} } });
  await vi.waitFor(async () => expect(await allCalls(running.client)).toHaveLength(2));
  expect(asked()).toEqual(new Set(numbers));
  expect((await account())?.lines).toEqual([
    { number: other, label: '+7 499 000-03-20' },
    { number: first, label: 'Reception' },
  ]);
});

it('ends a reading of the numbers that were chosen while the list of all numbers is never answered', async () => {
  const [first = ''] = numbers.map((phone) => `+7${phone}`);
  const credentials: Credentials = { kind: 'apikey', apikey: 'first-key' };
  const draft = draftFor(stand.url, { provider: 'autosecretary', label: 'Clinic', ownNumber: '', credentials });
  const found = await running.client.accounts.probe(draft);
  stand.setTraps({ fault: { kind: 'hang', operations: ['un list'] } });
  await running.client.accounts.connect({
    draft: found.draft,
    webhook: false,
    watch: { numbers: [first], leftOut: [], names: {} },
  });
  // Far less than the list has to answer.
  await vi.waitFor(async () => expect((await account())?.history.knownSince).toBeDefined(), { timeout: 40_000 });
});

it('tells of a number that is added later, and reads whatever the user chooses then: no other, and what was read stays', async () => {
  const [first = '', other = '', third = ''] = [...numbers, '4990000399'].map((phone) => `+7${phone}`);
  const call = (un: string, caller: string, startedAt: number) =>
    stand.addCall({ un: un.slice(2), caller, startedAt, journey: missed });
  call(first, '79430000211', Date.now() - 5 * day);
  call(other, '79430000212', Date.now() - 6 * day);
  const credentials: Credentials = { kind: 'apikey', apikey: 'first-key' };
  const draft = draftFor(stand.url, { provider: 'autosecretary', label: 'Clinic', ownNumber: '', credentials });
  const found = await running.client.accounts.probe(draft);
  const { id } = await running.client.accounts.connect({
    draft: found.draft,
    webhook: false,
    watch: { numbers: [first], leftOut: [other], names: {} },
  });
  await read();
  expect((await account())?.status.newNumbers).toBeUndefined();

  stand.addNumber({ phone: third.slice(2) });
  call(third, '79430000213', Date.now() - day);
  running = await running.restart();
  await vi.waitFor(async () => expect((await account())?.status.newNumbers).toBe(1));
  expect(await allCalls(running.client)).toHaveLength(1);

  await running.client.accounts.update({ id, watch: { numbers: [other], leftOut: [first, third], names: {} } });
  await vi.waitFor(async () => expect(await allCalls(running.client)).toHaveLength(2));
  await read();
  expect((await account())?.status.newNumbers).toBeUndefined();
  const asked = stand.requestsFor('cdr/bytime').length;
  for (const [index, un] of [first, other, third].entries()) call(un, `7943000022${index}`, Date.now() - minute);
  await running.client.accounts.retry({ id });
  await vi.waitFor(async () => expect(await allCalls(running.client)).toHaveLength(3));
  const since = stand.requestsFor('cdr/bytime').slice(asked);
  expect(new Set(since.map(({ parameters }) => parameters.phone))).toEqual(new Set([other.slice(2)]));
  expect((await allCalls(running.client)).map(({ remote }) => remote.e164)).toEqual([
    ...['+79430000221', '+79430000211', '+79430000212'],
  ]);
});

it('calls a caller back through the line of another account once the user agreed, and hands the number over where none can', async () => {
  const dialled: string[] = [];
  await running.close();
  running = await startCore({
    ports: { urlOpener: { open: async () => {}, dial: async (to) => void dialled.push(to) } },
  });
  stand.addCall({ un: numbers[0] ?? '', caller: '79430000211', startedAt: Date.now() - minute, journey: missed });
  const { id } = await connect();
  await read();
  expect((await account())?.callRoutes).toEqual({});
  await running.client.callbacks.handOver({ to: '8 943 000-02-11' });
  await expect(running.client.callbacks.handOver({ to: '112' })).rejects.toMatchObject({ code: 'NUMBER_EMERGENCY' });
  expect(dialled).toEqual(['+79430000211']);

  const sipnet = await createSipnetStand({ account: testAccount });
  try {
    const shop = await connectDraft(running.client, { ...draftFor(sipnet.url), webhook: false });
    expect((await account())?.callRoutes.number).toEqual({ accountId: shop.id, agreed: false });
    expect((await running.client.missed.list({}))[0]).toMatchObject({ accountId: id, canCallBack: true });
    await expect(running.client.callbacks.agree({ accountId: id, through: id })).rejects.toMatchObject({
      code: 'NOT_SUPPORTED',
    });
    await running.client.callbacks.agree({ accountId: id, through: shop.id });
    running = await running.restart();
    expect((await account())?.callRoutes.number).toEqual({ accountId: shop.id, agreed: true });
    await running.client.accounts.remove({ id: shop.id });
    expect((await account())?.callRoutes).toEqual({});
    expect(sipnet.requestsFor('gencall')).toEqual([]);
  } finally {
    await sipnet.close();
  }
});

it('offers nothing that the provider cannot do', async () => {
  const { id, capabilities } = await connect();
  expect(capabilities).toEqual(['calls', 'universal-numbers']);
  const { client } = running;
  await expect(
    client.callbacks.order({ accountId: id, clickId: randomUUID(), to: '+79430000211' }),
  ).rejects.toMatchObject({
    code: 'NOT_SUPPORTED',
  });
  await expect(client.accounts.hook({ id })).rejects.toMatchObject({ code: 'NOT_SUPPORTED' });
});

it('is the same account by its numbers, whatever opens it', async () => {
  stand.addCall({ un: numbers[0] ?? '', caller: '79430000211', startedAt: Date.now() - day, journey: missed });
  const { id } = await connect();
  await read();
  const other: Credentials = { kind: 'password', login: 'clinic', password: 'second secret' };
  stand.setAuthorization({ kind: 'basic', login: 'clinic', password: 'second secret' });
  await running.client.accounts.update({ id, credentials: other });
  expect(await account()).toMatchObject({ credentialKind: 'password', identity: 'clinic' });

  stand.setAuthorization({ kind: 'address' });
  await running.client.accounts.update({ id, credentials: { kind: 'none' } });
  running = await running.restart();
  await read();
  expect(await account()).toMatchObject({ credentialKind: 'none' });

  stand.addNumber({ phone: '4990000399' });
  for (const phone of numbers) stand.removeNumber(phone);
  await expect(running.client.accounts.update({ id, credentials: { kind: 'none' } })).rejects.toMatchObject({
    code: 'OTHER_ACCOUNT',
  });
});

it('stops with a key that is refused, asks once, and goes on with another', async () => {
  const { id } = await connect();
  await read();
  stand.setAuthorization({ kind: 'api-key', key: 'second-key' });
  await running.client.accounts.retry({ id });
  await vi.waitFor(async () =>
    expect((await account())?.status).toMatchObject({
      state: 'needs-attention',
      problem: { code: 'BAD_CREDENTIALS' },
    }),
  );
  await running.client.accounts.update({ id, credentials: { kind: 'apikey', apikey: 'second-key' } });
  await read();
});
