import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createReadKey, hookUrl } from '../../../electron/core/webhooks/relay-keys.ts';
import { mountDisk } from '../../fixtures/own-disk.ts';
import { type RelayProcess, runRelay, startRelayProcess } from '../../fixtures/relay-process.ts';

/** What a disk that does not take what is written came to. */
export interface DiskReport {
  disk: string;
  outcome: string;
  complaints: string[];
}

const readKey = createReadKey();
/** In blocks of 512 bytes, as `ulimit -f` counts them. */
const largestFile = 3000;

/** The relay as a program, since limits and mounts are those of a process. */
export async function proveRelayDisks(): Promise<DiskReport[]> {
  if (process.platform === 'win32') return [];
  return [await fillDisk(), await outgrowLimit(), await startWithoutRights()];
}

async function fillDisk(): Promise<DiskReport> {
  const directory = mkdtempSync(join(tmpdir(), 'perezvon-full-'));
  const disk = mountDisk(directory, '2m');
  try {
    if (disk === undefined)
      return { disk: 'full', outcome: 'not tried: only root may mount a small disk', complaints: [] };
    return { disk: 'full', ...(await fill(directory, undefined, () => disk.grow('64m'))) };
  } finally {
    disk?.unmount();
    rmSync(directory, { recursive: true, force: true });
  }
}

/** Files may not grow: what users without rights to mount anything can try. */
async function outgrowLimit(): Promise<DiskReport> {
  const directory = mkdtempSync(join(tmpdir(), 'perezvon-limit-'));
  try {
    return { disk: 'files bounded by ulimit', ...(await fill(directory, largestFile, () => {})) };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

async function fill(
  directory: string,
  mostBlocks: number | undefined,
  makeRoom: () => void,
): Promise<Omit<DiskReport, 'disk'>> {
  const complaints: string[] = [];
  const args = ['--data-dir', directory, '--port', '0'];
  let relay: RelayProcess | undefined;
  try {
    relay = await startRelayProcess(args, {}, mostBlocks);
    const { next } = await read(relay, '');
    const taken: number[] = [];
    const refusals: number[] = [];
    for (let n = 0; refusals.length < 3 && n < 200; n += 1) {
      const { status } = await post(relay, n);
      if (status === 200) taken.push(n);
      else refusals.push(status);
    }
    if (refusals.length === 0) complaints.push('nothing was ever refused');
    // Both say that nothing was stored, and when to try again.
    if (refusals.some((status) => status !== 507 && status !== 503)) complaints.push(`answered ${refusals.join()}`);
    const kept = await numbersAfter(relay, next);
    if (kept.join() !== taken.join()) complaints.push(`acknowledged ${taken.join()}, kept ${kept.join()}`);
    await relay.end('SIGKILL');
    makeRoom();
    relay = await startRelayProcess(args);
    const keptLater = await numbersAfter(relay, next);
    if (keptLater.join() !== taken.join())
      complaints.push(`acknowledged ${taken.join()}, kept ${keptLater.join()} later`);
    const later = await post(relay, 1000);
    if (later.status !== 200) complaints.push(`with room again, a post was answered ${later.status}`);
    const outcome = `${taken.length} posts taken, and kept through a kill; then ${refusals.join(', ')}; taken again with room`;
    return { outcome, complaints };
  } finally {
    await relay?.end('SIGKILL');
  }
}

async function startWithoutRights(): Promise<DiskReport> {
  const disk = 'read-only';
  const directory = mkdtempSync(join(tmpdir(), 'perezvon-read-only-'));
  const data = join(directory, 'data');
  mkdirSync(data);
  const undo = forbidWriting(data);
  try {
    if (undo === undefined) return { disk, outcome: 'not tried: this user may write everywhere', complaints: [] };
    const { code, stderr } = await runRelay(['--data-dir', data, '--port', '0']);
    const isSaid =
      code === 1 && /The relay cannot write to .*\((?:EROFS|EACCES)\)/.test(stderr) && !stderr.includes('    at ');
    return { disk, outcome: 'said in words', complaints: isSaid ? [] : [`ended with ${code}: ${stderr}`] };
  } finally {
    undo?.();
    rmSync(directory, { recursive: true, force: true });
  }
}

/** By the rights of the folder, or for root, who has all, by a disk that takes nothing. */
function forbidWriting(directory: string): (() => void) | undefined {
  if (process.getuid?.() !== 0) {
    chmodSync(directory, 0o500);
    return () => chmodSync(directory, 0o700);
  }
  const disk = mountDisk(directory, '2m');
  disk?.makeReadOnly();
  return disk?.unmount;
}

function post({ url }: RelayProcess, n: number): Promise<Response> {
  return fetch(hookUrl(url, readKey), { method: 'POST', body: JSON.stringify({ n, text: 'x'.repeat(40_000) }) });
}

async function read({ url }: RelayProcess, after: string): Promise<{ numbers: number[]; next: string }> {
  const query = after === '' ? '' : `?after=${after}`;
  const answer = await fetch(`${url}/events${query}`, { headers: { authorization: `Bearer ${readKey}` } });
  const { events, next } = (await answer.json()) as { events: { body: { n: number } }[]; next: string };
  return { numbers: events.map(({ body }) => body.n), next };
}

async function numbersAfter(relay: RelayProcess, after: string): Promise<number[]> {
  const { numbers, next } = await read(relay, after);
  return numbers.length === 0 ? [] : [...numbers, ...(await numbersAfter(relay, next))];
}
