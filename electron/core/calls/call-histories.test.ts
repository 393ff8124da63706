import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CallEvent } from '../../../shared/domain/call-event.ts';
import { createTemporaryDatabase, type TemporaryDatabase } from '../../../test/fakes/temporary-database.ts';
import { createCallModel, listRow, readAll } from '../../../test/fixtures/call-model.ts';
import { histories } from '../../../test/fixtures/histories.ts';
import type { CallListRow } from '../providers/call-list-row.ts';

const accountId = 'account-1';
const minute = 60_000;
const ownNumber = '74950000001';
let temporary: TemporaryDatabase;

beforeEach(() => {
  temporary = createTemporaryDatabase();
});
afterEach(() => temporary.remove());

/** What happened at the switchboard. Times in seconds of the call. */
interface TrueCall {
  uuid: string;
  direction: 'in' | 'out';
  /** Ten digits; empty when hidden. */
  remote: string;
  /** Epoch ms. */
  startedAt: number;
  phones: { rings: number }[];
  answer: { phone: number; talk: number } | undefined;
}

/** How a provider tells of it in its lists: the documents leave each of these open. */
interface Telling {
  /** A row of `attempts` for the whole call or for each phone that rang; of talks as well, or of what nobody took alone. */
  attempts: 'one' | 'legs';
  attemptsOfTalks: boolean;
  /** Talks stand in `calls` as one row, as a row for each phone, or as a record for each part of the talk. */
  talks: 'one' | 'legs' | 'parts';
  /** What nobody took stands in `calls` as well, with no seconds. */
  missedInCalls: boolean;
  /** Which ids the rows of `attempts` carry. */
  attemptIds: 'none' | 'leg' | 'both';
  /** Whether a list of whole calls is there. */
  pbx: boolean;
  /** The second list is a second off. */
  offMs: number;
  /** Lists write numbers in forms of their own. */
  forms: readonly [Form, Form, Form];
}

const forms = {
  ten: (digits: string) => digits,
  seven: (digits: string) => `7${digits}`,
  eight: (digits: string) => `8${digits}`,
  plus: (digits: string) => `+7${digits}`,
} satisfies Record<string, (digits: string) => string>;
type Form = keyof typeof forms;

const hiddenWords = ['', 'anonymous', 'Unknown'];

/** A morning of calls, some by the same caller, none of them sooner after another than a ring lasts. */
const truth = (now: number) =>
  fc
    .array(
      fc.record({
        direction: fc.constantFrom('in' as const, 'in' as const, 'out' as const),
        remote: fc.constantFrom('9161000232', '9161000233', ''),
        gap: fc.integer({ min: 90, max: 600 }),
        phones: fc.array(fc.record({ rings: fc.integer({ min: 1, max: 60 }) }), { minLength: 1, maxLength: 4 }),
        answer: fc.option(fc.record({ phone: fc.nat(3), talk: fc.integer({ min: 2, max: 9000 }) }), {
          nil: undefined,
        }),
      }),
      { minLength: 1, maxLength: 4 },
    )
    .map((calls): TrueCall[] => {
      let at = now - 48 * 60 * minute;
      return calls.map(({ gap, answer, ...call }, index) => {
        at += gap * 1000 + 10_000_000;
        const phone = (answer?.phone ?? 0) % call.phones.length;
        // Nobody calls a hidden number.
        const direction = call.remote === '' ? 'in' : call.direction;
        return { ...call, direction, uuid: `uuid-${index}`, startedAt: at, answer: answer && { ...answer, phone } };
      });
    });

const telling = fc.record<Telling>({
  attempts: fc.constantFrom('one', 'legs'),
  attemptsOfTalks: fc.boolean(),
  talks: fc.constantFrom('one', 'legs', 'parts'),
  missedInCalls: fc.boolean(),
  attemptIds: fc.constantFrom('none', 'leg', 'both'),
  pbx: fc.boolean(),
  offMs: fc.constantFrom(0, 1000, -1000),
  forms: fc.tuple(
    ...([0, 1, 2] as const).map(() => fc.constantFrom<Form[]>('ten', 'seven', 'eight', 'plus')),
  ) as fc.Arbitrary<[Form, Form, Form]>,
});

interface Told {
  event: CallEvent;
  at: number;
}

/** All that a service would post of the call if it lost nothing. */
function eventsOf(call: TrueCall): Told[] {
  const { direction, remote, phones, answer, startedAt, uuid } = call;
  const party = remote === '' ? 'anonymous' : `7${remote}`;
  return phones.flatMap(({ rings }, index) => {
    const event = (kind: CallEvent['kind'], seconds: number): Told => ({
      event: {
        callId: uuid,
        legId: cidOf(call, index),
        phone: `phone-${index}`,
        kind,
        direction,
        caller: direction === 'in' ? party : ownNumber,
        callee: direction === 'in' ? ownNumber : party,
        at: startedAt + seconds * 1000,
        begunAt: startedAt,
        durationSeconds: kind === 'bye' && answer?.phone === index ? answer.talk : undefined,
      },
      at: startedAt + seconds * 1000 + 20,
    });
    if (answer?.phone !== index) return [event('invite', 0), event('bye', rings)];
    return [event('invite', 0), event('connected', rings), event('bye', rings + answer.talk)];
  });
}

function cidOf({ uuid }: TrueCall, phone: number): string {
  return `${uuid}-${phone}`;
}

