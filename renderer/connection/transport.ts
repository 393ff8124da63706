import type { ClientLink } from '@orpc/client';

export type Link = ClientLink<Record<never, never>>;

/** One open way to core. It breaks once and is then thrown away. */
export interface Transport {
  link: Link;
  /** Resolves when the other side is gone, and after `close`. */
  closed: Promise<void>;
  close(): void;
}

/** Rejects when no transport comes about within its own time limit. */
export type OpenTransport = (signal: AbortSignal) => Promise<Transport>;
