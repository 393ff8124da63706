import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ProblemCode } from '../../../shared/contract/problem.ts';
import { silentLogger } from '../../../test/fakes/silent-logger.ts';
import { createTemporaryDatabase, type TemporaryDatabase } from '../../../test/fakes/temporary-database.ts';
import { createCallModel, storedCall } from '../../../test/fixtures/call-model.ts';
import type { CallStore } from '../calls/call-store.ts';
import { createRecordingArchiver, type RecordingArchiver } from './recording-archiver.ts';
import { createRecordingRows, type RecordingRows } from './recording-rows.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
const megabyte = 1024 * 1024;

let temporary: TemporaryDatabase;
let calls: CallStore;
let rows: RecordingRows;
let keepAll: RecordingArchiver;
/** What was handed over to be fetched, oldest hand-over first. */
let fetched: number[];
let on: boolean;
let quotaBytes: number;
let keptHereMs: number;
let keptAtProviderMs: number | undefined;
/** Where an account's differs. */
let keptOf: Map<string, number>;
let unanswered: boolean;
/** What an answer waits for after it was decided. */
let chance: number;
let onItsWay: Promise<void> | undefined;

beforeEach(() => {
  temporary = createTemporaryDatabase();
  calls = createCallModel(temporary).store;
  rows = createRecordingRows(temporary.database);
  fetched = [];
  on = true;
  quotaBytes = 100 * megabyte;
  keptHereMs = Number.POSITIVE_INFINITY;
  keptAtProviderMs = 7 * day;
  keptOf = new Map();
  unanswered = false;
  onItsWay = undefined;
  chance = 1;
  keepAll = createRecordingArchiver({
    rows,
    clock: temporary.clock,
    logger: silentLogger,
    isOn: () => on,
    quotaBytes: () => quotaBytes,
    keptHereMs: () => keptHereMs,
    accountIds: () => temporary.accounts.all().map(({ id }) => id),
    keptAtProviderMs: async (accountId) => {
      if (unanswered) throw new Error('no answer');
      const answer = keptOf.get(accountId) ?? keptAtProviderMs;
      await onItsWay;
      return answer;
    },
    begin: (callId) => fetched.push(callId),
    random: () => chance,
  });
});
afterEach(() => {
  keepAll.close();
  temporary.remove();
});

/** A recorded call of a minute that ended so long ago. */
function recorded(endedAgoMs: number, accountId = temporary.account.id): number {
  const startedAt = temporary.clock.now() - endedAgoMs - minute;
  return calls.insert(storedCall({ accountId, startedAt, recordingState: 'remote' })).id;
}

/** The transfer that was handed over last ends. */
function end(code?: ProblemCode): void {
  const callId = fetched.at(-1) ?? 0;
  if (code === undefined) {
    rows.save({ callId, file: `${callId}.mp3`, bytes: 240_000, mimeType: 'audio/mpeg', storedAt: 0 });
    calls.setRecordingState(callId, 'stored');
    keepAll.noteEnd(callId, undefined);
    return;
  }
  calls.setRecordingState(callId, code === 'RECORDING_EXPIRED' ? 'expired' : 'failed');
  keepAll.noteEnd(callId, { code });
}

const fetchedIs = (expected: number[]) => vi.waitFor(() => expect(fetched).toEqual(expected), { interval: 1 });
/** Everything that was set going has come to rest: a later turn of the loop finds nothing more. */
const settled = () => new Promise((resolve) => setTimeout(resolve, 5));

