import { hash, randomBytes } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { formatCursor, type Holding, resumeAfter } from './cursor.ts';
import type { RelayLimits } from './limits.ts';
import { Refusal } from './refusal.ts';

export interface StoredChannel extends Holding {
  id: number;
}

export interface StoredEvent {
  seq: number;
  /** Epoch ms. */
  receivedAt: number;
  /** JSON text. */
  body: string;
}

export interface StoredBatch {
  epoch: string;
  events: StoredEvent[];
  next: string;
  oldest: number;
  gap: boolean;
}

/**
 * The relay's rules over its database. Methods that write run inside a transaction of the caller's, so that many can
 * share one commit.
 */
export interface Store {
  find(channel: string): StoredChannel | undefined;
  /** Whether a use of the channel should be noted with `open`: at most a few times in its life. */
  isStale(channel: string): boolean;
  /** Begins the channel if it is new and notes that it is in use. Writes. Throws Refusal. */
  open(channel: string): StoredChannel;
  /** Stores a body, or finds that it was stored a moment ago. Writes. Throws Refusal. */
  append(channel: string, body: string): { channelId: number; stored: boolean };
  read(channel: StoredChannel, after: string | undefined, limit: number): StoredBatch;
  /** Drops some of what is too old, and says whether there may be more. Writes. */
  sweep(): boolean;
}

/** Body bytes in one answer, so that neither side holds much; the rest is fetched with the next request. */
const answerBytes = 1024 * 1024;
const sweepStep = 500;

export function createStore(sql: DatabaseSync, limits: RelayLimits, now: () => number): Store {
  const channelByName = sql.prepare(
    `SELECT id, epoch, last, used_at AS usedAt,
            coalesce((SELECT min(seq) FROM event WHERE channel = channel.id), last + 1) AS oldest
       FROM channel WHERE name = ?`,
  );
  const countChannels = sql.prepare('SELECT count(*) AS n FROM channel');
  const countNewChannels = sql.prepare('SELECT count(*) AS n FROM channel WHERE created_at > ?');
  const addChannel = sql.prepare('INSERT INTO channel (name, epoch, created_at, used_at) VALUES (?, ?, ?, ?)');
  const noteUse = sql.prepare('UPDATE channel SET used_at = ? WHERE id = ?');
  const lastWithDigest = sql.prepare(
    'SELECT received_at AS receivedAt FROM event WHERE channel = ? AND digest = ? ORDER BY seq DESC LIMIT 1',
  );
  const addEvent = sql.prepare('INSERT INTO event (channel, seq, received_at, digest, body) VALUES (?, ?, ?, ?, ?)');
  const channelBytes = sql.prepare('SELECT bytes FROM channel WHERE id = ?');
  const dropBefore = sql.prepare('DELETE FROM event WHERE channel = ? AND seq < ?');
  const eventsFrom = sql.prepare(
    'SELECT seq, received_at AS receivedAt, body FROM event WHERE channel = ? AND seq >= ? ORDER BY seq LIMIT ?',
  );
  const firstEvents = sql.prepare('SELECT id, received_at AS receivedAt FROM event ORDER BY id LIMIT ?');
  const dropUpTo = sql.prepare('DELETE FROM event WHERE id <= ?');
  const dropIdleChannels = sql.prepare(
    `DELETE FROM channel WHERE id IN (
       SELECT id FROM channel WHERE used_at < ? AND NOT EXISTS (SELECT 1 FROM event WHERE channel = channel.id) LIMIT ?)`,
  );

  function row(channel: string): (StoredChannel & { usedAt: number }) | undefined {
    return channelByName.get(channel) as (StoredChannel & { usedAt: number }) | undefined;
  }

  function begin(channel: string): StoredChannel {
    if (Number(countNewChannels.get(now() - 60_000)?.n) >= limits.newChannelsPerMinute) {
      throw new Refusal(429, 'Too many new channels just now. Try again in a minute.', { retryAfter: 60 });
    }
    if (Number(countChannels.get()?.n) >= limits.channels)
      throw new Refusal(507, 'This relay has no room for a new channel.');
    const epoch = randomBytes(8).toString('hex');
    const { lastInsertRowid } = addChannel.run(channel, epoch, now(), now());
    return { id: Number(lastInsertRowid), epoch, last: 0, oldest: 1 };
  }

  /** The newest events matter most to a phone: a full channel forgets its oldest, and its reader hears of the gap. */
  function makeRoom(id: number, oldest: number, last: number): void {
    let keepFrom = Math.max(oldest, last - limits.eventsPerChannel + 1);
    if (keepFrom > oldest) dropBefore.run(id, keepFrom);
    while (keepFrom < last && Number(channelBytes.get(id)?.bytes) > limits.bytesPerChannel) {
      keepFrom += 1;
      dropBefore.run(id, keepFrom);
    }
  }

  return {
    find: row,

    isStale(channel) {
      const found = row(channel);
      // A clock that was set back must not make a channel look used for years.
      return found === undefined || Math.abs(now() - found.usedAt) > limits.retentionMs / 8;
    },

    open(channel) {
      const found = row(channel);
      if (found === undefined) return begin(channel);
      noteUse.run(now(), found.id);
      return found;
    },

    append(channel, body) {
      const { id, oldest, last } = row(channel) ?? begin(channel);
      const digest = hash('sha256', body, 'buffer');
      const before = lastWithDigest.get(id, digest);
      if (before !== undefined && Math.abs(now() - Number(before.receivedAt)) <= limits.duplicateWindowMs) {
        return { channelId: id, stored: false };
      }
      addEvent.run(id, last + 1, now(), digest, body);
      makeRoom(id, oldest, last + 1);
      return { channelId: id, stored: true };
    },

    read(channel, after, limit) {
      const { from, gap } = resumeAfter(after, channel);
      const events: StoredEvent[] = [];
      let bytes = 0;
      for (const event of eventsFrom.iterate(channel.id, from, limit) as Iterable<StoredEvent>) {
        bytes += Buffer.byteLength(event.body);
        if (bytes > answerBytes && events.length > 0) break;
        events.push(event);
      }
      const next = formatCursor({ epoch: channel.epoch, seq: events.at(-1)?.seq ?? from - 1 });
      return { epoch: channel.epoch, events, next, oldest: channel.oldest, gap };
    },

    sweep() {
      const cutoff = now() - limits.retentionMs;
      // In order of arrival up to the first one that is young enough, so that no channel gets a hole, whatever the
      // clock did in between.
      const first = firstEvents.all(sweepStep) as { id: number; receivedAt: number }[];
      const young = first.findIndex(({ receivedAt }) => receivedAt >= cutoff);
      const old = young === -1 ? first : first.slice(0, young);
      const newestOld = old.at(-1);
      if (newestOld !== undefined) dropUpTo.run(newestOld.id);
      const { changes } = dropIdleChannels.run(cutoff, sweepStep);
      return old.length === sweepStep || Number(changes) === sweepStep;
    },
  };
}
