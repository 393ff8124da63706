/** A piece of decoded sound. */
export interface Sound {
  /** Each channel's samples, -1 to 1. */
  channels: readonly Float32Array[];
  sampleRate: number;
}

/** One piece at a time, each decoded in a few milliseconds; between two of them the reader lets others run. */
export type SoundReader = (path: string, signal: AbortSignal) => AsyncIterable<Sound>;

/** How much is decoded without a pause: about three milliseconds of work. */
export const samplesAtATime = 16_384;
