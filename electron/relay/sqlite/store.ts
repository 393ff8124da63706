import { randomBytes } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { relayCursor } from '../../../shared/domain/relay-wire.ts';
import { type Holding, isEpoch, resumeAfter } from '../cursor.ts';
import type { RelayLimits } from '../limits.ts';
import { Refusal } from '../refusal.ts';
import type { StoredBatch, StoredEvent } from '../storage.ts';
import { DamagedFile } from './database.ts';
import { digestOf, digestsOf, isSame, sealOf } from './seals.ts';

/**
 * The relay's rules over its database. Methods that write run inside a transaction of the caller's, so that many can
 * share one commit.
 */
export interface Store {
  /** Whether a reader's use of the channel should be noted with `open`: at most a few times in its life. */
  isStale(channel: string): boolean;
  /** Begins the channel if it is new and notes that it has a reader. Writes. Throws Refusal. */
  open(channel: string): void;
  /** Stores a body; false when it was stored a moment ago. Writes. Throws Refusal. */
  append(channel: string, body: string): boolean;
  /** A batch, or up to which event of the channel nothing can be trusted. Throws Refusal. */
  read(channel: string, after: string | undefined, limit: number): StoredBatch | { damagedUpTo: number };
  /** Drops what cannot be trusted: readers that had not got it hear of a gap. Writes. */
  forget(channel: string, upTo: number): void;
  /** Drops the oldest of the largest channels until the file has room. Writes. */
  makeRoom(): void;
  /** Drops some of what is too old, and says whether there may be more. Writes. */
  sweep(): boolean;
}

interface Channel extends Holding {
  id: number;
  bytes: number;
  /** Epoch ms; null before it is read for the first time. */
  readAt: number | null;
}

interface EventRow extends StoredEvent {
  digest: unknown;
}

/** What a cursor has room for: a thousand a second for three thousand years. */
const mostEventsEver = 99_999_999_999_999;
/** Body bytes in one answer, so that neither side holds much; the rest is fetched with the next request. */
const answerBytes = 1024 * 1024;
const sweepStep = 500;
/** Events of the largest channel that leave at once. */
const roomStep = 20;
/** Steps in one transaction: what it cannot free the next one may. */
const mostRoomSteps = 50;
/** Kept free for what a transaction adds, in bytes and as a share of a small file. */
const reservedBytes = 4 * 1024 * 1024;
const reservedShare = 1 / 8;

