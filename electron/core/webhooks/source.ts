/**
 * Somewhere raw hook events wait to be picked up: our relay first, other engines later. A source is dumb: it is asked
 * after a cursor and answers; the poller owns the loop, the back-off and the cursor.
 */
export interface HookSource {
  /** Names the source in the cursor table: another source never continues on this one's cursor. */
  id: string;
  /**
   * Waits until there is something after `cursor` or the source's own wait ends (an empty batch then).
   * `undefined` asks from the beginning of what is kept. Rejects with HttpError or SourceError.
   */
  read(cursor: string | undefined, signal: AbortSignal): Promise<HookBatch>;
  /** Ends the wait that is under way and drops connections that may be dead (after sleep or a network change). */
  reset?(): void;
}

export interface HookBatch {
  /** In the order they came; told again after a failure with the same sequences, and then only from a committed `next` on. */
  events: HookDelivery[];
  /** What to ask after next time. Committed together with the events. */
  next: string;
  /** Events between the cursor and the first event are gone, or the cursor was unknown: reconcile. Noted with the first event. */
  gap: boolean;
}

export interface HookDelivery {
  /** Sequence or id in the source, for dedup and the log. */
  sequence: string;
  /** Age on the source's own clock when it answered: its now minus its time of receipt, in ms. */
  ageMs: number;
  /**
   * One event as posted, whole numbers beyond 2^53 as their digits; a form is a record of its fields. A text is the beginning of
   * what could not be read. Bounded by the source.
   */
  body: unknown;
  /** What to ask after once this delivery and all before it are committed; undefined where a batch cannot be cut. */
  next?: string;
}

export class SourceError extends Error {
  override readonly name = 'SourceError';
  readonly code: 'refused' | 'garbled';
  constructor(code: SourceError['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** What the poller does with a batch: must commit events and the cursor that they advance in one transaction. */
export interface HookSink {
  cursor(): string | undefined;
  accept(batch: HookBatch): Promise<void>;
}

export interface PollerStatus {
  state: 'starting' | 'listening' | 'failing' | 'stopped';
  /** Epoch ms since when. */
  since: number;
  lastHeardAt?: number;
  nextTryAt?: number;
  error?: Error;
}

/** The loop over one source. Made by `createPoller({ source, sink, clock, logger, onStatus })`. */
export interface Poller {
  start(): void;
  status(): PollerStatus;
  /** After OS wake, a network change or the user's "try now": asks at once. */
  wake(): void;
  close(): Promise<void>;
}
