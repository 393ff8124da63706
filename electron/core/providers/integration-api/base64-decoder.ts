/** Decodes base64 that arrives in pieces of any size. Throws ContentError for what is not base64. */
export interface Base64Decoder {
  push(text: string): Buffer;
  /** What is left; nothing may follow. */
  end(): Buffer;
}

/** What stands where a recording should be is none. */
export class ContentError extends Error {
  override readonly name = 'ContentError';
}

export function createBase64Decoder(): Base64Decoder {
  /** Up to three signs that do not make a group of four yet. */
  let left = '';
  let padded = false;

  function decode(text: string): Buffer {
    const bytes = Buffer.from(text, 'base64');
    // Node skips over what is not base64, and the bytes come out fewer than the signs promise.
    const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
    if (bytes.length !== Math.floor((text.length * 3) / 4) - padding) throw new ContentError('not base64');
    padded = padding > 0;
    return bytes;
  }

  function decodeGroups(text: string): Buffer {
    if (padded && text !== '') throw new ContentError('base64 goes on after its end');
    const whole = text.length - (text.length % 4);
    const bytes = decode(whole === text.length ? text : text.slice(0, whole));
    left = text.slice(whole);
    if (padded && left !== '') throw new ContentError('base64 goes on after its end');
    return bytes;
  }

  return {
    push(text) {
      const clean = /\s/.test(text) ? text.replace(/\s+/g, '') : text;
      return decodeGroups(left + clean);
    },
    end() {
      if (left.length === 1) throw new ContentError('base64 ends within a byte');
      const bytes = decode(left);
      left = '';
      return bytes;
    },
  };
}
