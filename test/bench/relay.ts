/**
 * How many hook posts the relay takes, and how long they and their readers wait, with none, 1,000 and 10,000 readers
 * waiting. Two baselines of the same run: a server that answers without storing, and SQLite committing each body by
 * itself. All are measured in turns and the median turn counts, so that what else the machine does falls on all of them.
 * Only the ratios travel to another machine. Run: node test/bench/relay.ts
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { createReadKey, hookUrl } from '../../electron/core/webhooks/relay-keys.ts';

const turns = 5;
const turnMs = 600;
const concurrent = 64;

interface Row {
  what: string;
  perSecond: number;
  p50: number;
  p99: number;
}

const directory = mkdtempSync(join(tmpdir(), 'perezvon-bench-'));
let serial = 0;

/** A SIPNET hook, different each time so that none is taken for a repetition. */
function nextBody(): string {
  serial += 1;
  return JSON.stringify({
    call_id: `b6f5a3d2-7f0e-4a55-9d6c-${String(serial).padStart(12, '0')}`,
    cid: String(serial),
    callee_id: '0042000001',
    caller_id: '79161000232',
    created: '22.11.2026 10:00:00',
    direction: 'in',
    event_created: '22.11.2026 10:00:01',
    sip_id: '0042000001',
    state: 'INVITE',
    duration: '0',
  });
}

async function startServer(kind: 'bare' | 'relay', name: string): Promise<{ url: string; child: ChildProcess }> {
  const child = fork(new URL('relay-server.ts', import.meta.url), [kind, join(directory, name)]);
  const [url] = await once(child, 'message');
  return { url: String(url), child };
}

