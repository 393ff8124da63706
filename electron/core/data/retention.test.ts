import { afterEach, beforeEach, expect, it } from 'vitest';
import type { RetentionSettings } from '../../../shared/contract/data.ts';
import { parseParty } from '../../../shared/domain/phone-number.ts';
import { silentLogger } from '../../../test/fakes/silent-logger.ts';
import { createTemporaryDatabase, type TemporaryDatabase } from '../../../test/fakes/temporary-database.ts';
import { createCallModel, readAll, storedCall } from '../../../test/fixtures/call-model.ts';
import { createEventRows } from '../accounts/event-rows.ts';
import type { Calls } from '../calls/calls.ts';
import { createMissedRows } from '../calls/missed-rows.ts';
import { createRecordingRows } from '../recordings/recording-rows.ts';
import { createRetention, type Retention } from './retention.ts';

const day = 24 * 3600_000;
let temporary: TemporaryDatabase;
let calls: Calls;
let settings: RetentionSettings;
let retention: Retention;
let removedFiles: number[];

beforeEach(() => {
  temporary = createTemporaryDatabase();
  calls = createCallModel(temporary);
  settings = { callDays: 0, recordingDays: 0, eventDays: 0 };
  removedFiles = [];
  const recordings = createRecordingRows(temporary.database);
  retention = createRetention({
    database: temporary.database,
    clock: temporary.clock,
    logger: silentLogger,
    settings: () => settings,
    async removeRecording(callId) {
      removedFiles.push(callId);
      recordings.remove(callId);
    },
    onRemoved: () => {},
  });
  temporary.database.transaction(() => {
    for (let age = 0; age < 1300; age += 1) {
      const { id } = insert(age);
      if (age % 100 === 0) {
        recordings.save({ callId: id, file: `${id}.mp3`, bytes: 1, mimeType: 'audio/mpeg', storedAt: 0 });
      }
    }
  });
});
afterEach(() => {
  retention.close();
  temporary.remove();
});

function insert(age: number): { id: number } {
  return calls.store.insert(
    storedCall({
      state: 'ended',
      remote: parseParty('79161000232'),
      line: '+74950000001',
      startedAt: temporary.clock.now() - age * day,
      talkSeconds: 60,
      ringSeconds: 5,
    }),
  );
}

async function run(): Promise<void> {
  retention.runSoon();
  for (let step = 0; step < 20; step += 1) {
    temporary.clock.advance(1000);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

const count = () => calls.log.count({ kind: 'all' });

it('keeps everything for ever unless told otherwise', async () => {
  await run();
  expect(await count()).toBe(1300);
  expect(removedFiles).toEqual([]);
});

it('removes old calls with their recordings, in steps, but for those that wait to be called back', async () => {
  const oldest = readAll(calls.log).at(-1);
  createMissedRows(temporary.database).add(oldest?.id ?? 0, '+79161000232', oldest?.startedAt ?? 0);
  settings = { ...settings, callDays: 90 };
  await run();
  expect(await count()).toBe(90 + 1);
  expect(calls.store.get(oldest?.id ?? 0)).toBeDefined();
  expect(removedFiles).toHaveLength(12);
  expect(await calls.log.count({ kind: 'all', search: '0232' })).toBe(91);
});

it('removes old recordings and events while their calls stay', async () => {
  const events = createEventRows(temporary.database);
  for (const age of [1, 40]) {
    const receivedAt = temporary.clock.now() - age * day;
    events.add({ accountId: 'account-1', source: 's', sequence: String(age), receivedAt, understood: true, body: {} });
  }
  settings = { callDays: 0, recordingDays: 365, eventDays: 30 };
  await run();
  expect(await count()).toBe(1300);
  expect(removedFiles).toHaveLength(9);
  expect(temporary.database.sql.prepare('SELECT sequence FROM events').all()).toEqual([{ sequence: '1' }]);
});
