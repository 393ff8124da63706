/**
 * What a start costs: from the command to the line that says ready, the memory of the program at rest without an account, and
 * the JavaScript that a page loads before its first screen. Beside a Node that only says ready. Run, after `npm run build`:
 * node test/bench/start.ts
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { firstLoadLimit, inKilobytes, readFirstLoad } from '../../build/first-load.ts';
import { startProgram } from '../e2e/fixtures/program.ts';

const rounds = 5;
/** So long, ms, it is left alone before its memory is read. */
const restFor = 10_000;

interface Start {
  milliseconds: number;
  megabytes: number;
}

async function startCore(): Promise<Start> {
  const folder = await mkdtemp(join(tmpdir(), 'perezvon-start-'));
  const begun = performance.now();
  const program = startProgram({ args: ['--no-open', '--port', '0', '--data-dir', folder] });
  await program.ready();
  const milliseconds = performance.now() - begun;
  const megabytes = await memoryAtRest(program.process);
  await program.stop();
  await rm(folder, { recursive: true });
  return { milliseconds, megabytes };
}

async function startBareNode(): Promise<Start> {
  const begun = performance.now();
  const child = spawn(process.execPath, ['-e', "console.log('ready'); setInterval(() => {}, 1000)"], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  const milliseconds = performance.now() - begun;
  const megabytes = await memoryAtRest(child);
  child.kill();
  await once(child, 'close');
  return { milliseconds, megabytes };
}

/** Resident, as the system counts it. */
async function memoryAtRest({ pid = 0 }: ChildProcess): Promise<number> {
  await sleep(restFor);
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => undefined);
  const kilobytes =
    status === undefined
      ? execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })
      : /^VmRSS:\s+(\d+)/m.exec(status)?.[1];
  return Number(kilobytes) / 1024;
}

/** The middle one of several rounds: a machine does other things now and then. */
async function measure(start: () => Promise<Start>): Promise<Start> {
  const starts: Start[] = [];
  for (let round = 0; round < rounds; round += 1) starts.push(await start());
  const middle = (of: keyof Start) =>
    starts.map((one) => one[of]).toSorted((a, b) => a - b)[Math.floor(rounds / 2)] ?? 0;
  return { milliseconds: middle('milliseconds'), megabytes: middle('megabytes') };
}

const bare = await measure(startBareNode);
const core = await measure(startCore);
const row = (of: keyof Start) => ({
  program: Math.round(core[of]),
  'bare Node': Math.round(bare[of]),
  ratio: Number((core[of] / bare[of]).toFixed(2)),
});
console.table({ 'start to ready, ms': row('milliseconds'), 'memory at rest, MB': row('megabytes') });
const { bytes, files } = readFirstLoad(fileURLToPath(new URL('../../out/renderer', import.meta.url)));
console.log(
  `JavaScript before the first screen: ${inKilobytes(bytes)} gzip in ${files.length} files; ${inKilobytes(firstLoadLimit)} is allowed`,
);
