import * as z from 'zod';

/**
 * How far a topic was read: the newest messages seen, oldest first, and from which second on to ask again.
 *
 * Asking `since=<id of the last message>` would lose events: ntfy orders by the row in its cache, a message may get its row
 * after one that was told first, and a server whose cache lost the message answers everything without a word (ntfy:
 * `server/message_cache.go`, `server/server_catchup.go`). So we ask by time, a little before the newest message, and know by
 * id what was seen. The newest message coming again proves that nothing after it has left the cache.
 */
export interface NtfyCursor {
  /** Unix time in seconds; 0 asks for all that is kept. */
  since: number;
  seen: readonly SeenMessage[];
}

export interface SeenMessage {
  id: string;
  /** Unix time in seconds, on the server's clock. */
  time: number;
}

/** As ntfy makes them: twelve letters and digits today. */
export const messageId = z.string().regex(/^[\w-]{1,64}$/);
export const messageTime = z.number().int().min(0).max(99_999_999_999);

/** ntfy itself replays two seconds before a marker; servers of a cluster may write later than that. */
const overlapSeconds = 10;
/** A burst of more is asked for again from its end only. */
const mostSeen = 200;

export const emptyCursor: NtfyCursor = { since: 0, seen: [] };

const storedMessages = z.array(z.object({ time: messageTime, id: messageId })).max(mostSeen);

/** `undefined` for a text that is no cursor. */
export function readCursor(text: string): NtfyCursor | undefined {
  if (!text.startsWith(mark) || text.length > longestCursor) return undefined;
  const entries = text
    .slice(mark.length)
    .split(',')
    .filter((entry) => entry !== '');
  const messages = storedMessages.safeParse(
    entries.map((entry) => {
      const [time, id] = entry.split(':', 2);
      return { time: Number(time), id };
    }),
  );
  return messages.success ? cursorAfter(messages.data) : undefined;
}

export function writeCursor({ seen }: NtfyCursor): string {
  return mark + seen.map(({ id, time }) => `${time}:${id}`).join(',');
}
const mark = 'n1:';
const longestCursor = 20_000;

/** The cursor after these messages came too. */
export function advanceCursor(cursor: NtfyCursor, messages: readonly SeenMessage[]): NtfyCursor {
  return messages.length === 0 ? cursor : cursorAfter([...cursor.seen, ...messages]);
}

function cursorAfter(messages: readonly SeenMessage[]): NtfyCursor {
  const newest = messages.reduce((latest, { time }) => Math.max(latest, time), 0);
  const earliest = Math.max(0, newest - overlapSeconds);
  const seen = messages
    .filter(({ time }) => time >= earliest)
    .sort((a, b) => a.time - b.time)
    .slice(-mostSeen);
  const oldest = seen.length === mostSeen ? (seen[0]?.time ?? earliest) : earliest;
  return { since: seen.length === 0 ? 0 : oldest, seen };
}
