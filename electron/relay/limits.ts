/** How much of this machine all readers and posters together may use. A relay has no registry, so these are all it has. */
export interface RelayLimits {
  /** Open connections; more wait in the system's queue. */
  connections: number;
  /** Beyond it, one that nobody has read, or that nobody reads any more, makes room for a new one. */
  channels: number;
  newChannelsPerMinute: number;
  /** The oldest events of a channel leave when it holds more than this, and its reader is told of a gap. */
  eventsPerChannel: number;
  /** Bytes are counted as they are stored: `eventOverhead` for each event and its body. */
  bytesPerChannel: number;
  /** Of a channel that nobody has read yet: whoever knows the address can make as many of those as he likes. */
  unreadEventsPerChannel: number;
  unreadBytesPerChannel: number;
  /** Of the database file. When it is nearly reached, the oldest events of the largest channel leave. */
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
const kibibyte = 1024;
const mebibyte = 1024 * kibibyte;

export const defaultLimits: RelayLimits = {
  connections: 20_000,
  channels: 100_000,
  newChannelsPerMinute: 600,
  eventsPerChannel: 10_000,
  bytesPerChannel: 16 * mebibyte,
  unreadEventsPerChannel: 100,
  unreadBytesPerChannel: 128 * kibibyte,
  databaseBytes: 2048 * mebibyte,
  waitingReaders: 15_000,
  waitingReadersPerChannel: 16,
  retentionMs: 7 * 24 * 60 * minute,
  duplicateWindowMs: 10 * minute,
  sweepEveryMs: minute,
};

/** Of a relay inside the program: it serves the accounts of one user, and its port may lead to the internet by a tunnel. */
export const embeddedLimits: RelayLimits = {
  ...defaultLimits,
  connections: 500,
  channels: 1000,
  newChannelsPerMinute: 60,
  databaseBytes: 128 * mebibyte,
  waitingReaders: 250,
};
