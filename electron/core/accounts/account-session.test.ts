import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createLockableVault, type LockableVault } from '../../../test/fakes/lockable-vault.ts';
import { silentLogger } from '../../../test/fakes/silent-logger.ts';
import { createTemporaryDatabase, type TemporaryDatabase } from '../../../test/fakes/temporary-database.ts';
import { createAskedProvider, type ListQuestion } from '../../../test/fixtures/asked-provider.ts';
import { createCallModel, listRow } from '../../../test/fixtures/call-model.ts';
import type { Http } from '../http/http.ts';
import { ProviderError } from '../providers/errors.ts';
import type { ProviderClient } from '../providers/provider.ts';
import type { HookBatch, HookSource } from '../webhooks/source.ts';
import type { StoredAccount } from './account-rows.ts';
import { writeAccountSecrets } from './account-secrets.ts';
import { type AccountSession, type AccountSessionDeps, createAccountSession } from './account-session.ts';
import { createEventRows } from './event-rows.ts';

const minute = 60_000;
const down = () => new ProviderError('PROVIDER_DOWN');

let temporary: TemporaryDatabase;
let vault: LockableVault;
const open: { session: AccountSession; asked: readonly ListQuestion[] }[] = [];
beforeEach(async () => {
  temporary = createTemporaryDatabase();
  vault = createLockableVault();
  await writeAccountSecrets(vault, 'account-1', { credentials: { kind: 'password', login: 'shop', password: 'p' } });
});
afterEach(async () => {
  const closed = open.map(({ session }) => session.close());
  for (const { asked } of open.splice(0)) for (const one of asked) one.answer();
  await Promise.all(closed);
  temporary.remove();
});

/** A session of the account of the database, which listens nowhere unless a source is given. */
function begin({
  client,
  account = {},
  source,
  ...deps
}: Partial<Omit<AccountSessionDeps, 'account'>> & {
  client?: Partial<ProviderClient>;
  account?: Partial<StoredAccount>;
  source?: HookSource;
} = {}) {
  const { database, accounts, clock } = temporary;
  const { provider, asked, made } = createAskedProvider(client);
  const told: string[] = [];
  const session = createAccountSession({
    account: { ...temporary.account, webhook: source !== undefined, ...account },
    provider,
    vault,
    http: {} as Http,
    clock,
    logger: silentLogger,
    database,
    accounts,
    events: createEventRows(database),
    journal: createCallModel(temporary).journal,
    openSource: async () => source,
    demand: () => ({ watched: true, listing: 'auto' }),
    onStatus: () => {},
    onHeard: () => {},
    openSince: () => [],
    onCaughtUp: () => told.push('caught up'),
    onTestEvent: () => {},
    onListed: (changes, reading) => told.push(`${reading} ${changes.length}`),
    onAway: () => told.push('was away'),
    ...deps,
  });
  open.push({ session, asked });
  session.start();
  clock.advance(0);
  return { session, asked, made, told, clock, accounts };
}

/** Waits for the question with this number, the first being 1. */
async function question(asked: readonly ListQuestion[], number: number): Promise<ListQuestion> {
  await vi.waitFor(() => expect(asked.length).toBeGreaterThanOrEqual(number));
  const found = asked[number - 1];
  if (found === undefined) throw new TypeError('there is none');
  return found;
}

/** Answers until the lists are read, with nothing. */
async function settle({ session, asked }: { session: AccountSession; asked: readonly ListQuestion[] }): Promise<void> {
  await vi.waitFor(() => {
    for (const one of asked) one.answer();
    expect(session.nextListingAt()).toBeDefined();
  });
}

/** Lets the time pass until the next reading is due. */
function reachNext({ session, clock }: { session: AccountSession; clock: TemporaryDatabase['clock'] }): void {
  clock.advance(Math.ceil((session.nextListingAt() ?? Number.NaN) - clock.now()));
}

/** Up to this minute all was read, and nothing of the past is left. */
function listedBefore(): void {
  const { accounts, clock } = temporary;
  accounts.setListedUntil('account-1', clock.now());
}

