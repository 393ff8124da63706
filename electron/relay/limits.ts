/** How much of this machine all readers and posters together may use. A relay has no registry, so these are all it has. */
export interface RelayLimits {
  /** Open connections; more wait in the system's queue. */
  connections: number;
  channels: number;
  newChannelsPerMinute: number;
  /** The oldest events of a channel leave when it holds more than this, and its reader is told of a gap. */
  eventsPerChannel: number;
  bytesPerChannel: number;
  /** Of the database file. Posts are refused when it is reached. */
  databaseBytes: number;
  waitingReaders: number;
  waitingReadersPerChannel: number;
  /** How long an event is kept, and a channel that nobody uses. */
  retentionMs: number;
  /** Identical bodies within this time are one event. */
  duplicateWindowMs: number;
  /** Between two looks for what is too old. */
  sweepEveryMs: number;
}

const minute = 60_000;
const mebibyte = 1024 * 1024;

export const defaultLimits: RelayLimits = {
  connections: 20_000,
  channels: 100_000,
  newChannelsPerMinute: 600,
  eventsPerChannel: 10_000,
  bytesPerChannel: 16 * mebibyte,
  databaseBytes: 2048 * mebibyte,
  waitingReaders: 15_000,
  waitingReadersPerChannel: 16,
  retentionMs: 7 * 24 * 60 * minute,
  duplicateWindowMs: 10 * minute,
  sweepEveryMs: minute,
};
