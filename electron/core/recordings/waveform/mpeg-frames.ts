/** A frame of MPEG audio, layer III. */
export interface MpegFrame {
  /** A view of what was pushed: used before the next `push`, or copied. */
  bytes: Uint8Array;
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
  let toSkip = 0;
  let begun = false;
  /** Whether a frame ended exactly where `pending` begins. */
  let inStep = false;

  function cut(atEnd: boolean): MpegFrame[] {
    const frames: MpegFrame[] = [];
    let at = 0;
    for (;;) {
      const sync = pending.indexOf(0xff, at);
      if (sync !== at) inStep = false;
      at = sync === -1 ? pending.length : sync;
      if (at + headerBytes > pending.length) break;
      const header = readHeader(pending, at);
      const end = at + (header?.length ?? 0);
      if (header === undefined) {
        inStep = false;
        at += 1;
        continue;
      }
      if (!atEnd && end + headerBytes > pending.length) break;
      if (end > pending.length || !(inStep || isFollowed(header, end))) {
        inStep = false;
        at += 1;
        continue;
      }
      const { sampleRate, channels, samples } = header;
      frames.push({ bytes: pending.subarray(at, end), sampleRate, channels, samples });
      inStep = true;
      at = end;
    }
    pending = pending.subarray(at);
    return frames;
  }

  /** Eleven set bits happen in any data; a second header of the same kind exactly where the first says it is does not. */
  function isFollowed(header: Header, end: number): boolean {
    if (end === pending.length) return true;
    const next = readHeader(pending, end);
    return next !== undefined && next.kind === header.kind;
  }

  return {
    push(chunk) {
      pending = pending.length === 0 ? chunk : joined(pending, chunk);
      if (!begun) {
        if (pending.length < 10) return [];
        begun = true;
        toSkip = tagLength(pending);
      }
      const skipped = Math.min(toSkip, pending.length);
      pending = pending.subarray(skipped);
      toSkip -= skipped;
      return toSkip > 0 ? [] : cut(false);
    },
    end: () => cut(true),
  };
}

interface Header {
  /** What frames of one stream have in common. */
  kind: number;
  length: number;
  sampleRate: number;
  channels: 1 | 2;
  samples: number;
}

const sampleRates = [44_100, 48_000, 32_000];
const kilobits = {
  first: [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  second: [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
};

/** ISO 11172-3, 2.4.2.3, and the lower rates of 13818-3 and of "2.5", which telephony uses. */
function readHeader(bytes: Uint8Array, at: number): Header | undefined {
  const [first = 0, second = 0, third = 0, fourth = 0] = bytes.subarray(at, at + headerBytes);
  if (first !== 0xff || (second & 0xe0) !== 0xe0) return undefined;
  const version = (second >> 3) & 3;
  const layer = (second >> 1) & 3;
  const rate = sampleRates[(third >> 2) & 3];
  const isFirst = version === 3;
  // The index 0 is "free": its length is nowhere said.
  const bitrate = kilobits[isFirst ? 'first' : 'second'][(third >> 4) - 1];
  if (version === 1 || layer !== 1 || rate === undefined || bitrate === undefined) return undefined;
  const sampleRate = rate / { 3: 1, 2: 2, 0: 4 }[version as 3 | 2 | 0];
  const padding = (third >> 1) & 1;
  const samples = isFirst ? 1152 : 576;
  return {
    kind: (second & 0xfe) | ((third & 0x0c) << 8),
    length: Math.floor(((samples / 8) * bitrate * 1000) / sampleRate) + padding,
    sampleRate,
    channels: fourth >> 6 === 3 ? 1 : 2,
    samples,
  };
}

/** Bytes of an ID3v2 tag at the beginning, its own header included. */
function tagLength(start: Uint8Array): number {
  if (start[0] !== 0x49 || start[1] !== 0x44 || start[2] !== 0x33) return 0;
  const size = start.subarray(6, 10).reduce((sum, byte) => sum * 128 + (byte & 0x7f), 0);
  return 10 + size;
}

function joined(one: Uint8Array, other: Uint8Array): Uint8Array {
  const both = new Uint8Array(one.length + other.length);
  both.set(one);
  both.set(other, one.length);
  return both;
}