describe('an account whose secrets are locked away', () => {
  it('waits for the user, asks nobody, and reads once it is told that they are there', async () => {
    vault.lock();
    listedBefore();
    const { session, asked, made, clock } = begin();
    await vi.waitFor(() => expect(session.status().state).toBe('needs-attention'));
    expect(session.status()).toMatchObject({ problem: { code: 'VAULT_LOCKED' }, works: [] });
    expect([session.nextListingAt(), clock.pending(), made.length]).toEqual([undefined, 0, 0]);
    await expect(session.client()).rejects.toMatchObject({ code: 'VAULT_LOCKED' });
    // Nothing else gets it going, whatever happens meanwhile.
    session.expectListing(clock.now());
    session.review();
    expect(clock.pending()).toBe(0);

    vault.open();
    session.retry();
    clock.advance(0);
    (await question(asked, 1)).answer();
    await vi.waitFor(() => expect(session.status()).toMatchObject({ state: 'polling', works: ['lists'] }));
    expect(session.status()).not.toHaveProperty('problem');
    expect(made.map(({ credentials }) => credentials)).toEqual([{ kind: 'password', login: 'shop', password: 'p' }]);
  });

  it('reads on with the client that it has when they are locked later', async () => {
    listedBefore();
    const scene = begin();
    await settle(scene);
    vault.lock();
    reachNext(scene);
    (await question(scene.asked, 2)).answer();
    await settle(scene);
    expect(scene.session.status().state).toBe('polling');
    expect(scene.made).toHaveLength(1);
  });
});

describe('lists that fail', () => {
  it('are tried again by themselves, and the account says since when it is well again', async () => {
    listedBefore();
    const scene = begin();
    const { session, asked, clock } = scene;
    await settle(scene);
    reachNext(scene);
    (await question(asked, 2)).fail(down());
    await vi.waitFor(() => expect(session.status().state).toBe('failing'));
    const failed = session.status();
    expect(failed).toMatchObject({ problem: { code: 'PROVIDER_DOWN' }, works: [], nextTryAt: session.nextListingAt() });
    expect(failed.since).toBe(clock.now());

    // The same trouble once more began when it began.
    reachNext(scene);
    (await question(asked, 3)).fail(down());
    await vi.waitFor(() => expect(session.nextListingAt()).toBeDefined());
    expect(session.status()).toMatchObject({ state: 'failing', since: failed.since });

    reachNext(scene);
    (await question(asked, 4)).answer();
    await settle(scene);
    expect(session.status()).toMatchObject({ state: 'polling', since: clock.now(), works: ['lists'] });
  });

  it('are read from where they were read last, once they answer again', async () => {
    listedBefore();
    const scene = begin();
    const { asked, clock, accounts, session } = scene;
    const readAt = clock.now();
    await settle(scene);
    reachNext(scene);
    (await question(asked, 2)).fail(down());
    await vi.waitFor(() => expect(session.nextListingAt()).toBeDefined());
    expect(accounts.get('account-1')?.listedUntil).toBe(readAt);
    clock.advance(6 * 3600_000);
    const next = await question(asked, 3);
    expect(next.from).toBeLessThan(readAt);
    next.answer();
    await settle(scene);
    expect(accounts.get('account-1')?.listedUntil).toBeGreaterThan(readAt);
  });

  it('are left alone where only the user can mend it: wrong passwords tried on and on lock accounts', async () => {
    listedBefore();
    const { session, asked, clock } = begin();
    (await question(asked, 1)).fail(new ProviderError('BAD_CREDENTIALS'));
    await vi.waitFor(() => expect(session.status().state).toBe('needs-attention'));
    session.expectListing(clock.now());
    session.review();
    session.readHistory('year');
    clock.advance(24 * 3600_000);
    expect([asked.length, clock.pending()]).toEqual([1, 0]);
  });

  it('claim to know nothing of the calls since, until they are read', async () => {
    const { accounts, clock } = temporary;
    listedBefore();
    const knownFrom = clock.now() - 24 * 3600_000;
    accounts.setHistory('account-1', { depth: 'week', knownFrom, end: undefined, left: undefined });
    const scene = begin();
    expect(scene.session.knownSince()).toBeUndefined();
    await settle(scene);
    expect(scene.session.knownSince()).toBe(knownFrom);
    reachNext(scene);
    (await question(scene.asked, 2)).fail(down());
    await vi.waitFor(() => expect(scene.session.nextListingAt()).toBeDefined());
    expect(scene.session.knownSince()).toBeUndefined();
  });
});