function send(agent: Agent, url: string, options: { method: string; headers?: Record<string, string>; body?: string }) {
  return new Promise<{ status: number; text: string }>((resolve, reject) => {
    const { body, ...rest } = options;
    const sent = request(url, { ...rest, agent }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk) => (text += chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
      response.on('error', reject);
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

/** Posts from `concurrent` connections, each as fast as it is answered. */
async function measurePosts(what: string, urlOf: () => string): Promise<Row> {
  const agent = new Agent({ keepAlive: true, maxSockets: concurrent });
  const headers = { 'content-type': 'application/json' };
  const times: number[] = [];
  const begin = performance.now();
  const end = begin + turnMs;
  await Promise.all(
    Array.from({ length: concurrent }, async () => {
      while (performance.now() < end) {
        const start = performance.now();
        const { status } = await send(agent, urlOf(), { method: 'POST', headers, body: nextBody() });
        if (status !== 200) throw new Error(`${what}: ${status}`);
        times.push(performance.now() - start);
      }
    }),
  );
  agent.destroy();
  return summarize(what, times, performance.now() - begin);
}

/** From the moment a post is sent to the moment its waiting reader has it, one at a time. */
async function measureDelivery(what: string, url: string, readKey: string): Promise<Row> {
  const agent = new Agent({ keepAlive: true });
  const headers = { authorization: `Bearer ${readKey}` };
  let after = '';
  const ask = (wait: number) => send(agent, `${url}/events?wait=${wait}${after}`, { method: 'GET', headers });
  const nextOf = (text: string) => `&after=${(JSON.parse(text) as { next: string }).next}`;
  after = nextOf((await ask(0)).text);
  const times: number[] = [];
  const begin = performance.now();
  while (performance.now() < begin + turnMs / 2) {
    const waiting = ask(25);
    // The reader's question is on its way first; what is measured is not its connection.
    await new Promise((resolve) => setTimeout(resolve, 3));
    const start = performance.now();
    await send(agent, hookUrl(url, readKey), { method: 'POST', body: nextBody() });
    after = nextOf((await waiting).text);
    times.push(performance.now() - start);
  }
  agent.destroy();
  return summarize(what, times, performance.now() - begin);
}

function summarize(what: string, times: number[], ms: number): Row {
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? Number.NaN;
  return { what, perSecond: (times.length / ms) * 1000, p50: at(0.5), p99: at(0.99) };
}

/** What one commit costs on this disk when nobody shares it. */
function measureCommits(): Row {
  const sql = new DatabaseSync(join(directory, 'bare.sqlite'));
  sql.exec(
    'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE IF NOT EXISTS event (body TEXT NOT NULL) STRICT',
  );
  const insert = sql.prepare('INSERT INTO event VALUES (?)');
  const times: number[] = [];
  const begin = performance.now();
  while (performance.now() < begin + turnMs / 2) {
    const start = performance.now();
    insert.run(nextBody());
    times.push(performance.now() - start);
  }
  const row = summarize('SQLite, one commit for each body, no HTTP', times, performance.now() - begin);
  sql.close();
  return row;
}

/** Readers on channels of their own, all waiting; the answer keeps them waiting anew until it is called. */
async function seatReaders(url: string, count: number): Promise<() => void> {
  const agent = new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY });
  let isOver = false;
  let seated = 0;
  const failures: unknown[] = [];
  async function read(): Promise<void> {
    const headers = { authorization: `Bearer ${createReadKey()}` };
    const first = await send(agent, `${url}/events?wait=0`, { method: 'GET', headers });
    seated += 1;
    const { next } = JSON.parse(first.text) as { next: string };
    while (!isOver) await send(agent, `${url}/events?wait=25&after=${next}`, { method: 'GET', headers });
  }
  for (let from = 0; from < count; from += 500) {
    for (let n = from; n < Math.min(count, from + 500); n += 1) {
      read().catch((error) => {
        if (!isOver) failures.push(error);
      });
    }
    while (seated + failures.length < Math.min(count, from + 500))
      await new Promise((resolve) => setTimeout(resolve, 5));
  }
  if (failures.length > 0) throw failures[0];
  return () => {
    isOver = true;
    agent.destroy();
  };
}

/** The median of each column over the turns of one subject. */
function medianOf(rows: Row[]): Row {
  const middle = (column: 'perSecond' | 'p50' | 'p99') => {
    const values = rows.map((row) => row[column]).sort((x, y) => x - y);
    return values[Math.floor(values.length / 2)] ?? Number.NaN;
  };
  return { what: rows[0]?.what ?? '', perSecond: middle('perSecond'), p50: middle('p50'), p99: middle('p99') };
}

function print(rows: Row[], baseline: Row): void {
  const table = rows.map((row) => ({
    '': row.what,
    'per second': Math.round(row.perSecond),
    'p50 ms': row.p50.toFixed(2),
    'p99 ms': row.p99.toFixed(2),
    [`rate / ${baseline.what}`]: (row.perSecond / baseline.perSecond).toFixed(2),
    'p99 / the same': (row.p99 / baseline.p99).toFixed(2),
  }));
  console.table(table);
}

const children: ChildProcess[] = [];
async function open(kind: 'bare' | 'relay', name: string): Promise<string> {
  const { url, child } = await startServer(kind, name);
  children.push(child);
  return url;
}

try {
  const keys = Array.from({ length: 100 }, createReadKey);
  const pick = (url: string) => () => hookUrl(url, keys[serial % keys.length] as string);
  const bare = await open('bare', 'bare');
  const relays: { name: string; url: string; letGo: () => void }[] = [];
  for (const readers of [0, 1000, 10_000]) {
    const url = await open('relay', `relay-${readers}`);
    relays.push({
      name: `relay, ${readers.toLocaleString('en')} waiting`,
      url,
      letGo: await seatReaders(url, readers),
    });
  }

  const posts = new Map<string, Row[]>();
  const deliveries = new Map<string, Row[]>();
  const note = (rows: Map<string, Row[]>, row: Row) => rows.set(row.what, [...(rows.get(row.what) ?? []), row]);
  for (let turn = 0; turn < turns; turn += 1) {
    note(posts, await measurePosts('server that stores nothing', pick(bare)));
    for (const { name, url } of relays) {
      note(posts, await measurePosts(name, pick(url)));
      note(deliveries, await measureDelivery(name, url, createReadKey()));
    }
    note(posts, measureCommits());
  }
  for (const { letGo } of relays) letGo();

  const postRows = [...posts.values()].map(medianOf);
  const deliveryRows = [...deliveries.values()].map(medianOf);
  console.log(`Posts from ${concurrent} connections, each answered after its commit:`);
  print(postRows, postRows[1] as Row);
  console.log('One post at a time, from sending it to the waiting reader having it:');
  print(deliveryRows, deliveryRows[0] as Row);
} finally {
  for (const child of children) child.kill('SIGKILL');
  rmSync(directory, { recursive: true, force: true });
}
