import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRandom, type Random } from '../../../electron/demo/random.ts';
import { defaultLimits } from '../../../electron/relay/limits.ts';
import { createSqliteStorage } from '../../../electron/relay/sqlite/sqlite-storage.ts';
import type { RelayStorage } from '../../../electron/relay/storage.ts';
import { silentLogger } from '../../fakes/silent-logger.ts';

/** What damages of one kind came to. */
export interface DamageReport {
  damage: string;
  runs: number;
  /** Every reader got all that it had not got yet. */
  whole: number;
  /** Something was lost, and every reader that it was lost to was told. */
  gapTold: number;
  /** The file was put aside and a new one begun. */
  setAside: number;
  /** What must never be; empty when all is well. */
  complaints: string[];
}

interface Kind {
  damage: string;
  /** Of the database while nobody has it open, of what a killed relay left, or of the database under a relay that runs. */
  when: 'closed' | 'killed' | 'running';
  file: 'relay.sqlite' | 'relay.sqlite-wal';
  change(bytes: Buffer, random: Random): Buffer;
  /** A log that was cut looks like one that was never longer: what was in it cannot be missed. */
  mayLoseSilently?: true;
}

const pageBytes = 4096;

function flipBits(bytes: Buffer, random: Random): Buffer {
  for (let flips = random.integer(1, 8); flips > 0; flips -= 1) {
    const at = random.integer(0, bytes.length - 1);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << random.integer(0, 7));
  }
  return bytes;
}

function zeroPages(bytes: Buffer, random: Random): Buffer {
  const at = pageBytes * random.integer(0, Math.floor(bytes.length / pageBytes) - 1);
  return bytes.fill(0, at, Math.min(bytes.length, at + pageBytes * random.integer(1, 4)));
}

/** A write that went to another place, or an old page that came back. */
function misplacePage(bytes: Buffer, random: Random): Buffer {
  const pages = Math.floor(bytes.length / pageBytes) - 1;
  const [from, to] = [pageBytes * random.integer(0, pages), pageBytes * random.integer(0, pages)];
  bytes.copyWithin(to, from, from + pageBytes);
  return bytes;
}

const cut = (bytes: Buffer, random: Random) => bytes.subarray(0, random.integer(0, bytes.length - 1));

const kinds: Kind[] = [
  { damage: 'bits flipped in a closed file', when: 'closed', file: 'relay.sqlite', change: flipBits },
  { damage: 'bits flipped under a relay that runs', when: 'running', file: 'relay.sqlite', change: flipBits },
  { damage: 'closed file cut', when: 'closed', file: 'relay.sqlite', change: cut },
  { damage: 'file cut under a relay that runs', when: 'running', file: 'relay.sqlite', change: cut },
  { damage: 'pages of zeros in a closed file', when: 'closed', file: 'relay.sqlite', change: zeroPages },
  { damage: 'a page in another place', when: 'closed', file: 'relay.sqlite', change: misplacePage },
  { damage: 'bits flipped in the log of a killed relay', when: 'killed', file: 'relay.sqlite-wal', change: flipBits },
  { damage: 'bits flipped in the file of a killed relay', when: 'killed', file: 'relay.sqlite', change: flipBits },
  { damage: 'log of a killed relay cut', when: 'killed', file: 'relay.sqlite-wal', change: cut, mayLoseSilently: true },
];

export async function proveRelayDamage({ runs, seed }: { runs: number; seed: string }): Promise<DamageReport[]> {
  const reports: DamageReport[] = [];
  for (const kind of kinds) {
    const report = { damage: kind.damage, runs, whole: 0, gapTold: 0, setAside: 0, complaints: [] as string[] };
    for (let run = 0; run < runs; run += 1) {
      const name = `${seed} ${kind.damage} ${run}`;
      const outcome = await damageOnce(kind, createRandom(name));
      report.complaints.push(...outcome.complaints.map((complaint) => `${name}: ${complaint}`));
      if (outcome.setAside) report.setAside += 1;
      else if (outcome.gaps > 0) report.gapTold += 1;
      else report.whole += 1;
    }
    reports.push(report);
  }
  return reports;
}

interface Reader {
  channel: string;
  cursor: string | undefined;
  /** Bodies acknowledged before the damage that it had not read yet. */
  due: string[];
}

interface Outcome {
  complaints: string[];
  setAside: boolean;
  gaps: number;
}

