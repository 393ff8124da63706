/** Where a relay keeps its events. One engine is one implementation of this; `sqlite/` has ours. */
export interface RelayStorage {
  /**
   * Keeps a body, or finds that it was kept a moment ago; resolves when it would survive a power cut. Rejects with Refusal, or with
   * what went wrong; then nothing was kept.
   */
  append(channel: string, body: string): Promise<void>;
  /** What is kept after a cursor. Begins the channel if it is new, and notes that it has a reader. Rejects with Refusal. */
  read(channel: string, after: string | undefined, limit: number): Promise<StoredBatch>;
  /** Drops what is too old, in steps between which others have their turn. */
  sweep(): Promise<void>;
  /** Rejects unless events can be read. */
  check(): Promise<void>;
  /** What was promised is kept. */
  close(): Promise<void>;
}

export interface StoredBatch {
  epoch: string;
  events: StoredEvent[];
  next: string;
  oldest: number;
  gap: boolean;
}

export interface StoredEvent {
  seq: number;
  /** Epoch ms. */
  receivedAt: number;
  /** JSON text. */
  body: string;
}

/** Tells of a channel that it has something new, whichever process of an engine for several kept it. */
export type OnAppended = (channel: string) => void;
