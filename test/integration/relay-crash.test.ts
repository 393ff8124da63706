import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createReadKey, hookUrl } from '../../electron/core/webhooks/relay-keys.ts';
import { startRelayProcess } from '../fixtures/relay-process.ts';

interface Mark {
  poster: number;
  n: number;
}

const rounds = 5;
const posters = 8;

describe('a relay that is killed under load', () => {
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'perezvon-relay-crash-'));
  });
  afterEach(() => rmSync(directory, { recursive: true, force: true }));

  it('gives every post that it said yes to exactly once and in order', async () => {
    const readKey = createReadKey();
    const acknowledged: Mark[] = [];
    const delivered: Mark[] = [];
    const next = Array<number>(posters).fill(0);
    let cursor = '';
    let isAlive = true;

    /** A provider that repeats a post until it is taken, as SIPNET may: the relay must see the repetition. */
    async function post(url: string, poster: number): Promise<void> {
      while (isAlive) {
        const mark = { poster, n: next[poster] ?? 0 };
        try {
          const answer = await fetch(hookUrl(url, readKey), { method: 'POST', body: JSON.stringify(mark) });
          if (answer.status !== 200) continue;
        } catch {
          continue;
        }
        acknowledged.push(mark);
        next[poster] = mark.n + 1;
      }
    }

    async function readOnce(url: string, wait: number): Promise<number> {
      const headers = { authorization: `Bearer ${readKey}` };
      const query = `wait=${wait}&limit=37${cursor === '' ? '' : `&after=${cursor}`}`;
      const answer = await fetch(`${url}/events?${query}`, { headers });
      const batch = (await answer.json()) as { events: { body: Mark }[]; next: string; gap: boolean };
      expect(batch.gap).toBe(false);
      delivered.push(...batch.events.map(({ body }) => body));
      cursor = batch.next;
      return batch.events.length;
    }

    async function readWhileAlive(url: string): Promise<void> {
      // A read that the kill cut off is asked again after the same cursor.
      while (isAlive) await readOnce(url, 5).catch((error) => expect(error).toBeInstanceOf(TypeError));
    }

    for (let round = 0; round < rounds; round += 1) {
      const relay = await startRelayProcess(['--data-dir', directory, '--port', '0']);
      isAlive = true;
      const before = acknowledged.length;
      const work = [readWhileAlive(relay.url), ...next.map((_, poster) => post(relay.url, poster))];
      // Not before it has done something, and then at any moment of the load.
      while (acknowledged.length < before + 20) await new Promise(setImmediate);
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 250));
      const dead = relay.end('SIGKILL');
      isAlive = false;
      expect(await dead).toBe('SIGKILL');
      await Promise.all(work);
    }

    const relay = await startRelayProcess(['--data-dir', directory, '--port', '0']);
    while ((await readOnce(relay.url, 0)) > 0);
    await relay.end('SIGTERM');

    expect(acknowledged.length).toBeGreaterThan(rounds * 20);
    for (const [poster, count] of next.entries()) {
      const numbers = delivered.filter((mark) => mark.poster === poster).map(({ n }) => n);
      // Each once, in the order it was posted in; at most the last one was stored without anybody hearing a yes.
      expect(numbers).toEqual(Array.from(numbers, (_, n) => n));
      expect([count, count + 1]).toContain(numbers.length);
    }
  });
});
