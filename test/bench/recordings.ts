/**
 * What it takes to bring a large recording onto the disk, and to draw its waveform, against the plain ways: a body that is
 * buffered or parsed whole, a file that is decoded whole. Every way runs in a process of its own, in turns; the median turn
 * counts, and only the ratios travel to another machine. Run: node test/bench/recordings.ts
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeMp3 } from '../fixtures/audio.ts';
import type { Took } from './recordings-way.ts';

const turns = 3;
const megabyte = 1024 * 1024;
/** Seven hours of a talk at 32 kbit/s: nobody's call, and the greater the clearer. */
const downloadBytes = 96 * megabyte;

const directory = mkdtempSync(join(tmpdir(), 'perezvon-bench-'));
const body = Buffer.concat([Buffer.from([0xff, 0xfb, 0x90, 0x00]), Buffer.alloc(downloadBytes - 4, 7)]);
const json = JSON.stringify({ file_NAME: 'call.mp3', fileContent: body.toString('base64') });
const server = createServer((request, response) => {
  const isJson = request.url?.endsWith('.json');
  const content = isJson ? json : body;
  response.writeHead(200, {
    'content-type': isJson ? 'application/json' : 'audio/mpeg',
    'content-length': Buffer.byteLength(content),
  });
  response.end(content);
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/call`;

const minute = await makeMp3([
  { seconds: 25, amplitude: 0.5 },
  { seconds: 5, amplitude: 0 },
  { seconds: 30, amplitude: 0.2 },
]);
function talkOf(minutes: number): string {
  const path = join(directory, `${minutes}.mp3`);
  writeFileSync(path, Buffer.concat(Array.from({ length: minutes }, () => minute)));
  return path;
}

async function measure(way: string, source: string): Promise<Took> {
  const child = fork(new URL('recordings-way.ts', import.meta.url), { execArgv: ['--expose-gc'] });
  await once(child, 'message');
  child.send({ way, source });
  const [took] = (await once(child, 'message')) as [Took];
  return took;
}

interface Row {
  what: string;
  way: string;
  source: string;
}

const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** Measures all in turns; the last row is the baseline of the ratios. */
async function compare(rows: readonly Row[], speed: (took: Took) => Record<string, string>): Promise<void> {
  const taken = rows.map((): Took[] => []);
  for (let turn = 0; turn < turns; turn++) {
    for (const [index, { way, source }] of rows.entries()) taken[index]?.push(await measure(way, source));
  }
  const medians = taken.map(
    (each): Took => ({
      milliseconds: median(each.map(({ milliseconds }) => milliseconds)),
      peakMemory: median(each.map(({ peakMemory }) => peakMemory)),
      longestHoldMs: median(each.map(({ longestHoldMs }) => longestHoldMs)),
    }),
  );
  const baseline = medians.at(-1);
  console.table(
    Object.fromEntries(
      rows.map(({ what }, index) => {
        const took = medians[index] as Took;
        return [
          what,
          {
            ...speed(took),
            'peak MB': (took.peakMemory / megabyte).toFixed(0),
            'longest hold, ms': took.longestHoldMs.toFixed(1),
            time: `${(took.milliseconds / (baseline?.milliseconds ?? 1)).toFixed(2)}x`,
            memory: `${(took.peakMemory / (baseline?.peakMemory ?? 1)).toFixed(2)}x`,
          },
        ];
      }),
    ),
  );
}

const download = (way: string): Row => ({ what: way, way, source: url });
console.log(`A recording of ${downloadBytes / megabyte} MB onto the disk (ratios to the last row)`);
await compare(
  [download('stored as it arrives'), download('buffered, then written'), download('base64 in JSON, parsed whole')],
  ({ milliseconds }) => ({ 'MB/s': (downloadBytes / megabyte / (milliseconds / 1000)).toFixed(0) }),
);

console.log('The waveform of a talk, MP3 at 24 kbit/s (ratios to the last row)');
await compare(
  [
    { what: 'in slices, 6 minutes', way: 'waveform in slices', source: talkOf(6) },
    { what: 'in slices, 60 minutes', way: 'waveform in slices', source: talkOf(60) },
    { what: 'decoded whole, 60 minutes', way: 'waveform, decoded whole', source: talkOf(60) },
  ],
  ({ milliseconds }) => ({ seconds: (milliseconds / 1000).toFixed(2) }),
);

server.close();
rmSync(directory, { recursive: true, force: true });
