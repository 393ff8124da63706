/**
 * The whole core on a disk that takes no more than `ulimit -f` lets it: fetches one recording that does not fit and one that
 * does, and prints what it was told of both.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { createSipnetStand } from '../../electron/demo/sipnet/stand.ts';
import type { Recording } from '../../shared/contract/recording.ts';
import { wavHeader } from '../fixtures/audio.ts';
import { connectDraft, draftFor, startCore } from '../fixtures/running-core.ts';
import { testAccount } from '../fixtures/sipnet-account.ts';

const [sizeArgument = '0', directory] = process.argv.slice(2);
let bytes = Number(sizeArgument);
const stand = await createSipnetStand({
  account: testAccount,
  makeAudio: async () =>
    Buffer.concat([wavHeader({ code: 1, channels: 1, sampleRate: 8000, bits: 16, bytes }), Buffer.alloc(bytes)]),
});
stand.addCall({ direction: 'in', remote: '79430000201', startedAt: Date.now() - 600_000, talkSeconds: 20 });
const running = await startCore(directory === undefined ? {} : { directory });
const { recordings } = running.client;
await connectDraft(running.client, { ...draftFor(stand.url), webhook: false, replaceHook: false });

async function until<T>(read: () => Promise<T | undefined>): Promise<T> {
  for (;;) {
    const found = await read();
    if (found !== undefined) return found;
    await wait(20);
  }
}
const callId = await until(async () => (await recordings.list({ limit: 1 })).rows[0]?.call.id);

async function fetchOnce(): Promise<Recording & { files: number }> {
  await recordings.fetch({ callId });
  const ended = await until(async () => {
    const now = await recordings.get({ callId });
    return now.state === 'fetching' || now.state === 'waiting' ? undefined : now;
  });
  return { ...ended, files: readdirSync(join(running.directory, 'recordings')).length };
}

const tooLarge = await fetchOnce();
bytes = 1000;
const fitting = await fetchOnce();
process.stdout.write(JSON.stringify({ tooLarge, fitting }));
await running.core.close();
await stand.close();
