export type Operation = 'un list' | 'un get' | 'un put' | 'cdr/bytime' | 'cdr/byid';

/** One request that reached the stand, without what is secret. */
export interface JournalEntry {
  operation: Operation;
  /** The query. */
  parameters: Readonly<Record<string, string>>;
  /** Of a PUT, as parsed; undefined when it was no JSON. */
  body: unknown;
  credentials: 'api-key' | 'basic' | 'none' | 'other';
  /** Epoch ms by the stand's own clock, when it came. */
  at: number;
  /** Filled when it has been decided; `pending` while it is held back. */
  outcome: 'pending' | 'success' | 'refused' | 'unauthorized';
}