/** Every row of every list that tells of the call. */
function rowsOf(call: TrueCall, how: Telling): CallListRow[] {
  const { direction, remote, answer, phones, uuid } = call;
  const second = Math.floor(call.startedAt / 1000) * 1000;
  const form = (list: 0 | 1 | 2) => (remote === '' ? (hiddenWords[list] ?? '') : forms[how.forms[list]](remote));
  const sides = (list: 0 | 1 | 2) => ({ direction, remote: form(list), line: ownNumber });
  const silent = direction === 'in' ? ('missed' as const) : ('no-answer' as const);
  const leg = (phone: number) => ({ kind: 'leg' as const, value: cidOf(call, phone) });
  const whole = { kind: 'call' as const, value: uuid };
  const rows: CallListRow[] = [];

  if (answer === undefined || how.attemptsOfTalks) {
    for (const phone of how.attempts === 'one' ? [answer?.phone ?? 0] : phones.keys()) {
      const ids = { none: [], leg: [leg(phone)], both: [leg(phone), whole] }[how.attemptIds];
      const startedAt = second + how.offMs;
      // That another phone took it is no verdict; nor is what an attempt says that was answered.
      const outcome = answer === undefined ? silent : undefined;
      rows.push(listRow({ ...sides(2), list: 'attempts', ids, startedAt, outcome, raw: { list: 'attempts', phone } }));
    }
  }
  const talk = (phone: number, startedAt: number, talkSeconds: number) =>
    rows.push(
      listRow({
        ...sides(1),
        ids: [leg(phone)],
        startedAt,
        talkSeconds,
        outcome: talkSeconds > 0 ? 'ended' : silent,
        raw: { phone, talkSeconds },
      }),
    );
  if (answer !== undefined) {
    if (how.talks === 'parts') {
      const part = Math.floor(answer.talk / 2);
      talk(answer.phone, second, part);
      talk(answer.phone, second + part * 1000 + 7000, answer.talk - part);
    } else {
      talk(answer.phone, second, answer.talk);
      if (how.talks === 'legs') for (const phone of phones.keys()) if (phone !== answer.phone) talk(phone, second, 0);
    }
  } else if (how.missedInCalls) {
    talk(0, second, 0);
  }
  if (how.pbx) {
    const outcome = answer === undefined ? silent : undefined;
    rows.push(listRow({ ...sides(0), list: 'pbxcalls', ids: [whole], startedAt: second, outcome, raw: { uuid } }));
  }
  return rows;
}

interface History {
  happened: TrueCall[];
  how: Telling;
  told: (Told | CallListRow | 'kill')[];
}

/** What is told of the calls, in which order, with losses, repetitions and kills; the lists are read at any time of it. */
const disturbed = (now: number): fc.Arbitrary<History> =>
  fc.tuple(truth(now), telling).chain(([happened, how]) => {
    const rows = happened.flatMap((call) => rowsOf(call, how));
    const events = happened.flatMap(eventsOf);
    const kills = Array.from({ length: 3 }, () => 'kill' as const);
    return fc
      .shuffledSubarray<Told | CallListRow | 'kill'>([...events, ...events, ...rows, ...rows, ...kills])
      .map((told) => ({ happened, how, told }));
  });

describe('any history', () => {
  it('is the true one, each call once, when the lists were read in the end, whatever was lost, late or repeated', () => {
    fc.assert(
      fc.property(disturbed(temporary.clock.now()), ({ happened, how, told }) =>
        temporary.undone(() => {
          // What a kill leaves is what was written.
          let model = createCallModel(temporary);
          for (const one of told) {
            if (one === 'kill') model = createCallModel(temporary);
            else if ('event' in one) model.journal.applyEvents(accountId, [one]);
            else model.journal.applyListRows(accountId, [one]);
          }
          // A ring without an end is given up, and the lists are read: newest first, and once more.
          for (const open of model.store.open()) model.journal.closeWithoutEnd(open.id, temporary.clock.now());
          const rows = happened.flatMap((call) => rowsOf(call, how)).toReversed();
          for (let reading = 0; reading < 2; reading += 1) model.journal.applyListRows(accountId, rows);
          // A third reading brings nothing.
          expect(model.journal.applyListRows(accountId, rows).filter(({ changed }) => changed)).toEqual([]);

          const shown = readAll(model.log);
          expect(
            shown.map(({ direction, remote, state }) => `${direction} ${remote.e164 ?? ''} ${state}`).sort(),
          ).toEqual(happened.map((call) => `${call.direction} ${e164Of(call)} ${outcomeOf(call)}`).sort());
          expect(waitingIn(model.worklist.open(true))).toEqual(waiting(happened));
        }),
      ),
      { numRuns: histories(200) },
    );
  });
});

function e164Of({ remote }: TrueCall): string {
  return remote === '' ? '' : `+7${remote}`;
}

function outcomeOf({ answer, direction }: TrueCall): string {
  if (answer !== undefined) return 'ended';
  return direction === 'in' ? 'missed' : 'no-answer';
}

/** Who waits, and how often they tried; who hides the number waits once for each call. */
function waiting(calls: readonly TrueCall[]): string[] {
  const tries = new Map<string, number>();
  let hidden = 0;
  for (const call of calls) {
    if (call.remote === '') hidden += call.answer === undefined ? 1 : 0;
    else if (call.answer !== undefined) tries.delete(e164Of(call));
    else if (call.direction === 'in') tries.set(e164Of(call), (tries.get(e164Of(call)) ?? 0) + 1);
  }
  const groups = [...tries].map(([key, count]) => `${key} ${count}`);
  return [...groups, ...Array.from({ length: hidden }, () => 'hidden 1')].sort();
}

function waitingIn(groups: readonly { remote: { e164?: string | undefined }; tries: number }[]): string[] {
  return groups.map(({ remote, tries }) => `${remote.e164 ?? 'hidden'} ${tries}`).sort();
}
