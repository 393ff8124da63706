import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type MethodName, routes } from '../../electron/demo/integration-api/methods/methods.ts';
import { createIntegrationApiStand, type IntegrationApiStand } from '../../electron/demo/integration-api/stand.ts';
import type { Traps } from '../../electron/demo/integration-api/traps.ts';
import { createSigningKeys } from '../../electron/demo/integration-api/web-token.ts';
import type { AccountDraft } from '../../shared/contract/account.ts';
import type { PbxLineProfile, PbxLineSettings } from '../../shared/domain/hosted-pbx/pbx-line-settings.ts';
import { moveBoundary } from '../../shared/domain/schedule/schedule-edits.ts';
import { allCalls } from '../fixtures/all-calls.ts';
import { bothBrands } from '../fixtures/integration-api-contract.ts';
import { lostAnswers, openOrderLine } from '../fixtures/order-line.ts';
import { connectDraft, draftFor, type RunningCore, startCore } from '../fixtures/running-core.ts';

/** Every method of the documents as the program itself comes to use it, and every "no" as it comes to be told. */
const numbers = ['4950000110', '4990000120'];
const number = numbers[0] as string;
const minute = 60_000;
const hour = 3600;
const keys = createSigningKeys();

let stand: IntegrationApiStand;
let running: RunningCore;
let accountId: string;

beforeEach(async () => {
  running = await startCore();
});
afterEach(async () => {
  await running.close();
  await stand.close();
});

type Brand = (typeof bothBrands)[number];

async function open(brand: Brand, fields: Partial<AccountDraft> = {}): Promise<void> {
  stand = await createIntegrationApiStand({ brand, contract: { numbers }, keys, callbacks: 'manual' });
  await connect(brand, fields);
}

async function connect(brand: Brand, fields: Partial<AccountDraft> = {}): Promise<void> {
  const credentials = { kind: 'token' as const, token: stand.authorizationToken() ?? '' };
  const draft = draftFor(stand.url, { provider: brand, ownNumber: '', numbers, credentials, ...fields });
  const account = await connectDraft(running.client, { ...draft, webhook: false, replaceHook: false });
  accountId = account.id;
}

const asked = (method: MethodName) => stand.requestsFor(method).map(({ parameters }) => parameters);
const order = (to = '+79430000211', from?: string) =>
  running.client.callbacks.order({ clickId: crypto.randomUUID(), accountId, to, from });
const soon = (expectation: () => void | Promise<void>) => vi.waitFor(expectation);
const status = async () => (await running.client.accounts.list())[0]?.status;

async function line(): Promise<PbxLineSettings> {
  const found = (await running.client.lines.read({ accountId })).find((one) => one.number === number);
  if (found === undefined) throw new Error('the line was not read');
  return found;
}

function editProfile(settings: PbxLineSettings, change: (profile: PbxLineProfile) => PbxLineProfile): PbxLineSettings {
  const [first, ...others] = settings.profiles;
  return { ...settings, profiles: first === undefined ? [] : [change(first), ...others] };
}

/** A recorded call, and the recording fetched. Answers whether what was stored is what the provider has. */
async function fetchRecording(recordId: string, traps: Partial<Traps>): Promise<boolean> {
  stand.addCall({
    direction: 'in',
    remote: '79430000211',
    startedAt: Date.now() - 5 * minute,
    talkSeconds: 60,
    recordingBytes: 300_000,
    recordId,
  });
  await running.client.accounts.retry({ id: accountId });
  let callId = 0;
  await soon(async () => {
    const calls = await allCalls(running.client, { kind: 'recorded' });
    callId = calls[0]?.id ?? 0;
    expect(callId).toBeGreaterThan(0);
  });
  stand.setTraps(traps);
  await running.client.recordings.fetch({ callId });
  await soon(async () => expect((await running.client.recordings.get({ callId })).state).toBe('stored'));
  const source = await stand.audio(recordId);
  const hash = createHash('sha256');
  for await (const piece of createReadStream(running.core.audioFile(callId)?.path ?? '')) hash.update(piece);
  return (
    source !== undefined &&
    hash.digest('hex') === createHash('sha256').update(source.read(0, source.size)).digest('hex')
  );
}

/** As often as it takes: it is a read, and the token that broke the answer may still be the one it is first asked with. */
function expectOneAnswerAskedFor(): void {
  const [first, ...others] = asked('request/getrequestresultbyhash');
  expect(first).toEqual({ requestHash: expect.stringMatching(/=$/) });
  for (const one of others) expect(one).toEqual(first);
}

