/** Decodes base64 that arrives in pieces of any size. Throws ContentError for what is not base64. */
export interface Base64Decoder {
  /** `room`: memory that nobody needs any more, for the bytes to be put in. */
  push(text: string, room?: Buffer): Buffer;
  /** What is left; nothing may follow. */
  end(): Buffer;
}

/** What stands where a recording should be is none. */
export class ContentError extends Error {
  override readonly name = 'ContentError';
}

const nothing = Buffer.alloc(0);

export function createBase64Decoder(): Base64Decoder {
  /** Up to three signs that do not make a group of four yet. */
  let left = '';
  let padded = false;

  /** Undefined when there is anything but base64 in it, and be it a line break. */
  function decode(head: string, text: string, room?: Buffer): Buffer | undefined {
    const signs = head.length + text.length;
    const end = signs - (signs % 4) - head.length;
    if (end <= 0) {
      left = head + text;
      return nothing;
    }
    const begin = head === '' ? 0 : 4 - head.length;
    const size = ((head.length + end) / 4) * 3;
    const bytes = room !== undefined && room.length >= size ? room.subarray(0, size) : Buffer.allocUnsafe(size);
    let length = bytes.write(head + text.slice(0, begin), 0, 'base64');
    length += bytes.write(text.slice(begin, end), length, 'base64');
    const padding = text[end - 1] !== '=' ? 0 : (text[end - 2] ?? head.at(-1)) === '=' ? 2 : 1;
    // Node skips over what is not base64, and then the bytes are fewer than the signs promise.
    if (length !== bytes.length - padding) return undefined;
    left = text.slice(end);
    padded = padding > 0;
    return bytes.subarray(0, length);
  }

  return {
    push(text, room) {
      if (padded) {
        if (text.trim() !== '') throw new ContentError('base64 goes on after its end');
        return nothing;
      }
      const bytes = decode(left, text, room) ?? decode('', (left + text).replace(/\s+/g, ''));
      if (bytes === undefined) throw new ContentError('not base64');
      if (padded && left.trim() !== '') throw new ContentError('base64 goes on after its end');
      return bytes;
    },
    end() {
      const rest = padded ? '' : left.trim();
      if (rest.length === 1) throw new ContentError('base64 ends within a byte');
      const bytes = Buffer.from(rest, 'base64');
      if (bytes.length !== Math.floor((rest.length * 3) / 4)) throw new ContentError('not base64');
      return bytes;
    },
  };
}
