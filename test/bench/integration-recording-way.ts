/** One way to bring a recording onto the disk, in a process of its own. Forked by `integration-recording.ts`. */
import { createWriteStream, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createHttp } from '../../electron/core/http/client.ts';
import { sunsimProvider } from '../../electron/core/providers/integration-api/provider.ts';
import { storeAudio } from '../../electron/core/recordings/store-audio.ts';
import { createSystemClock } from '../../electron/core/system-clock.ts';
import { silentLogger } from '../fakes/silent-logger.ts';

export interface Took {
  milliseconds: number;
  /** Above what the process had before, bytes. */
  peakMemory: number;
  /** The longest time in which nothing else could run. */
  longestHoldMs: number;
}

interface Task {
  way: string;
  recordId: string;
  baseUrl: string;
  token: string;
}

const directory = mkdtempSync(join(tmpdir(), 'perezvon-bench-'));
const clock = createSystemClock();
const http = createHttp({ clock, logger: silentLogger });
const urlOf = ({ baseUrl, recordId }: Task) => `${baseUrl}/api/v1/request/getcallrecordfile?recordFileId=${recordId}`;

const ways: Record<string, (task: Task) => Promise<unknown>> = {
  async decoded({ baseUrl, token, recordId }) {
    const client = sunsimProvider.createClient({
      http,
      clock,
      logger: silentLogger,
      baseUrl,
      timeZone: 'Europe/Moscow',
      credentials: { kind: 'token', token },
    });
    const download = await client.openRecording?.(recordId);
    if (download === undefined) throw new Error('no recording');
    await storeAudio({
      stream: download.stream,
      directory,
      name: '1',
      totalBytes: undefined,
      isEndProven: true,
      signal: new AbortController().signal,
      onProgress() {},
    });
  },
  async parsed(task) {
    const answer = (await (await fetch(urlOf(task))).json()) as { result: { fileContent: string } };
    await writeFile(join(directory, '1.mp3'), Buffer.from(answer.result.fileContent, 'base64'));
  },
  async downloaded(task) {
    const { stream } = await http.stream({ url: urlOf(task), method: 'GET', retry: 'once' });
    await store(stream);
  },
};

/** As far as `storeAudio` goes for bytes that are no audio: written, and onto the disk. */
async function store(stream: Readable): Promise<void> {
  await pipeline(stream, createWriteStream(join(directory, '1.json'), { flush: true }));
}

/** The most this process ever held, bytes; see `recordings-way.ts` on why the system is asked. */
function greatestMemory(): number {
  if (process.platform !== 'linux') return process.resourceUsage().maxRSS * 1024;
  return Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) * 1024;
}

/** From now on, where the system can. */
function forgetGreatestMemory(): void {
  if (process.platform === 'linux') writeFileSync('/proc/self/clear_refs', '5');
}

process.on('message', async (task: Task) => {
  // What the first request of a process loads and compiles is not the recording's.
  await ways[task.way]?.({ ...task, recordId: 'small' });
  // At rest, as the program is before a recording comes: V8's room for what lives shortly has shrunk again. Else up to 16 MB
  // of it and what it keeps alive, whatever runs, would be counted as the recording's.
  globalThis.gc?.({ type: 'major', execution: 'sync', flavor: 'last-resort' });
  forgetGreatestMemory();
  const before = process.memoryUsage().rss;
  const holds = monitorEventLoopDelay({ resolution: 1 });
  const begin = performance.now();
  holds.enable();
  await ways[task.way]?.(task);
  const milliseconds = performance.now() - begin;
  // A hold is counted when the timer behind it comes.
  await new Promise((resolve) => setTimeout(resolve, 5));
  holds.disable();
  const took: Took = {
    milliseconds,
    peakMemory: Math.max(0, greatestMemory() - before),
    longestHoldMs: holds.max / 1e6,
  };
  await http.close();
  rmSync(directory, { recursive: true, force: true });
  process.send?.(took, () => process.exit());
});
process.send?.('ready');