describe('what a user is told beside the state', () => {
  it('is of numbers that the lists leave out, but not while the lists fail as a whole', async () => {
    listedBefore();
    temporary.accounts.save({ ...temporary.account, leftOut: ['74950000003'] });
    const scene = begin({
      client: {
        refusedNumbers: () => [{ number: '74950000002', detail: 'no such number' }],
        otherNumbers: () => ['74950000003', '74950000004'],
      },
    });
    await settle(scene);
    expect(scene.session.status()).toMatchObject({ refusedNumbers: [{ detail: 'no such number' }], newNumbers: 1 });
    reachNext(scene);
    (await question(scene.asked, 2)).fail(down());
    await vi.waitFor(() => expect(scene.session.nextListingAt()).toBeDefined());
    expect(scene.session.status()).not.toHaveProperty('refusedNumbers');
  });

  it('is how far the import is, which reads on without a pause and until it is cancelled', async () => {
    const { session, asked, clock } = begin();
    const first = await question(asked, 1);
    expect(session.status()).toMatchObject({ state: 'starting', importing: { share: 0, calls: 0 } });
    const row = (id: number) =>
      listRow({ startedAt: clock.now() - id * minute, ids: [{ kind: 'leg', value: `${id}` }] });
    first.answer([row(1), row(2)]);
    const second = await question(asked, 2);
    expect(session.status()).toMatchObject({ state: 'polling', importing: { calls: 2 } });
    expect(second.to).toBe(first.from);
    // News are due in between, and after them it goes on without waiting for the next.
    clock.advance(minute);
    second.answer();
    await vi.waitFor(() => expect(session.nextListingAt()).toBe(clock.now()));
    clock.advance(0);
    const news = await question(asked, 3);
    expect(news.to).toBeGreaterThan(clock.now());
    news.answer();
    const third = await question(asked, 4);
    expect(third.to).toBe(second.from);
    session.cancelImport();
    third.answer([row(3)]);
    await vi.waitFor(() => expect(session.nextListingAt()).toBeDefined());
    expect(session.status()).not.toHaveProperty('importing');
    expect(asked).toHaveLength(4);
  });
});

describe('a machine that woke', () => {
  it('gives up what was asked before it slept and asks anew; an answer that comes all the same is not noted', async () => {
    listedBefore();
    const { session, asked, clock, told } = begin();
    const before = await question(asked, 1);
    clock.advance(8 * 3600_000);
    session.retry();
    expect(before.signal?.aborted).toBe(true);
    before.answer([listRow({ startedAt: clock.now() - minute })]);
    await vi.waitFor(() => expect(session.nextListingAt()).toBe(clock.now()));
    clock.advance(0);
    const after = await question(asked, 2);
    expect(told).toEqual([]);
    after.answer([listRow({ startedAt: clock.now() - minute })]);
    await vi.waitFor(() => expect(told).toEqual(['catch-up 1', 'caught up']));
  });

  it('is told of no failure of what was given up', async () => {
    listedBefore();
    const { session, asked, clock } = begin();
    const before = await question(asked, 1);
    session.retry();
    before.fail(down());
    await vi.waitFor(() => expect(session.nextListingAt()).toBe(clock.now()));
    expect(session.status()).not.toHaveProperty('problem');
  });

  it('reads at once what waits for a later try', async () => {
    listedBefore();
    const scene = begin();
    (await question(scene.asked, 1)).fail(down());
    await vi.waitFor(() => expect(scene.session.nextListingAt()).toBeGreaterThan(scene.clock.now()));
    scene.session.retry();
    expect(scene.session.nextListingAt()).toBe(scene.clock.now());
  });
});

describe('a session that was closed', () => {
  it('takes nothing from an answer that comes too late, and leaves no timer', async () => {
    listedBefore();
    const { session, asked, clock, told, accounts } = begin();
    const before = accounts.get('account-1');
    const late = await question(asked, 1);
    const closed = session.close();
    late.answer([listRow({ startedAt: clock.now() - minute })]);
    await closed;
    expect([told, clock.pending()]).toEqual([[], 0]);
    expect(accounts.get('account-1')).toEqual(before);
    expect(temporary.database.sql.prepare('SELECT count(*) AS count FROM calls').get()).toEqual({ count: 0 });
    session.retry();
    session.expectListing(clock.now());
    expect(clock.pending()).toBe(0);
  });

  it('opens no source for secrets that it got too late', async () => {
    const secrets = Promise.withResolvers<void>();
    const read = vault.read;
    vault.read = async (group) => {
      await secrets.promise;
      return read(group);
    };
    const opened = vi.fn(async () => undefined);
    const { session, asked, clock } = begin({ account: { webhook: true }, openSource: opened });
    const closed = session.close();
    secrets.resolve();
    await closed;
    expect([opened.mock.calls.length, asked.length, clock.pending()]).toEqual([0, 0, 0]);
  });
});

