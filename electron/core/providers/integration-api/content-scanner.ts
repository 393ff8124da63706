import { ContentError, createBase64Decoder } from './base64-decoder.ts';

/**
 * Reads a JSON text that carries a file in base64, piece by piece: what stands in `fileContent`, wherever it is, comes out
 * decoded; the rest is kept as a small text for a JSON parser. Written for this one shape, because streaming JSON parsers
 * gather a string before they hand it over, and here one string is all there is.
 */
export interface ContentScanner {
  /**
   * Decoded bytes that this piece of the answer brought; may be empty. They are put where the piece was, since they are fewer:
   * memory that is thrown away piece by piece is what a large answer would cost. Throws ContentError.
   */
  push(piece: Buffer): Buffer;
  /** The text so far, with the content left out of it: `"fileContent":""`. */
  around(): string;
}

/** Error texts and the few fields of an answer are far below it. */
const longestAround = 256 * 1024;
const quote = 0x22;
const backslash = 0x5c;
const nothing = Buffer.alloc(0);

export function createContentScanner(): ContentScanner {
  const base64 = createBase64Decoder();
  let mode: 'around' | 'content' | 'after' = 'around';
  /** Bytes as latin1, since a piece may end within a sign. */
  let around = '';
  /** The string under way, else the last one. */
  let string = '';
  let inString = false;
  let escaped = false;
  /** A colon came after the last string, and nothing but space since. */
  let expectsValue = false;
  /** An escape sequence that the end of a piece cut. */
  let cut = '';

  /** Answers where this piece goes on as content, or its end. */
  function readAround(piece: Buffer, from: number): number {
    for (let at = from; at < piece.length; at += 1) {
      const byte = piece[at] ?? 0;
      if (around.length === longestAround) throw new ContentError('more around the content than any answer has');
      around += String.fromCharCode(byte);
      if (inString) readInString(byte);
      else if (byte === quote) {
        const isContent = expectsValue && mode === 'around' && /^file_?content$/i.test(string);
        expectsValue = false;
        if (isContent) {
          mode = 'content';
          return at + 1;
        }
        inString = true;
        string = '';
      } else if (byte === 0x3a) expectsValue = true;
      else if (byte > 0x20) expectsValue = false;
    }
    return piece.length;
  }

  function readInString(byte: number): void {
    if (!escaped && byte === quote) {
      inString = false;
      return;
    }
    escaped = !escaped && byte === backslash;
    string += String.fromCharCode(byte);
  }

  function readContent(piece: Buffer, from: number): Buffer {
    const end = piece.indexOf(quote, from);
    const signs = piece.subarray(from, end < 0 ? piece.length : end);
    const text = cut + signs.toString('latin1');
    cut = '';
    const bytes = base64.push(text.includes('\\') ? withoutEscapes(text) : text, signs);
    if (end < 0) return bytes;
    if (cut !== '') throw new ContentError('not base64');
    mode = 'after';
    const rest = base64.end();
    readAround(piece, end);
    return rest.length === 0 ? bytes : Buffer.concat([bytes, rest]);
  }

  /** Some write `\/` for every slash, and a line break after every 76 signs. Anything else that is escaped is not base64. */
  function withoutEscapes(text: string): string {
    cut = /\\(?:u[\da-f]{0,3})?$/i.exec(text)?.[0] ?? '';
    const whole = text
      .slice(0, text.length - cut.length)
      .replaceAll('\\/', '/')
      .replace(/\\[nrt]/g, '')
      .replace(/\\u00([\da-f]{2})/gi, (_match, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
    if (whole.includes('\\')) throw new ContentError('not base64');
    return whole;
  }

  return {
    push(piece) {
      const from = mode === 'content' ? 0 : readAround(piece, 0);
      return mode === 'content' ? readContent(piece, from) : nothing;
    },
    around: () => Buffer.from(around, 'latin1').toString('utf8'),
  };
}