describe.each(bothBrands)('the methods of %s', (brand) => {
  it('are all used by the program: calls, a callback, a recording that breaks, line settings, tokens', async () => {
    await open(brand);
    expect(await fetchRecording('cut', { revokedMidFile: 'cut' })).toBe(true);
    expect((await order()).state).toBe('ordered');
    const before = await line();
    const renamed = editProfile(before, (profile) => ({
      ...profile,
      schedule: moveBoundary(profile.schedule, 5, 20 * hour, 18 * hour),
    }));
    expect(await running.client.lines.save({ accountId, before, edited: renamed })).toEqual(renamed);
    // The pair of access and refresh token is renewed, once the provider takes its access token no more.
    stand.setTraps({ accessLivesMs: 1 });
    await running.client.lines.read({ accountId }).catch(() => undefined);
    const used = new Set(stand.journal.map(({ method }) => method));
    expect([...used].sort()).toEqual(Object.keys(routes).sort());
  });

  it('of a recording whose answer broke ask for the stored answer by its hash, and then for a new one', async () => {
    await open(brand);
    expect(await fetchRecording('one', { revokedMidFile: 'cut' })).toBe(true);
    expect(asked('request/getcallrecordfile')).toEqual([{ recordFileId: 'one' }]);
    expectOneAnswerAskedFor();
  });

  it('of a recording go back to the first where the stored answer was forgotten', async () => {
    await open(brand);
    expect(await fetchRecording('two', { revokedMidFile: 'cut', hashResults: 'forgotten' })).toBe(true);
    expect(asked('request/getcallrecordfile')).toEqual([{ recordFileId: 'two' }, { recordFileId: 'two' }]);
    expectOneAnswerAskedFor();
  });

  const broken = lostAnswers.filter(({ name }) => /half|cut|503|closed/.test(name));
  it.each(broken)('never ask by its hash for an order, whose answer is $name', async (answer) => {
    await open(brand);
    const wire = await openOrderLine(stand.url);
    try {
      await running.client.accounts.update({ id: accountId, baseUrl: wire.url });
      wire.lose(answer);
      const arrived = wire.arrived();
      const ordered = order();
      await arrived;
      wire.release();
      await ordered;
      await running.client.accounts.retry({ id: accountId });
      await soon(async () => expect((await status())?.state).toBe('polling'));
      expect(asked('callback/create')).toEqual([{ PhoneTo: '89430000211', PhoneFrom: number }]);
      expect(asked('request/getrequestresultbyhash')).toEqual([]);
    } finally {
      await wire.close();
    }
  });
});

