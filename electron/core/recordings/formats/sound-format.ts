import type { ByteSource } from './byte-source.ts';

/** What a file of sound is, by its bytes. */
export interface SoundFormat {
  mimeType: string;
  /** Without the dot. */
  extension: string;
  /** How engineers call it, the same in every language: `Opus`, `GSM 6.10`. */
  name: string;
  /** By its own frames and tables; undefined where that cannot be said without decoding. */
  durationSeconds?: number | undefined;
  /** By its own word more should follow than is there. */
  isCut?: boolean;
  /** What makes every player find in it what is there: junk left out, lengths told right. In order, none over another. */
  repairs?: Splice[];
}

/** A replacement of bytes. */
export interface Splice {
  at: number;
  remove: number;
  insert: Buffer;
}

/** Answers undefined for what is not this kind of file. */
export type FormatReader = (source: ByteSource) => Promise<SoundFormat | undefined>;
