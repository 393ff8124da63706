/** The bytes of a recording, readable in pieces: large ones exist nowhere as a whole. */
export interface AudioSource {
  /** Bytes. */
  size: number;
  /** The bytes of a range; the end is cut to the size. */
  read(from: number, to: number): Uint8Array;
}

export function audioOf(bytes: Uint8Array): AudioSource {
  return { size: bytes.length, read: (from, to) => bytes.subarray(from, to) };
}

/** MPEG-1 layer III, 128 kbit/s, 48 kHz, mono: frames that need no padding to keep to their bitrate. */
const frameHeader = [0xff, 0xfb, 0x94, 0xc4];
export const frameBytes = 384;

/**
 * An MP3 of any size in whole frames of silence, each with its number in it, so that a piece lost or doubled on the way
 * shows. The last frame is cut to the size.
 */
export function silenceOf(size: number): AudioSource {
  return {
    size,
    read(from, to) {
      const end = Math.min(to, size);
      if (from >= end) return new Uint8Array();
      const first = Math.floor(from / frameBytes);
      const last = Math.ceil(end / frameBytes);
      const frames = Buffer.alloc((last - first) * frameBytes);
      for (let frame = first; frame < last; frame++) {
        const at = (frame - first) * frameBytes;
        frames.set(frameHeader, at);
        // Side information of zeros announces no sound, so a decoder never reads what stands behind it.
        frames.writeUInt32BE(frame, at + frameBytes - 4);
      }
      return frames.subarray(from - first * frameBytes, end - first * frameBytes);
    },
  };
}
