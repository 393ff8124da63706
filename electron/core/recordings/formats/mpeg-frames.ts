/** A frame of MPEG audio, layer III. */
export interface MpegFrame {
  /** A view of what was pushed: used before the next `push`, or copied. */
  bytes: Uint8Array;
  /** Where it began, of all bytes that were pushed. */
  at: number;
  sampleRate: number;
  channels: 1 | 2;
  /** Samples of each channel. */
  samples: number;
}

/**
 * Cuts a stream into frames and drops what lies between them: tags, garbage, halves. A decoder that is given only whole
 * frames with believable headers never has to search, which is where decoders go astray on hostile input.
 */
export interface FrameCutter {
  push(chunk: Uint8Array): MpegFrame[];
  /** The frames at the end that nothing follows. */
  end(): MpegFrame[];
}

const headerBytes = 4;

export function createFrameCutter(): FrameCutter {
  let pending: Uint8Array = new Uint8Array();
  /** Where `pending` begins, of all bytes. */
  let position = 0;
  let toSkip = 0;
  let begun = false;
  /** Whether a frame ended exactly where `pending` begins. */
  let inStep = false;

  function drop(bytes: number): void {
    pending = pending.subarray(bytes);
    position += bytes;
  }

  function cut(atEnd: boolean): MpegFrame[] {
    const frames: MpegFrame[] = [];
    let at = 0;
    for (;;) {
      const sync = pending.indexOf(0xff, at);
      if (sync !== at) inStep = false;
      at = sync === -1 ? pending.length : sync;
      if (at + headerBytes > pending.length) break;
      const header = readMpegHeader(pending, at);
      if (header?.layer !== 3) {
        inStep = false;
        at += 1;
        continue;
      }
      const end = at + header.length;
      if (!atEnd && end + headerBytes > pending.length) break;
      if (end > pending.length || !(inStep || isFollowed(header, end))) {
        inStep = false;
        at += 1;
        continue;
      }
      const { sampleRate, channels, samples } = header;
      frames.push({ bytes: pending.subarray(at, end), at: position + at, sampleRate, channels, samples });
      inStep = true;
      at = end;
    }
    drop(at);
    return frames;
  }

  /** Eleven set bits happen in any data; a second header of the same kind exactly where the first says it is does not. */
  function isFollowed(header: MpegHeader, end: number): boolean {
    if (end === pending.length) return true;
    return readMpegHeader(pending, end)?.kind === header.kind;
  }

  return {
    push(chunk) {
      pending = pending.length === 0 ? chunk : joined(pending, chunk);
      if (!begun) {
        if (pending.length < id3HeaderBytes) return [];
        begun = true;
        toSkip = id3Length(pending);
      }
      const skipped = Math.min(toSkip, pending.length);
      drop(skipped);
      toSkip -= skipped;
      return toSkip > 0 ? [] : cut(false);
    },
    end: () => cut(true),
  };
}

export interface MpegHeader {
  /** What frames of one stream have in common. */
  kind: number;
  layer: 1 | 2 | 3;
  length: number;
  kilobits: number;
  sampleRate: number;
  channels: 1 | 2;
  samples: number;
  /** Bytes between the header and where the first frame of a file may tell its length. */
  sideBytes: number;
}

const sampleRates = [44_100, 48_000, 32_000];
/** By version (1, or 2 and "2.5") and layer. */
const kilobits = {
  1: {
    1: [32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448],
    2: [32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384],
    3: [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  },
  2: {
    1: [32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256],
    2: [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
    3: [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
  },
};

/** ISO 11172-3, 2.4.2.3, and the lower rates of 13818-3 and of "2.5", which telephony uses. */
export function readMpegHeader(bytes: Uint8Array, at: number): MpegHeader | undefined {
  const [first = 0, second = 0, third = 0, fourth = 0] = bytes.subarray(at, at + headerBytes);
  if (first !== 0xff || (second & 0xe0) !== 0xe0) return undefined;
  const version = (second >> 3) & 3;
  const layerBits = (second >> 1) & 3;
  const rate = sampleRates[(third >> 2) & 3];
  if (version === 1 || layerBits === 0 || rate === undefined) return undefined;
  const layer = (4 - layerBits) as 1 | 2 | 3;
  // The index 0 is "free": its length is nowhere said.
  const bitrate = kilobits[version === 3 ? 1 : 2][layer][(third >> 4) - 1];
  if (bitrate === undefined) return undefined;
  const sampleRate = rate / { 3: 1, 2: 2, 0: 4 }[version as 3 | 2 | 0];
  const padding = (third >> 1) & 1;
  const samples = layer === 1 ? 384 : layer === 3 && version !== 3 ? 576 : 1152;
  const slot = layer === 1 ? 4 : 1;
  const channels = fourth >> 6 === 3 ? 1 : 2;
  return {
    kind: (second & 0xfe) | ((third & 0x0c) << 8),
    layer,
    length: (Math.floor(((samples / 8) * bitrate * 1000) / sampleRate / slot) + padding) * slot,
    kilobits: bitrate,
    sampleRate,
    channels,
    samples,
    sideBytes: version === 3 ? (channels === 1 ? 17 : 32) : channels === 1 ? 9 : 17,
  };
}

export const id3HeaderBytes = 10;

/** Bytes of an ID3v2 tag at the beginning, its own header included; 0 where there is none. */
export function id3Length(start: Uint8Array): number {
  if (start[0] !== 0x49 || start[1] !== 0x44 || start[2] !== 0x33) return 0;
  const size = start.subarray(6, id3HeaderBytes).reduce((sum, byte) => sum * 128 + (byte & 0x7f), 0);
  return id3HeaderBytes + size;
}

function joined(one: Uint8Array, other: Uint8Array): Uint8Array {
  const both = new Uint8Array(one.length + other.length);
  both.set(one);
  both.set(other, one.length);
  return both;
}
