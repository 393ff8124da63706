import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AudioSource } from '../../electron/demo/integration-api/audio-source.ts';
import type { BrandName } from '../../electron/demo/integration-api/brand.ts';
import { createIntegrationApiStand, type IntegrationApiStand } from '../../electron/demo/integration-api/stand.ts';
import { createSigningKeys } from '../../electron/demo/integration-api/web-token.ts';
import type { AccountDraft } from '../../shared/contract/account.ts';
import { allCalls } from '../fixtures/all-calls.ts';
import { connectDraft, draftFor, type RunningCore, startCore } from '../fixtures/running-core.ts';

const lines = ['4950000110', '4990000120'];
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const keys = createSigningKeys();

async function digest(pieces: AsyncIterable<Uint8Array>): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of pieces) hash.update(piece);
  return hash.digest('hex');
}

async function* piecesOf(audio: AudioSource | undefined): AsyncGenerator<Uint8Array, void> {
  const megabyte = 1024 * 1024;
  for (let at = 0; at < (audio?.size ?? 0); at += megabyte) yield audio?.read(at, at + megabyte) ?? new Uint8Array();
}

let stand: IntegrationApiStand;
let running: RunningCore;

async function start(brand: BrandName = 'sunsim'): Promise<void> {
  stand = await createIntegrationApiStand({ brand, contract: { numbers: lines }, keys, callbacks: 'manual' });
}
beforeEach(async () => {
  await start();
  running = await startCore();
});
afterEach(async () => {
  await running.close();
  await stand.close();
});

function draft(fields: Partial<AccountDraft> = {}): AccountDraft & { webhook: false; replaceHook: false } {
  return {
    ...draftFor(stand.url, { provider: 'sunsim', label: 'Shop', ownNumber: '', numbers: ['8 495 000-01-10'] }),
    credentials: { kind: 'token', token: stand.authorizationToken() ?? '' },
    webhook: false,
    replaceHook: false,
    ...fields,
  };
}
const connect = (fields?: Partial<AccountDraft>) => connectDraft(running.client, draft(fields));
const status = async () => (await running.client.accounts.list())[0]?.status;
/** Well beyond what a busy machine takes. */
const soon = (expectation: () => void | Promise<void>) => vi.waitFor(expectation);
const imported = () =>
  soon(async () => {
    const { state, importing } = (await status()) ?? {};
    expect({ state, importing }).toEqual({ state: 'polling', importing: undefined });
  });
const made = () => stand.requestsFor('auth/integrationapi/create').length;