/** A source that answers as it is told to. */
function createSource() {
  const waiting: { resolve(batch: HookBatch): void; reject(error: Error): void }[] = [];
  const source: HookSource = {
    id: 'relay',
    read: () => new Promise((resolve, reject) => void waiting.push({ resolve, reject })),
  };
  let next = 0;
  async function turn() {
    await vi.waitFor(() => expect(waiting.length).toBeGreaterThan(0));
    next += 1;
    return waiting.shift();
  }
  return {
    source,
    answer: async (gap = false) => (await turn())?.resolve({ events: [], next: String(next), gap }),
    fail: async () => (await turn())?.reject(new Error('no route')),
  };
}

describe('the pace of the lists', () => {
  it('is slow while events come, and the usual one from the moment in which they do not', async () => {
    listedBefore();
    const { source, answer, fail } = createSource();
    const scene = begin({ source });
    const { session, clock } = scene;
    await answer();
    await vi.waitFor(() => expect(session.status().works).toEqual(['events']));
    await settle(scene);
    expect(session.status()).toMatchObject({ state: 'live', works: ['events', 'lists'] });
    expect((session.nextListingAt() ?? 0) - clock.now()).toBe(10 * minute);
    await fail();
    await vi.waitFor(() => expect(session.status().state).toBe('failing'));
    expect((session.nextListingAt() ?? 0) - clock.now()).toBeLessThanOrEqual(minute);
    expect(session.status()).toMatchObject({ works: ['lists'], problem: { code: 'RELAY_UNREACHABLE' } });
  });

  it('has the lists read at once where events were lost', async () => {
    listedBefore();
    const { source, answer } = createSource();
    const scene = begin({ source });
    await answer();
    await settle(scene);
    expect(scene.session.nextListingAt()).toBeGreaterThan(scene.clock.now());
    await answer(true);
    await vi.waitFor(() => expect(scene.session.nextListingAt()).toBe(scene.clock.now()));
    scene.clock.advance(1);
    await settle(scene);
    // Of the time in which they were lost, the lists know by now what rang.
    expect(scene.asked).toHaveLength(2);
  });

  it('waits four seconds for the row of a call that ended, and looks as far back as it began', async () => {
    listedBefore();
    const scene = begin();
    const { session, asked, clock } = scene;
    await settle(scene);
    const startedAt = clock.now() - 20 * 3600_000;
    // Deep readings look back a day by themselves, and the first was one.
    session.expectListing(startedAt);
    expect(session.nextListingAt()).toBe(clock.now() + 4000);
    clock.advance(4000);
    expect((await question(asked, 2)).from).toBeLessThan(startedAt);
  });

  it('follows what anybody wants to know, unless the lists fail and wait for their next try', async () => {
    listedBefore();
    const demand = { watched: false, listing: 'rarely' as 'rarely' | 'often' };
    const scene = begin({ demand: () => demand });
    const { session, clock } = scene;
    await settle(scene);
    expect((session.nextListingAt() ?? 0) - clock.now()).toBeGreaterThanOrEqual(2 * minute);
    Object.assign(demand, { watched: true, listing: 'often' });
    session.review();
    expect((session.nextListingAt() ?? 0) - clock.now()).toBeLessThanOrEqual(minute);
    reachNext(scene);
    (await question(scene.asked, 2)).fail(down());
    await vi.waitFor(() => expect(session.nextListingAt()).toBeDefined());
    const nextTryAt = session.nextListingAt();
    clock.advance(500);
    session.review();
    expect(session.nextListingAt()).toBe(nextTryAt);
  });
});

it('says once that it caught up: when the lists were read and the source listens, whichever is later', async () => {
  listedBefore();
  const { source, answer } = createSource();
  const scene = begin({ source });
  await settle(scene);
  expect(scene.told).toEqual([]);
  await answer();
  await vi.waitFor(() => expect(scene.told).toEqual(['caught up']));
  scene.session.retry();
  scene.clock.advance(0);
  await question(scene.asked, 2);
  await settle(scene);
  expect(scene.told).toEqual(['caught up']);
});
