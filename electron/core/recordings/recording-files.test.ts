import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { silentLogger } from '../../../test/fakes/silent-logger.ts';
import { createTemporaryDatabase, type TemporaryDatabase } from '../../../test/fakes/temporary-database.ts';
import { createCallModel, storedCall } from '../../../test/fixtures/call-model.ts';
import { createRecordingFiles } from './recording-files.ts';
import { createRecordingRows } from './recording-rows.ts';

/** What people and the program do to the files, in any order. */
type Action =
  | { kind: 'store'; call: number; bytes: number }
  | { kind: 'play'; call: number }
  | { kind: 'keep'; call: number; kept: boolean }
  | { kind: 'wait'; minutes: number }
  | { kind: 'quota'; bytes: number };

const callNumber = fc.nat(7);
const action = fc.oneof<fc.Arbitrary<Action>[]>(
  fc.record({ kind: fc.constant('store'), call: callNumber, bytes: fc.integer({ min: 1, max: 100 }) }),
  fc.record({ kind: fc.constant('play'), call: callNumber }),
  fc.record({ kind: fc.constant('keep'), call: callNumber, kept: fc.boolean() }),
  fc.record({ kind: fc.constant('wait'), minutes: fc.integer({ min: 1, max: 90 }) }),
  fc.record({ kind: fc.constant('quota'), bytes: fc.integer({ min: 0, max: 400 }) }),
);

interface Known {
  bytes: number;
  kept: boolean;
  usedAt: number;
  playedAt: number | undefined;
}

function openShelf(temporary: TemporaryDatabase) {
  const { database, clock, directory: root } = temporary;
  const directory = join(root, 'recordings');
  mkdirSync(directory);
  const calls = createCallModel(temporary).store;
  const rows = createRecordingRows(database);
  const callIds = Array.from({ length: 8 }, () => {
    return calls.insert(storedCall({ startedAt: clock.now(), recordingState: 'remote' })).id;
  });
  let quotaBytes = 200;
  const evicted: number[] = [];
  const shelf = createRecordingFiles({
    directory,
    calls,
    rows,
    clock,
    logger: silentLogger,
    quotaBytes: () => quotaBytes,
    isBusy: () => false,
    onEvicted: (ids) => evicted.push(...ids),
  });
  return {
    shelf,
    calls,
    rows,
    callIds,
    directory,
    evicted,
    setQuota: (bytes: number) => {
      quotaBytes = bytes;
    },
  };
}

const halfHourMs = 30 * 60_000;

it('keeps to the quota by what was used longest ago, and never touches what is kept or plays', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(action, { minLength: 1, maxLength: 40 }), async (actions) => {
      const temporary = createTemporaryDatabase();
      const { clock } = temporary;
      const { shelf, calls, rows, callIds, directory, evicted, setQuota } = openShelf(temporary);
      const known = new Map<number, Known>();
      let quota = 200;
      try {
        for (const step of actions) {
          const callId = callIds['call' in step ? step.call : 0] ?? 0;
          const held = known.get(callId);
          let arrived: number | undefined;
          // Two things never happen at one moment, so that their order is known.
          clock.advance(1000);
          if (step.kind === 'wait') clock.advance(step.minutes * 60_000);
          if (step.kind === 'quota') {
            quota = step.bytes;
            setQuota(quota);
          }
          if (step.kind === 'play' && held !== undefined) {
            shelf.notePlayed(callId);
            // Noted once a minute: what was played and played again stands where it was noted.
            const notedAt = rows.get(callId) && held.playedAt !== undefined && clock.now() - held.playedAt < 60_000;
            known.set(callId, { ...held, usedAt: notedAt ? held.usedAt : clock.now(), playedAt: clock.now() });
          }
          if (step.kind === 'keep' && held !== undefined) {
            rows.setKept(callId, step.kept);
            known.set(callId, { ...held, kept: step.kept });
          }
          if (step.kind === 'store' && held === undefined) {
            writeFileSync(join(directory, `${callId}.mp3`), Buffer.alloc(step.bytes));
            const file = { file: `${callId}.mp3`, bytes: step.bytes, mimeType: 'audio/mpeg' };
            await shelf.put(callId, { ...file, format: 'MP3', durationSeconds: undefined });
            const kept = rows.get(callId)?.kept ?? false;
            known.set(callId, { bytes: step.bytes, kept, usedAt: clock.now(), playedAt: undefined });
            arrived = callId;
          }
          const before = new Map(known);
          await shelf.makeRoom(arrived);

          const left = evicted.splice(0);
          const mayLeave = (id: number) => {
            const one = before.get(id);
            const plays = one?.playedAt !== undefined && clock.now() - one.playedAt < halfHourMs;
            return one !== undefined && !one.kept && !plays && id !== arrived;
          };
          for (const id of left) {
            expect(mayLeave(id)).toBe(true);
            known.delete(id);
            expect(existsSync(join(directory, `${id}.mp3`))).toBe(false);
            expect(calls.get(id)?.recordingState).toBe('remote');
            expect(shelf.file(id)).toBeUndefined();
          }
          const used = [...known.values()].reduce((sum, { bytes }) => sum + bytes, 0);
          expect(rows.usage()).toMatchObject({ bytes: used, files: known.size });
          // Over the quota only by what may not leave.
          if (used > quota) expect([...known.keys()].filter(mayLeave)).toEqual([]);
          // Not one more than had to leave: without the last of them it would still be too much.
          const last = left.at(-1);
          if (last !== undefined) expect(used + (before.get(last)?.bytes ?? 0)).toBeGreaterThan(quota);
          // Nothing left that was used later than something that stayed.
          const latestLeft = Math.max(...left.map((id) => before.get(id)?.usedAt ?? 0), 0);
          for (const [id, one] of known) if (mayLeave(id)) expect(one.usedAt).toBeGreaterThan(latestLeft);
          expect(readdirSync(directory).length).toBe(known.size);
        }
      } finally {
        temporary.remove();
      }
    }),
    { numRuns: 20 },
  );
});
