/** Every platform of ours has it; the types of this room know no platform. */
declare const TextDecoder: new (label: string, options?: { fatal?: boolean }) => { decode(bytes: Uint8Array): string };

/**
 * Bytes as text, whatever the label says where they tell themselves: a byte order mark, the zeros of UTF-16, or UTF-8, which
 * other encodings hardly ever look like. `charset` decides between the rest; without one it is the old one of Russia.
 */
export function decodeText(bytes: Uint8Array, charset?: string): string {
  const unicode = utf16Of(bytes);
  return unicode === undefined ? decodeBytes(bytes, charset) : new TextDecoder(unicode).decode(bytes);
}

/** The same of a piece that is no UTF-16, whatever it begins with: "яю" in the old code page is that one's byte order mark. */
export function decodeBytes(bytes: Uint8Array, charset?: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    const text = new TextDecoder('utf-8').decode(bytes);
    return isMostlyReadable(text) ? text : decoderOf(charset).decode(bytes);
  }
}

function utf16Of(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first !== 0 && second === 0)) return 'utf-16le';
  if ((first === 0xfe && second === 0xff) || (first === 0 && second !== 0)) return 'utf-16be';
  return undefined;
}

/** UTF-8 in which a letter was cut in two, as fields of a fixed length are: more of it can be read than not. */
function isMostlyReadable(text: string): boolean {
  let balance = 0;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit === 0xfffd) balance -= 1;
    else if (unit > 0x7f) balance += 1;
  }
  return balance > 0;
}

function decoderOf(charset: string | undefined) {
  if (charset !== undefined && !/^(?:utf|unicode|us-ascii|ascii)/i.test(charset)) {
    try {
      return new TextDecoder(charset);
    } catch {
      // A charset that does not exist.
    }
  }
  return new TextDecoder('windows-1251');
}