describe('an account with an authorization token', () => {
  it.each(['sunsim', 'alloincognito'] as const)(
    'of %s is connected, polls, and lists what was called',
    async (brand) => {
      await stand.close();
      await start(brand);
      stand.addCall({ direction: 'in', remote: '79430000211', startedAt: Date.now() - minute, talkSeconds: 30 });
      stand.addCall({ direction: 'in', remote: '79430000224', startedAt: Date.now() - 20 * 24 * 60 * minute });
      const account = await connect({ provider: brand });
      expect(account).toMatchObject({
        provider: brand,
        identity: '5000000',
        credentialKind: 'token',
        numbers: ['+74950000110'],
        capabilities: ['calls', 'callback', 'recordings', 'voicemail', 'line-settings'],
        lines: [{ number: '+74950000110' }],
      });
      await imported();
      const calls = await allCalls(running.client);
      expect(calls.map((call) => [call.remote.e164, call.state])).toEqual([
        ['+79430000211', 'ended'],
        ['+79430000224', 'missed'],
      ]);
      expect(made()).toBe(1);
    },
  );

  it('tells of a call that was missed since, with its own time, and of none of the past', async () => {
    stand.addCall({ direction: 'in', remote: '79430000224', startedAt: Date.now() - 5 * minute });
    const { id } = await connect();
    await imported();
    expect(running.notices.size).toBe(0);
    const startedAt = Date.now() - 3 * minute;
    stand.addCall({ direction: 'in', remote: '79430000211', startedAt });
    stand.addCall({ direction: 'in', remote: '79430000237', startedAt, talkSeconds: 20 });
    await running.client.accounts.retry({ id });
    await soon(() => expect(running.notices.size).toBe(1));
    const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' }).format(startedAt);
    expect([...running.notices.values()]).toMatchObject([
      { kind: 'missed', title: 'Missed: +7 943 000-02-11', body: expect.stringContaining(`Called at ${time}`) },
    ]);
  });

  it('is read more often while a page is open, and as rarely as the user wants', async () => {
    await connect();
    await imported();
    const wait = async () => {
      const { listedUntil = 0, nextListingAt = 0 } = await details();
      return Math.round((nextListingAt - listedUntil) / 1000);
    };
    const details = async () =>
      running.client.accounts.details({ id: (await running.client.accounts.list())[0]?.id ?? '' });
    await running.client.settings.update({ listing: 'rarely' });
    await running.client.accounts.retry({ id: (await running.client.accounts.list())[0]?.id ?? '' });
    await soon(async () => expect(await wait()).toBeGreaterThanOrEqual(180));
    const unwatched = await wait();
    const page = await running.client.updates.watch();
    await page.next();
    await soon(async () => expect(await wait()).toBeLessThan(unwatched));
    await running.client.settings.update({ listing: 'often' });
    await soon(async () => expect(await wait()).toBeLessThanOrEqual(60));
    await page.return?.(undefined);
  });

  it('goes on with its pair after a restart, and makes another one where that was lost', async () => {
    await connect();
    await soon(async () => expect((await status())?.state).toBe('polling'));
    running = await running.restart();
    await soon(async () => expect((await status())?.state).toBe('polling'));
    expect(made()).toBe(1);
    stand.killPair();
    running = await running.restart();
    await soon(async () => expect((await status())?.state).toBe('polling'));
    expect(made()).toBe(2);
  });

  it('says that its token was removed, and goes on with the next one', async () => {
    const { id } = await connect();
    await soon(async () => expect((await status())?.state).toBe('polling'));
    stand.removeToken();
    await running.client.accounts.retry({ id });
    await soon(async () =>
      expect(await status()).toMatchObject({ state: 'needs-attention', problem: { code: 'TOKEN_REVOKED' } }),
    );
    const token = stand.regenerateToken();
    await running.client.accounts.update({ id, credentials: { kind: 'token', token } });
    await soon(async () => expect((await status())?.state).toBe('polling'));
  });

  it('asks for a new number as far back as for the others', async () => {
    const { id } = await connect();
    await soon(async () => expect((await status())?.state).toBe('polling'));
    stand.addCall({
      direction: 'in',
      line: lines[1] ?? '',
      remote: '79430000224',
      startedAt: Date.now() - 5 * 86_400_000,
    });
    await running.client.accounts.update({ id, numbers: lines });
    await soon(async () => expect(await allCalls(running.client)).toHaveLength(1));
  });

  it('tells until when its token is good, and what was seen of its lines', async () => {
    await stand.close();
    await start('alloincognito');
    const startedAt = Math.floor(Date.now() / 1000) * 1000 - minute;
    stand.addCall({ direction: 'in', remote: '79430000211', startedAt: startedAt - minute });
    stand.addCall({ direction: 'in', remote: '79430000211', startedAt, talkSeconds: 30 });
    const { id } = await connect({ provider: 'alloincognito', numbers: lines });
    await imported();
    const { token, ...details } = await running.client.accounts.details({ id });
    expect(Math.abs((token?.validUntil ?? 0) - (Date.now() + 365 * day))).toBeLessThan(minute);
    expect(token?.renewsAt).toBeGreaterThan(Date.now() + 20 * hour);
    expect(token?.renewsAt).toBeLessThan(Date.now() + 24 * hour);
    expect(details).toMatchObject({
      lines: [
        {
          number: '+74950000110',
          listed: true,
          calls: 2,
          newestAt: startedAt,
          hasUnanswered: true,
        },
        { number: '+74990000120', listed: true, calls: 0, hasUnanswered: false },
      ],
      listedUntil: expect.closeTo(Date.now(), -5),
    });
  });

  it('shows messages that nobody heard as calls, with their recordings', async () => {
    const at = Date.now() - 2 * day;
    stand.addCall({ direction: 'in', remote: '79430000211', startedAt: at, voicemail: 'unread' });
    stand.addCall({ direction: 'in', remote: '79430000224', startedAt: at + minute, voicemail: 'read' });
    stand.addCall({ direction: 'in', remote: '79430000237', startedAt: at + hour, talkSeconds: 9 });
    const { id: accountId } = await connect();
    await imported();
    const calls = await allCalls(running.client);
    const [unheard, heard] = ['+79430000211', '+79430000224'].map((number) =>
      calls.find((call) => call.remote.e164 === number),
    );
    expect(unheard?.recording).toBe('remote');
    expect(await running.client.calls.voicemail({ accountId })).toEqual([unheard]);
    expect(await running.client.calls.voicemail({ accountId, messages: 'heard' })).toEqual([heard]);
    // One that came since, and is in no list that was read.
    stand.addCall({ direction: 'in', remote: '79430000250', startedAt: Date.now() - 1000, voicemail: 'unread' });
    const [newest, ...others] = await running.client.calls.voicemail({ accountId });
    expect([newest?.remote.e164, others]).toEqual(['+79430000250', [unheard]]);
  });

  it('keeps every recording that the provider has, since nobody says for how long it keeps them', async () => {
    const ages = Array.from({ length: 12 }, (_, index) => index * 2.2);
    for (const age of ages) {
      const startedAt = Date.now() - age * day - hour;
      stand.addCall({
        direction: 'in',
        remote: '79430000211',
        startedAt,
        talkSeconds: 30,
        recordingBytes: 4000,
      });
    }
    await connect();
    await imported();
    await running.client.settings.update({ recordings: { keep: 'all', quotaMegabytes: 2048 } });
    await soon(async () => expect(await running.client.recordings.usage()).toMatchObject({ files: ages.length }));
  });

  it('brings fifty megabytes though the token dies in the middle, and nobody notices', async () => {
    const bytes = 50 * 1024 * 1024;
    stand.addCall({
      direction: 'in',
      remote: '79430000211',
      startedAt: Date.now() - hour,
      talkSeconds: 1200,
      recordingBytes: bytes,
      recordId: 'long',
    });
    await connect();
    await imported();
    const calls = await allCalls(running.client, { kind: 'recorded' });
    const callId = calls[0]?.id ?? 0;
    stand.setTraps({ revokedMidFile: 'cut' });
    const told: string[] = [];
    const stop = running.core.watch((update) => {
      if (update.kind === 'recording') told.push(update.recording.state);
      if (update.kind === 'accounts') told.push(update.accounts[0]?.status.state ?? '');
    });
    await running.client.recordings.fetch({ callId });
    await soon(async () => expect((await running.client.recordings.get({ callId })).state).toBe('stored'));
    stop();
    expect(told.filter((state) => !['waiting', 'fetching', 'stored', 'polling'].includes(state))).toEqual([]);
    expect(told).toContain('fetching');
    expect(made()).toBe(2);
    const file = running.core.audioFile(callId);
    expect(await digest(createReadStream(file?.path ?? ''))).toBe(await digest(piecesOf(await stand.audio('long'))));
  });

  it.each([
    [{ numbers: [] }, 'BAD_INPUT', { field: 'numbers' }],
    [{ numbers: ['shop'] }, 'BAD_INPUT', { field: 'numbers', detail: 'shop' }],
    [{ credentials: { kind: 'password', login: 'a', password: 'b' } }, 'BAD_INPUT', { field: 'credentials' }],
    [{ credentials: { kind: 'token', token: 'hello' } }, 'NOT_A_TOKEN', {}],
  ] as const)('is not connected with %o', async (fields, code, data) => {
    await expect(connect(fields as Partial<AccountDraft>)).rejects.toMatchObject({ code, data });
    expect(await running.client.accounts.list()).toEqual([]);
  });

  it('orders one callback, from its first number where none was chosen', async () => {
    const { id } = await connect();
    const clickId = crypto.randomUUID();
    const order = await running.client.callbacks.order({ clickId, accountId: id, to: '+79430000211' });
    expect(order.state).toBe('ordered');
    expect(stand.requestsFor('callback/create').map(({ parameters }) => parameters)).toEqual([
      { PhoneTo: '89430000211', PhoneFrom: lines[0] },
    ]);
  });
});