describe.each(bothBrands)('a rule of %s', (brand) => {
  const addNumber = (own: string, dialSeconds: number) => (settings: PbxLineSettings) =>
    editProfile(settings, (profile) => ({
      ...profile,
      blocks: profile.blocks.map((block) => ({
        ...block,
        numbers: [...block.numbers, { id: '', number: own, name: 'New', isActive: true, dialSeconds }],
      })),
    }));
  const changeDay = (times: { from: number; to: number }[]) => (settings: PbxLineSettings) =>
    editProfile(settings, (profile) => ({
      ...profile,
      schedule: {
        blocks: profile.schedule.blocks.map((block, index) =>
          index === 0 ? { ...block, week: { ...block.week, 5: times } } : block,
        ),
      },
    }));

  it.each<[string, (settings: PbxLineSettings) => PbxLineSettings]>([
    ['a gap in a day', changeDay([])],
    ['an overlap in a day', changeDay([{ from: 0, to: 86_400 }])],
    ['an end before the beginning', changeDay([{ from: 80_000, to: 100 }])],
    ['a number of nine digits', addNumber('900123456', 20)],
    ['a foreign number', addNumber('+44 20 7946 0018', 20)],
    ['a number with an extension', addNumber('8 900 123-45-67 доб. 5', 20)],
    ['91 s of dialling', addNumber('89430000077', 91)],
  ])('that %s breaks is kept before anything is sent, with its place', async (_, break_) => {
    await open(brand);
    const before = await line();
    const saved = running.client.lines.save({ accountId, before, edited: break_(before) });
    await expect(saved).rejects.toMatchObject({
      code: 'BAD_INPUT',
      data: { field: expect.stringMatching(/^profiles\./) },
    });
    expect(asked('Vats/settings/set')).toEqual([]);
  });

  it('that only the provider knows is told in its words, and nothing is changed', async () => {
    await open(brand);
    stand.setTraps({ newRedirectNums: 'refused' });
    const before = await line();
    const edited = addNumber('89430000077', 20)(before);
    await expect(running.client.lines.save({ accountId, before, edited })).rejects.toMatchObject({
      code: 'PROVIDER_REFUSED',
      data: { detail: expect.stringContaining('redirectNums.id') },
    });
    expect(await line()).toEqual(before);
    expect(await running.client.lines.history({ accountId, number })).toEqual([]);
  });

  it.each<[string, Partial<Traps>]>([
    ['an answer of 200', {}],
    ['an HTTP status', { errorStatus: 'http' }],
  ])('of orders is told by %s: not enough money', async (_, traps) => {
    await open(brand);
    stand.setTraps({ ...traps, callbacksRefused: true });
    expect(await order()).toMatchObject({
      state: 'refused',
      problem: { code: 'PROVIDER_REFUSED', detail: expect.stringContaining('недостаточно средств') },
    });
    expect(stand.orders).toEqual([]);
  });

  it('of own phones is kept before anything is sent, and leads to the own phone', async () => {
    await open(brand);
    expect(await order('+79430000211', '+7 916 100-02-32')).toMatchObject({
      state: 'refused',
      problem: { code: 'NUMBER_NOT_OWN', field: 'from' },
    });
    await expect(order('+79430000211', '0042656976')).rejects.toMatchObject({
      code: 'NUMBER_UNREADABLE',
      data: { field: 'from' },
    });
    await expect(order('0042656976')).rejects.toMatchObject({ code: 'NUMBER_UNREADABLE', data: { field: 'to' } });
    expect(asked('callback/create')).toEqual([]);
  });

  it('of the contract, that a number is not of it, is said where the number was named', async () => {
    stand = await createIntegrationApiStand({ brand, contract: { numbers: ['4990000120'] }, keys });
    await expect(connect(brand, { numbers: [number] })).rejects.toMatchObject({
      code: 'PROVIDER_REFUSED',
      data: { detail: expect.stringContaining('не относится к договору') },
    });
    expect(await running.client.accounts.list()).toEqual([]);
  });

  it.each<[Partial<Traps>, string]>([
    [{ serviceOffAs: 'forbidden' }, 'SERVICE_OFF'],
    [{ serviceOffAs: 'error-in-200' }, 'SERVICE_OFF'],
    [{ serviceOffAs: 'forbidden', serviceOffStops: 'methods' }, 'SERVICE_OFF'],
  ])('that the service must be on (%o) refuses an order as %s', async (traps, code) => {
    await open(brand);
    stand.setTraps(traps);
    stand.switchServiceOff();
    expect(await order()).toMatchObject({ state: 'refused', problem: { code } });
    stand.switchServiceOn();
    expect(stand.orders).toEqual([]);
  });

  it('that tokens end with their removal refuses an order, and asks for another token', async () => {
    await open(brand);
    stand.removeToken();
    expect(await order()).toMatchObject({ state: 'refused', problem: { code: 'TOKEN_REVOKED' } });
    expect(stand.orders).toEqual([]);
  });
});

it('of AlloIncognito alone, the plain phone rings for 1 to 90 s at a number', async () => {
  await open('alloincognito');
  const before = await line();
  expect(before.plainPhone).toBeDefined();
  for (const plainPhone of [
    { number: '89430000077', dialSeconds: 0 },
    { number: '89430000077', dialSeconds: 91 },
    { number: 'shop', dialSeconds: 20 },
  ]) {
    const saved = running.client.lines.save({ accountId, before, edited: { ...before, plainPhone } });
    await expect(saved).rejects.toMatchObject({
      code: 'BAD_INPUT',
      data: { field: expect.stringMatching(/^plainPhone\./) },
    });
  }
  expect(asked('Vats/settings/set')).toEqual([]);
  const edited = { ...before, plainPhone: { number: '89430000077', dialSeconds: 90 }, doNotDisturb: true };
  expect(await running.client.lines.save({ accountId, before, edited })).toEqual(edited);
});

it('of AlloIncognito alone, the day of a moved working day goes with the calendar only', async () => {
  await open('alloincognito');
  stand.setTraps({ readOnlyChanges: 'refused' });
  const plain = await line();
  const withCalendar = editProfile(plain, (profile) => ({ ...profile, usesCalendar: true, movedWorkday: 3 }));
  expect(await running.client.lines.save({ accountId, before: plain, edited: withCalendar })).toEqual(withCalendar);
});