export function createStore(sql: DatabaseSync, limits: RelayLimits, now: () => number): Store {
  const channelByName = sql.prepare(
    `SELECT id, epoch, last, seal, bytes, read_at AS readAt,
            coalesce((SELECT min(seq) FROM event WHERE channel = channel.id), last + 1) AS oldest,
            coalesce((SELECT max(seq) FROM event WHERE channel = channel.id), last) AS newest
       FROM channel WHERE name = ?`,
  );
  const countChannels = sql.prepare('SELECT count(*) AS n FROM channel');
  const countNewChannels = sql.prepare('SELECT count(*) AS n FROM channel WHERE created_at BETWEEN ? AND ?');
  const addChannel = sql.prepare(
    'INSERT INTO channel (name, epoch, seal, created_at, used_at) VALUES (?, ?, ?, ?, ?) RETURNING id',
  );
  const noteReading = sql.prepare('UPDATE channel SET used_at = ?, read_at = ? WHERE id = ?');
  const leastNeeded = sql.prepare(
    `SELECT * FROM (SELECT id FROM channel WHERE read_at IS NULL ORDER BY used_at LIMIT 1)
     UNION ALL
     SELECT * FROM (SELECT id FROM channel WHERE read_at < ? ORDER BY read_at LIMIT 1)
     LIMIT 1`,
  );
  const dropChannel = sql.prepare('DELETE FROM channel WHERE id = ?');
  const dropSome = sql.prepare(
    'DELETE FROM event WHERE id IN (SELECT id FROM event WHERE channel = ? ORDER BY seq LIMIT ?)',
  );
  const lastTwin = sql.prepare(
    `SELECT seq, received_at AS receivedAt, digest FROM event INDEXED BY event_by_digest
       WHERE channel = ? AND digest BETWEEN ? AND ? ORDER BY seq DESC LIMIT 1`,
  );
  const addEvent = sql.prepare('INSERT INTO event (channel, seq, received_at, digest, body) VALUES (?, ?, ?, ?, ?)');
  const sealChannel = sql.prepare('UPDATE channel SET seal = ? WHERE id = ?');
  const channelBytes = sql.prepare('SELECT bytes FROM channel WHERE id = ?');
  const dropBefore = sql.prepare('DELETE FROM event WHERE channel = ? AND seq < ?');
  const eventsFrom = sql.prepare(
    'SELECT seq, received_at AS receivedAt, digest, body FROM event WHERE channel = ? AND seq >= ? ORDER BY seq LIMIT ?',
  );
  const largestChannel = sql.prepare('SELECT id FROM channel WHERE bytes > 0 ORDER BY bytes DESC LIMIT 1');
  const pageCount = sql.prepare('PRAGMA page_count');
  const freePages = sql.prepare('PRAGMA freelist_count');
  const mostPages = Number(sql.prepare('PRAGMA max_page_count').get()?.max_page_count);
  const pageSize = Number(sql.prepare('PRAGMA page_size').get()?.page_size);
  const reservedPages = Math.floor(Math.min(reservedBytes / pageSize, mostPages * reservedShare));
  const firstEvents = sql.prepare('SELECT id, received_at AS receivedAt FROM event ORDER BY id LIMIT ?');
  const dropUpTo = sql.prepare('DELETE FROM event WHERE id <= ?');
  const dropIdleChannels = sql.prepare(
    `DELETE FROM channel WHERE id IN (
       SELECT id FROM channel WHERE used_at NOT BETWEEN ? AND ?
         AND NOT EXISTS (SELECT 1 FROM event WHERE channel = channel.id) LIMIT ?)`,
  );

  /** Throws DamagedFile: a reader would be led in a circle by a channel whose own row is not what was written. */
  function find(name: string): Channel | undefined {
    const found = channelByName.get(name) as (Channel & { newest: number; seal: unknown }) | undefined;
    if (found === undefined) return undefined;
    const { newest, seal, ...channel } = found;
    const { epoch, last, oldest } = channel;
    const isPlaceAmiss = newest > last || oldest > last + 1;
    // An epoch or a count that was altered before there were seals was sealed as it was found.
    if (!isSame(seal, sealOf(name, epoch, last)) || !isEpoch(epoch) || isPlaceAmiss || last > mostEventsEver)
      throw new DamagedFile('A channel is not what was written.');
    return channel;
  }

  function begin(channel: string): Channel {
    // Only what began within the minute: a clock that was set back must not make all channels new.
    if (Number(countNewChannels.get(now() - 60_000, now())?.n) >= limits.newChannelsPerMinute) {
      throw new Refusal(429, 'Too many new channels just now. Try again in a minute.', { retryAfter: 60 });
    }
    if (Number(countChannels.get()?.n) >= limits.channels) giveUpOne();
    const epoch = randomBytes(8).toString('hex');
    const id = Number(addChannel.get(channel, epoch, sealOf(channel, epoch, 0), now(), now())?.id);
    return { id, epoch, last: 0, oldest: 1, bytes: 0, readAt: null };
  }

  /** A channel that nobody has read goes first, the longest silent of them; then one whose reader has not come for long. */
  function giveUpOne(): void {
    const id = leastNeeded.get(now() - limits.retentionMs / 4)?.id;
    if (id === undefined) throw new Refusal(507, 'This relay has no room for a new channel.');
    dropSome.run(id, sweepStep);
    if (Number(channelBytes.get(id)?.bytes) > 0) {
      throw new Refusal(503, 'This relay is making room for a new channel. Try again.', { retryAfter: 1 });
    }
    dropChannel.run(id);
  }

  /** By a twin that is whole: one whose time was altered would have an event taken for known that is not. */
  function isDuplicate(id: number, channel: string, body: string): boolean {
    const { least, most } = digestsOf(channel, body);
    const twin = lastTwin.get(id, least, most) as unknown as Omit<EventRow, 'body'> | undefined;
    if (twin === undefined || Math.abs(now() - twin.receivedAt) > limits.duplicateWindowMs) return false;
    return isWholeEvent(channel, { ...twin, body });
  }

  /** The newest events matter most to a phone: a full channel forgets its oldest, and its reader hears of the gap. */
  function keepWithinQuota({ id, oldest, readAt }: Channel, last: number): void {
    const isUnread = readAt === null;
    const mostEvents = isUnread ? limits.unreadEventsPerChannel : limits.eventsPerChannel;
    const mostBytes = isUnread ? limits.unreadBytesPerChannel : limits.bytesPerChannel;
    let keepFrom = Math.max(oldest, last - mostEvents + 1);
    if (keepFrom > oldest) dropBefore.run(id, keepFrom);
    while (keepFrom < last && Number(channelBytes.get(id)?.bytes) > mostBytes) {
      keepFrom += 1;
      dropBefore.run(id, keepFrom);
    }
  }

  function hasRoom(): boolean {
    const used = Number(pageCount.get()?.page_count) - Number(freePages.get()?.freelist_count);
    return used <= mostPages - reservedPages;
  }

  function makeRoom(): void {
    for (let steps = 0; steps < mostRoomSteps && !hasRoom(); steps += 1) {
      const largest = largestChannel.get()?.id;
      if (largest === undefined) return;
      dropSome.run(largest, roomStep);
    }
  }

  return {
    isStale(channel) {
      const found = find(channel);
      // A clock that was set back must not make a channel look used for years.
      return found?.readAt == null || Math.abs(now() - found.readAt) > limits.retentionMs / 8;
    },

    open(channel) {
      const { id } = find(channel) ?? begin(channel);
      noteReading.run(now(), now(), id);
    },

    append(channel, body) {
      makeRoom();
      const found = find(channel) ?? begin(channel);
      if (isDuplicate(found.id, channel, body)) return false;
      const event = { seq: found.last + 1, receivedAt: now(), body };
      addEvent.run(found.id, event.seq, event.receivedAt, digestOf(channel, event), body);
      sealChannel.run(sealOf(channel, found.epoch, event.seq), found.id);
      keepWithinQuota(found, event.seq);
      return true;
    },

    read(name, after, limit) {
      const channel = find(name);
      if (channel === undefined) throw new Refusal(503, 'The channel was just removed. Ask again.', { retryAfter: 1 });
      const { from, gap } = resumeAfter(after, channel);
      const events: StoredEvent[] = [];
      let bytes = 0;
      let expected = from;
      for (const row of eventsFrom.iterate(channel.id, from, limit)) {
        const { digest, ...event } = row as unknown as EventRow;
        const { seq, body } = event;
        // A row that was altered, is another's, or stands behind a hole.
        const isWhole = seq === expected && isWholeEvent(name, { ...event, digest });
        if (!isWhole && events.length === 0) return { damagedUpTo: seq === expected ? seq : seq - 1 };
        if (!isWhole) break;
        bytes += Buffer.byteLength(body);
        if (bytes > answerBytes && events.length > 0) break;
        events.push(event);
        expected += 1;
      }
      if (events.length === 0 && expected <= channel.last) return { damagedUpTo: channel.last };
      const next = relayCursor(channel.epoch, expected - 1);
      return { epoch: channel.epoch, events, next, oldest: channel.oldest, gap };
    },

    forget(channel, upTo) {
      const id = find(channel)?.id;
      if (id !== undefined) dropBefore.run(id, upTo + 1);
    },

    makeRoom,

    sweep() {
      const oldest = now() - limits.retentionMs;
      // A clock that was ahead has written times that would be young for years.
      const newest = now() + limits.retentionMs;
      // In order of arrival up to the first one that is young enough, so that no channel gets a hole, whatever the
      // clock did in between.
      const first = firstEvents.all(sweepStep) as { id: number; receivedAt: number }[];
      const young = first.findIndex(({ receivedAt }) => receivedAt >= oldest && receivedAt <= newest);
      const old = young === -1 ? first : first.slice(0, young);
      const newestOld = old.at(-1);
      if (newestOld !== undefined) dropUpTo.run(newestOld.id);
      const { changes } = dropIdleChannels.run(oldest, newest, sweepStep);
      return old.length === sweepStep || Number(changes) === sweepStep;
    },
  };
}

function isWholeEvent(channel: string, { digest, ...event }: EventRow): boolean {
  return isSame(digest, digestOf(channel, event));
}
