/**
 * One way to do one thing with a recording, in a process of its own so that its memory is its own. Forked by
 * `recordings.ts`; answers what it took.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { MPEGDecoder } from 'mpg123-decoder';
import { createHttp } from '../../electron/core/http/client.ts';
import { storeAudio } from '../../electron/core/recordings/store-audio.ts';
import { readWaveform } from '../../electron/core/recordings/waveform/read-waveform.ts';
import { createSystemClock } from '../../electron/core/system-clock.ts';
import { silentLogger } from '../fakes/silent-logger.ts';

export interface Took {
  milliseconds: number;
  /** Above what the process had before, bytes. */
  peakMemory: number;
  /** The longest time in which nothing else could run. */
  longestHoldMs: number;
}

const directory = mkdtempSync(join(tmpdir(), 'perezvon-bench-'));
const http = createHttp({ clock: createSystemClock(), logger: silentLogger });

const ways: Record<string, (source: string) => Promise<unknown>> = {
  async 'stored as it arrives'(url) {
    const { stream, headers } = await http.stream({ url, method: 'GET', retry: 'once' });
    return storeAudio({
      stream,
      directory,
      name: '1',
      totalBytes: Number(headers['content-length']),
      isEndProven: true,
      signal: new AbortController().signal,
      onProgress() {},
    });
  },
  async 'buffered, then written'(url) {
    await writeFile(join(directory, '1.mp3'), Buffer.from(await (await fetch(url)).arrayBuffer()));
  },
  async 'base64 in JSON, parsed whole'(url) {
    const { fileContent } = (await (await fetch(`${url}.json`)).json()) as { fileContent: string };
    await writeFile(join(directory, '1.mp3'), Buffer.from(fileContent, 'base64'));
  },
  'waveform in slices': (path) => readWaveform(path, 'audio/mpeg', new AbortController().signal),
  async 'waveform, decoded whole'(path) {
    const decoder = new MPEGDecoder();
    await decoder.ready;
    const { channelData } = decoder.decode(await readFile(path));
    const [samples = new Float32Array()] = channelData;
    const perPart = Math.ceil(samples.length / 1000);
    const peaks: number[] = [];
    for (let at = 0; at < samples.length; at += perPart) {
      peaks.push(samples.subarray(at, at + perPart).reduce((peak, value) => Math.max(peak, Math.abs(value)), 0));
    }
    decoder.free();
    return peaks;
  },
};

/**
 * The most this process ever held, bytes: what is held for a moment inside one turn is seen by the system alone. `maxRSS`
 * is no measure on Linux, where a child begins with that of its parent.
 */
function greatestMemory(): number {
  if (process.platform !== 'linux') return process.resourceUsage().maxRSS * 1024;
  const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
  return Number(kilobytes) * 1024;
}

process.on('message', async ({ way, source }: { way: string; source: string }) => {
  globalThis.gc?.();
  const before = process.memoryUsage().rss;
  const holds = monitorEventLoopDelay({ resolution: 1 });
  const begin = performance.now();
  holds.enable();
  await ways[way]?.(source);
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