describe('what is fetched', () => {
  it('is one at a time, the oldest first', async () => {
    const newer = recorded(2 * minute);
    const older = recorded(2 * day);
    keepAll.consider();
    keepAll.consider();
    await fetchedIs([older]);
    keepAll.consider();
    await settled();
    expect(fetched).toEqual([older]);
    end();
    await fetchedIs([older, newer]);
  });

  it('is of several accounts what expires first, whichever is older', async () => {
    const brief = 'account-2';
    temporary.accounts.save({ ...temporary.account, id: brief });
    keptOf.set(brief, 2 * day);
    const old = recorded(3 * day);
    const expiring = recorded(day + 22 * 60 * minute, brief);
    keepAll.consider();
    await fetchedIs([expiring]);
    end();
    await fetchedIs([expiring, old]);
  });

  it('is chosen anew once the provider was told to keep recordings for longer or shorter', async () => {
    keptAtProviderMs = 3 * day;
    const gone = recorded(5 * day);
    const [there, newest] = [recorded(2 * day), recorded(day)];
    keepAll.consider();
    await fetchedIs([there]);
    keptAtProviderMs = 7 * day;
    keepAll.noteRules(temporary.account.id);
    end();
    await fetchedIs([there, gone]);
    end();
    await fetchedIs([there, gone, newest]);
  });

  it('is chosen by what the provider was told while its answer of before was on its way', async () => {
    keptAtProviderMs = 3 * day;
    const [gone, newest] = [recorded(5 * day), recorded(day)];
    const arrives = Promise.withResolvers<void>();
    onItsWay = arrives.promise;
    keepAll.consider();
    keptAtProviderMs = 7 * day;
    keepAll.noteRules(temporary.account.id);
    arrives.resolve();
    await fetchedIs([gone]);
    end();
    await fetchedIs([gone, newest]);
  });

  it('is the same while the provider cannot be asked how long it keeps them', async () => {
    const [oldest, older, newest] = [recorded(3 * day), recorded(2 * day), recorded(day)];
    keepAll.consider();
    await fetchedIs([oldest]);
    unanswered = true;
    keepAll.noteRules(temporary.account.id);
    end();
    await fetchedIs([oldest, older]);
    end();
    await fetchedIs([oldest, older, newest]);
  });

  it('is asked for by the hour where the provider could not be asked at all, and no more a day later', async () => {
    unanswered = true;
    const [oldest, older, newest] = [recorded(3 * day), recorded(2 * day), recorded(day)];
    keepAll.consider();
    await fetchedIs([newest]);
    unanswered = false;
    temporary.clock.advance(61 * minute);
    keepAll.consider();
    end();
    await fetchedIs([newest, oldest]);
    end();
    await fetchedIs([newest, oldest, older]);
  });

  it('is nothing while it is switched off', async () => {
    recorded(2 * minute);
    on = false;
    keepAll.consider();
    await settled();
    expect(fetched).toEqual([]);
  });

  it('is not what ended a moment ago, until the provider has written it down', async () => {
    const fresh = recorded(10_000);
    keepAll.consider();
    await settled();
    expect(fetched).toEqual([]);
    await vi.waitFor(() => expect(temporary.clock.pending()).toBe(1));
    temporary.clock.advance(50_000);
    await fetchedIs([fresh]);
  });

  it('is what the provider still has, by its own word', async () => {
    keptAtProviderMs = 3 * day;
    recorded(4 * day);
    const there = recorded(2 * day);
    keepAll.consider();
    await fetchedIs([there]);
  });

  it('is all of them where nobody knows how long they are kept, the newest first', async () => {
    keptAtProviderMs = undefined;
    const [oldest, older, newest] = [recorded(300 * day), recorded(40 * day), recorded(6 * day)];
    keepAll.consider();
    await fetchedIs([newest]);
    end();
    await fetchedIs([newest, older]);
    end('RECORDING_EXPIRED');
    await fetchedIs([newest, older, oldest]);
  });

  it('is no more of those once ten in a row were gone, until the next day', async () => {
    keptAtProviderMs = undefined;
    const ages = Array.from({ length: 15 }, (_, index) => (index + 1) * day);
    const there = ages.map((age) => recorded(age));
    keepAll.consider();
    for (let count = 1; count <= 12; count++) {
      await fetchedIs(there.slice(0, count));
      end(count <= 3 ? undefined : 'RECORDING_EXPIRED');
    }
    await fetchedIs(there.slice(0, 13));
    end('RECORDING_EXPIRED');
    await settled();
    expect(fetched).toHaveLength(13);
    const young = recorded(2 * minute);
    keepAll.consider();
    await fetchedIs([...there.slice(0, 13), young]);
    end();
    temporary.clock.advance(day + 1);
    keepAll.consider();
    await fetchedIs([...there.slice(0, 13), young, there[13] ?? 0]);
  });

  it('is not what would be deleted at once for its age', async () => {
    keptHereMs = day;
    recorded(2 * day);
    const young = recorded(2 * minute);
    keepAll.consider();
    await fetchedIs([young]);
  });

  it('is as many of the newest as the quota holds, beside what is here', async () => {
    // A minute is taken for 240,000 bytes.
    const [, second, third, fourth] = [recorded(5 * day), recorded(4 * day), recorded(3 * day), recorded(2 * day)];
    rows.save({ callId: fourth ?? 0, file: 'x.mp3', bytes: 1_000_000, mimeType: 'audio/mpeg', storedAt: 0 });
    quotaBytes = 1_500_000;
    keepAll.consider();
    await fetchedIs([second ?? 0]);
    end();
    await fetchedIs([second ?? 0, third ?? 0]);
    end();
    await settled();
    expect(fetched).toHaveLength(2);
  });

  it('is not what left for the quota, nor what somebody cancelled', async () => {
    const left = recorded(5 * day);
    rows.save({ callId: left, file: 'x.mp3', bytes: 1, mimeType: 'audio/mpeg', storedAt: 0 });
    rows.evict(left, temporary.clock.now());
    const cancelled = recorded(4 * day);
    const wanted = recorded(3 * day);
    keepAll.decline([cancelled]);
    keepAll.consider();
    await fetchedIs([wanted]);
  });
});

