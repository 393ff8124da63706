import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Problem } from '../../../shared/contract/problem.ts';
import { silentLogger } from '../../../test/fakes/silent-logger.ts';
import { createTemporaryDatabase, type TemporaryDatabase } from '../../../test/fakes/temporary-database.ts';
import { createCallModel, listRow } from '../../../test/fixtures/call-model.ts';
import type { CallListPiece } from '../providers/call-list-row.ts';
import { ProviderError } from '../providers/errors.ts';
import type { ProviderClient } from '../providers/provider.ts';
import { createEventRows } from './event-rows.ts';
import { createHistoryImport } from './history-import.ts';
import { createListRound, type ListRoundDeps } from './list-round.ts';
import { createNewsRange } from './news-range.ts';
import { createSilence } from './silence.ts';

const minute = 60_000;
const day = 24 * 60 * minute;

let temporary: TemporaryDatabase;
beforeEach(() => {
  temporary = createTemporaryDatabase();
});
afterEach(() => temporary.remove());

/** One piece of a list after the other, or what comes instead of it. */
type Answer = readonly (CallListPiece | Error | (() => void))[];

/** A round over a provider that answers each question with the next of `answers`, and with nothing after that. */
function createScene(answers: Answer[], deps: Partial<ListRoundDeps> = {}) {
  const { database, accounts, clock } = temporary;
  const { journal } = createCallModel(temporary);
  const account = accounts.get('account-1') ?? temporary.account;
  const asked: { from: number; to: number }[] = [];
  const told: string[] = [];
  const client: Partial<ProviderClient> = {
    async *listInPieces({ from, to }) {
      asked.push({ from, to });
      for (const piece of answers.shift() ?? []) {
        if (piece instanceof Error) throw piece;
        if (typeof piece === 'function') piece();
        else yield piece;
      }
    },
  };
  const round = createListRound({
    ...{ account, accounts, database, clock, journal, logger: silentLogger },
    events: createEventRows(database),
    open: async () => client as ProviderClient,
    silence: createSilence({ account, accounts, clock, isListening: () => false }),
    history: createHistoryImport({
      ...{ accountId: account.id, rows: accounts, clock, reachMs: 4 * day, firstSliceMs: day },
      isRefusal: () => false,
      onProgress: () => {},
    }),
    newsRange: createNewsRange(),
    openSince: () => [],
    pace: () => minute,
    onListed: (changes, reading) => told.push(`${reading} ${changes.length}`),
    onNewsRead: (now, changed) =>
      told.push(`read to ${now - clock.now()}${changed ? ', and there was something' : ''}`),
    onAway: (from, to) => told.push(`away for ${(to - from) / minute} min`),
    onChange: () => {},
    ...deps,
  });
  const run = (signal = new AbortController().signal) => round.run(signal);
  return { round, run, asked, told };
}

/** A piece of so many calls, each begun that many minutes ago. */
function piece(...minutesAgo: number[]): CallListPiece {
  const rows = minutesAgo.map((ago) =>
    listRow({ startedAt: temporary.clock.now() - ago * minute, ids: [{ kind: 'leg', value: `call ${ago}` }] }),
  );
  return { rows, unreadable: [], share: 0.5 };
}

const stored = () => temporary.database.sql.prepare('SELECT count(*) AS count FROM calls').get()?.count;
const listedUntil = () => temporary.accounts.get('account-1')?.listedUntil;
const down = new ProviderError('PROVIDER_DOWN');

it('keeps what it read before it failed, and reads the whole once more from where all was known', async () => {
  const { accounts, clock } = temporary;
  const since = clock.now() - 2 * minute;
  accounts.setListedUntil('account-1', since);
  const { round, run, asked, told } = createScene([
    [piece(1, 2), down],
    [piece(1, 2), piece(3)],
  ]);
  expect(await run()).toBe('failed');
  // However many at a time.
  const caughtUp = told.map((one) => Number(/^catch-up (\d+)$/.exec(one)?.[1])).reduce((sum, calls) => sum + calls);
  expect([stored(), listedUntil(), caughtUp]).toEqual([2, since, 2]);
  expect([round.problem(), round.hasListed()]).toEqual([{ code: 'PROVIDER_DOWN' } satisfies Problem, false]);

  expect(await run()).toBe('ok');
  expect(asked[1]?.from).toBe(asked[0]?.from);
  expect([stored(), listedUntil(), told.slice(-2)]).toEqual([3, clock.now(), ['catch-up 1', 'read to 0']]);
  expect([round.problem(), round.hasListed()]).toEqual([undefined, true]);
});

it('calls news what comes after the first reading, and says whether there was any', async () => {
  const { accounts, clock } = temporary;
  accounts.setListedUntil('account-1', clock.now());
  const { run, told } = createScene([[], [piece(1)], []]);
  for (let rounds = 0; rounds < 3; rounds += 1) await run();
  expect(told).toEqual(['read to 0', 'news 1', 'read to 0, and there was something', 'read to 0']);
});

it('reads the past of a new account, which is no news, for as long as the next news can wait', async () => {
  const { accounts, clock } = temporary;
  const { run, asked, told } = createScene([[piece(1)], [piece(2000), () => clock.advance(minute)], [], [], []]);
  expect(await run()).toBe('ok');
  // Two slices: after the second its time was up.
  expect([asked.length, told]).toEqual([2, ['history 1', 'history 1']]);
  expect(accounts.history('account-1').left).toBeDefined();
  expect(await run()).toBe('ok');
  expect(told.slice(2)).toEqual(['read to 0']);
  expect(asked.slice(2, 4).map(({ to }) => to)).toEqual([clock.now() + 5 * minute, asked[1]?.from]);
  expect(accounts.history('account-1').left).toBeUndefined();
});

it('goes on with the past at the part that failed', async () => {
  const { accounts } = temporary;
  const { run, asked } = createScene([[piece(1)], [piece(2000), down], [], []]);
  expect(await run()).toBe('failed');
  expect(stored()).toBe(2);
  expect(accounts.history('account-1').knownFrom).toBe(asked[0]?.from);
  expect(await run()).toBe('ok');
  // After the news of the meantime.
  expect(asked[3]).toEqual(asked[1]);
});

it('tells of the time in which nothing was heard once the lists of it were read, and not before', async () => {
  const { accounts, clock } = temporary;
  const asleepFor = 30 * minute;
  accounts.setListedUntil('account-1', clock.now() - asleepFor);
  accounts.setHeardUntil('account-1', clock.now() - asleepFor);
  const { run, told } = createScene([[down], [piece(10)]]);
  await run();
  expect(told).toEqual([]);
  await run();
  expect(told).toEqual(['catch-up 1', 'catch-up 0', 'read to 0', 'away for 30 min']);
});

it('waits for the user where only they can mend it, and has no problem of what was given up', async () => {
  const { accounts, clock } = temporary;
  accounts.setListedUntil('account-1', clock.now());
  const turn = new AbortController();
  const { round, run } = createScene([[() => turn.abort(), down], [new ProviderError('BAD_CREDENTIALS')]]);
  expect([await run(turn.signal), round.problem()]).toEqual(['stop', undefined]);
  expect([await run(), round.problem()]).toEqual(['stop', { code: 'BAD_CREDENTIALS' }]);
});
