import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CallEvent } from '../../../shared/domain/call-event.ts';
import { createTemporaryDatabase, type TemporaryDatabase } from '../../../test/fakes/temporary-database.ts';
import { histories } from '../../../test/fixtures/histories.ts';
import { createCallRows } from '../database/call-rows.ts';
import { createMissedRows } from '../database/missed-rows.ts';
import type { ListedCall } from '../providers/provider.ts';
import { createCallJournal } from './call-journal.ts';
import { createWorklist } from './worklist.ts';

const accountId = 'account-1';
const minute = 60_000;
let temporary: TemporaryDatabase;

beforeEach(() => {
  temporary = createTemporaryDatabase();
});
afterEach(() => temporary.remove());

/** What happened at the switchboard. Times in seconds of the call. */
interface TrueCall {
  uuid: string;
  direction: 'in' | 'out';
  remote: string;
  /** Epoch ms. */
  startedAt: number;
  phones: { rings: number }[];
  answer: { phone: number; talk: number } | undefined;
}

/** A morning of calls, some by the same caller, none of them sooner after another than a ring lasts. */
const truth = (now: number) =>
  fc
    .array(
      fc.record({
        direction: fc.constantFrom('in' as const, 'in' as const, 'out' as const),
        remote: fc.constantFrom('79161000232', '79161000233'),
        gap: fc.integer({ min: 90, max: 600 }),
        phones: fc.array(fc.record({ rings: fc.integer({ min: 1, max: 60 }) }), { minLength: 1, maxLength: 3 }),
        answer: fc.option(fc.record({ phone: fc.nat(2), talk: fc.integer({ min: 1, max: 3600 }) }), { nil: undefined }),
      }),
      { minLength: 1, maxLength: 4 },
    )
    .map((calls): TrueCall[] => {
      let at = now - 24 * 60 * minute;
      return calls.map(({ gap, answer, ...call }, index) => {
        at += gap * 1000 + 4_000_000;
        const phone = (answer?.phone ?? 0) % call.phones.length;
        return { ...call, uuid: `uuid-${index}`, startedAt: at, answer: answer && { ...answer, phone } };
      });
    });

interface Told {
  event: CallEvent;
  receivedAt: number;
}

/** All that a service would post of the call if it lost nothing. */
function eventsOf(call: TrueCall): Told[] {
  const { direction, remote, phones, answer, startedAt, uuid } = call;
  return phones.flatMap(({ rings }, index) => {
    const event = (kind: CallEvent['kind'], seconds: number): Told => ({
      event: {
        ...{ callId: uuid, legId: cidOf(call, index), phone: `phone-${index}`, kind, direction },
        caller: direction === 'in' ? remote : '74950000001',
        callee: direction === 'in' ? '74950000001' : remote,
        at: startedAt + seconds * 1000,
        begunAt: startedAt,
        durationSeconds: kind === 'bye' && answer?.phone === index ? answer.talk : undefined,
      },
      receivedAt: startedAt + seconds * 1000 + 20,
    });
    if (answer?.phone !== index) return [event('invite', 0), event('bye', rings)];
    return [event('invite', 0), event('connected', rings), event('bye', rings + answer.talk)];
  });
}

function cidOf({ uuid }: TrueCall, phone: number): string {
  return `${uuid}-${phone}`;
}

/** The call in the list that shows it: talks have an id there, what nobody took has none (seed: SIPNET 6.2, 6.4). */
function rowOf(call: TrueCall): ListedCall {
  const { direction, remote, answer } = call;
  const startedAt = Math.floor(call.startedAt / 1000) * 1000;
  const sides = { direction, remote, line: '74950000001', startedAt, recording: undefined };
  if (answer === undefined) {
    const outcome = direction === 'in' ? 'missed' : 'no-answer';
    return { ...sides, list: 'attempts', ids: { cids: [] }, talkSeconds: undefined, outcome, raw: { startedAt } };
  }
  const cid = cidOf(call, answer.phone);
  return { ...sides, list: 'calls', ids: { cids: [cid] }, talkSeconds: answer.talk, outcome: 'ended', raw: { cid } };
}

/** What is told of the calls, in which order, with losses and repetitions; the lists are read at any time of it. */
const disturbed = (now: number) =>
  truth(now).chain((calls) => {
    const told = [...calls.flatMap(eventsOf), ...calls.flatMap(eventsOf), ...calls.map(rowOf)];
    return fc.record({ calls: fc.constant(calls), told: fc.shuffledSubarray(told) });
  });

describe('any history', () => {
  it('is the true one, each call once, when the lists were read in the end, whatever was lost, late or repeated', () => {
    const { database, clock } = temporary;
    const calls = createCallRows(database);
    const worklist = createWorklist({
      calls,
      missed: createMissedRows(database),
      clock,
      canCallBack: () => true,
      onChange: () => {},
    });
    const journal = createCallJournal({
      database,
      calls,
      worklist,
      clock,
      ownPhones: () => [],
      worklistSince: () => 0,
    });

    fc.assert(
      fc.property(disturbed(clock.now()), ({ calls: happened, told }) => {
        // The journal joins this transaction, and afterwards nothing of the history is left.
        database.sql.exec('BEGIN');
        try {
          for (const one of told) {
            if ('event' in one) journal.hear(accountId, one.event, one.receivedAt);
            else journal.note(accountId, [one]);
          }
          // A ring without an end is given up, and the lists are read: newest first, and once more.
          for (const open of calls.open()) journal.giveUp(open.id, clock.now());
          for (let reading = 0; reading < 2; reading += 1) journal.note(accountId, happened.map(rowOf).toReversed());

          const shown = calls.page({ kind: 'all' }, undefined, 100).calls;
          expect(shown.map(({ direction, remote, state }) => `${direction} ${remote.raw} ${state}`).sort()).toEqual(
            happened.map((call) => `${call.direction} ${call.remote} ${outcomeOf(call)}`).sort(),
          );
          expect(new Map(worklist.open(true).map(({ key, tries }) => [key, tries]))).toEqual(waiting(happened));
        } finally {
          database.sql.exec('ROLLBACK');
        }
      }),
      { numRuns: histories(300) },
    );
  });
});

function outcomeOf({ answer, direction }: TrueCall): string {
  if (answer !== undefined) return 'ended';
  return direction === 'in' ? 'missed' : 'no-answer';
}

function waiting(calls: readonly TrueCall[]): Map<string, number> {
  const tries = new Map<string, number>();
  for (const { remote, answer, direction } of calls) {
    const key = `+${remote}`;
    if (answer !== undefined) tries.delete(key);
    else if (direction === 'in') tries.set(key, (tries.get(key) ?? 0) + 1);
  }
  return tries;
}