describe('a provider that fails', () => {
  it('is left alone for longer and longer, and each recording is given up after a few tries', async () => {
    const callId = recorded(2 * day);
    keepAll.consider();
    await fetchedIs([callId]);
    for (const seconds of [30, 60, 120, 240]) {
      const tried = fetched.length;
      end('PROVIDER_DOWN');
      await vi.waitFor(() => expect(temporary.clock.pending()).toBe(1), { interval: 1 });
      temporary.clock.advance(seconds * 1000 - 1000);
      keepAll.consider();
      await settled();
      expect(fetched).toHaveLength(tried);
      temporary.clock.advance(2000);
      await vi.waitFor(() => expect(fetched).toHaveLength(tried + 1), { interval: 1 });
    }
    end('PROVIDER_DOWN');
    temporary.clock.advance(2 * 60 * minute);
    await settled();
    expect(fetched).toHaveLength(5);
  });

  it('is left alone for half of that at least', async () => {
    chance = 0;
    const callId = recorded(2 * day);
    keepAll.consider();
    await fetchedIs([callId]);
    for (const seconds of [15, 30, 60]) {
      const tried = fetched.length;
      end('PROVIDER_DOWN');
      await vi.waitFor(() => expect(temporary.clock.pending()).toBe(1), { interval: 1 });
      temporary.clock.advance(seconds * 1000 - 1000);
      keepAll.consider();
      await settled();
      expect(fetched).toHaveLength(tried);
      temporary.clock.advance(2000);
      await vi.waitFor(() => expect(fetched).toHaveLength(tried + 1), { interval: 1 });
    }
  });

  it('does not keep the others from theirs', async () => {
    temporary.accounts.save({ ...temporary.account, id: 'account-2' });
    const failing = recorded(3 * day);
    const alsoFailing = recorded(2 * day);
    const other = recorded(day, 'account-2');
    keepAll.consider();
    await fetchedIs([failing]);
    end('PROVIDER_DOWN');
    await fetchedIs([failing, other]);
    end();
    await settled();
    expect(fetched).not.toContain(alsoFailing);
  });

  it('is tried at once when there is a reason to', async () => {
    const callId = recorded(2 * day);
    keepAll.consider();
    await fetchedIs([callId]);
    end('VAULT_LOCKED');
    await settled();
    expect(fetched).toHaveLength(1);
    keepAll.resume();
    await fetchedIs([callId, callId]);
  });

  it('that only lacks one recording is asked for the next', async () => {
    const gone = recorded(3 * day);
    const there = recorded(2 * day);
    keepAll.consider();
    await fetchedIs([gone]);
    end('RECORDING_EXPIRED');
    await fetchedIs([gone, there]);
  });
});