async function damageOnce(kind: Kind, random: Random): Promise<Outcome> {
  const root = mkdtempSync(join(tmpdir(), 'perezvon-damage-'));
  let directory = join(root, 'data');
  const warnings = new Set<string>();
  const open = () =>
    createSqliteStorage({
      directory,
      limits: { ...defaultLimits, databaseBytes: 64 * 1024 * 1024 },
      now: Date.now,
      onAppended: () => {},
      logger: { ...silentLogger, warn: (event) => void warnings.add(event) },
    });
  const complaints: string[] = [];
  let storage = open();
  try {
    const { posted, readers } = await fill(storage, random);
    const damage = () => {
      const path = join(directory, kind.file);
      writeFileSync(path, kind.change(readFileSync(path), random));
    };
    if (kind.when === 'closed') {
      await storage.close();
      damage();
    }
    if (kind.when === 'killed') {
      // What lies on the disk at this moment is what a kill would leave.
      const left = join(root, 'left');
      mkdirSync(left);
      cpSync(directory, left, { recursive: true });
      await storage.close();
      directory = left;
      damage();
    }
    if (kind.when === 'running') {
      await storage.close();
      storage = open();
      damage();
    } else {
      storage = open();
    }
    let gaps = 0;
    for (const reader of readers) {
      const found = await readAll(storage, reader, posted);
      gaps += found.gap ? 1 : 0;
      complaints.push(...found.complaints);
      const isLost = reader.due.some((body) => !found.bodies.includes(body));
      if (isLost && !found.gap && !kind.mayLoseSilently) complaints.push(`${reader.channel}: lost without a word`);
    }
    await goOn(storage, readers, complaints);
    return { complaints, setAside: warnings.has('relay-database-set-aside'), gaps };
  } catch (error) {
    return { complaints: [...complaints, `it threw: ${error}`], setAside: false, gaps: 0 };
  } finally {
    await storage.close();
    rmSync(root, { recursive: true, force: true });
  }
}

/** Some channels with events, and readers that are at various places in them. */
async function fill(storage: RelayStorage, random: Random) {
  const channels = ['anna', 'boris', 'clinic'];
  const posted = new Map<string, string[]>();
  const readers: Reader[] = [];
  for (const channel of channels) {
    const bodies = Array.from({ length: random.integer(1, 60) }, (_, n) => bodyOf(channel, n, random));
    posted.set(channel, bodies);
    const places = [0, random.integer(0, bodies.length), bodies.length];
    let { next } = await storage.read(channel, undefined, 500);
    for (const [n, place] of places.entries()) {
      const from = places[n - 1] ?? 0;
      await Promise.all(bodies.slice(from, place).map((body) => storage.append(channel, body)));
      next = (await storage.read(channel, next, 500)).next;
      readers.push({ channel, cursor: next, due: bodies.slice(place) });
    }
  }
  return { posted, readers };
}

function bodyOf(channel: string, n: number, random: Random): string {
  return JSON.stringify({ channel, n, text: 'Ж'.repeat(random.chance(0.1) ? random.integer(1000, 9000) : 40) });
}

/** Reads to the end as a program does; a relay that was damaged may say no once, and is asked again. */
async function readAll(storage: RelayStorage, reader: Reader, posted: ReadonlyMap<string, readonly string[]>) {
  const complaints: string[] = [];
  const bodies: string[] = [];
  let gap = false;
  for (let asked = 0; ; asked += 1) {
    if (asked > 100) return { bodies, gap, complaints: [...complaints, `${reader.channel}: no end`] };
    const batch = await storage.read(reader.channel, reader.cursor, 500);
    gap ||= batch.gap;
    for (const { body } of batch.events) {
      if (!posted.get(reader.channel)?.includes(body)) complaints.push(`${reader.channel}: told what nobody posted`);
      // After a gap a relay tells all that it still has, and the program knows an event that comes again.
      const isAgain = bodies.includes(body) || !reader.due.includes(body);
      if (!gap && isAgain) complaints.push(`${reader.channel}: told again`);
      bodies.push(body);
    }
    reader.cursor = batch.next;
    if (batch.events.length === 0 && !batch.gap) return { bodies, gap, complaints };
  }
}

/** Whatever was lost, what is posted from now on is told. */
async function goOn(storage: RelayStorage, readers: readonly Reader[], complaints: string[]): Promise<void> {
  for (const channel of new Set(readers.map((reader) => reader.channel))) {
    await storage.append(channel, `{"later":"${channel}"}`);
  }
  for (const { channel, cursor } of readers) {
    const { events, gap } = await storage.read(channel, cursor, 500);
    if (!events.some(({ body }) => body === `{"later":"${channel}"}`) && !gap)
      complaints.push(`${channel}: receives nothing`);
  }
}
