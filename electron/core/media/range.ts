/**
 * Answers of a media path, shared by both hosts: neither Electron's `net.fetch(file://)` nor a plain stream honours
 * `Range`, and without 206 an `<audio>` cannot seek.
 */

/** Inclusive byte positions, as in `Content-Range`. */
export type MediaRange = { kind: 'whole' } | { kind: 'part'; start: number; end: number } | { kind: 'unsatisfiable' };

/**
 * Reads a `Range` header for a file of `size` bytes (RFC 9110, 14.1). Other units and lists of ranges are answered
 * whole, which the standard allows; a byte range that is malformed or begins behind the end is unsatisfiable.
 */
export function parseRange(header: string | null | undefined, size: number): MediaRange {
  const spec = /^\s*bytes\s*=(.*)$/i.exec(header ?? '')?.[1];
  if (spec === undefined || spec.includes(',')) return { kind: 'whole' };
  // Twelve digits are a terabyte: enough, and far from where numbers lose their last digit.
  const [, first, last] = /^\s*(\d{0,12})-(\d{0,12})\s*$/.exec(spec) ?? [];
  if (first === undefined || last === undefined || (first === '' && last === '')) return { kind: 'unsatisfiable' };
  if (first === '') {
    const length = Math.min(Number(last), size);
    return length === 0 ? { kind: 'unsatisfiable' } : { kind: 'part', start: size - length, end: size - 1 };
  }
  const start = Number(first);
  // An open `a-` runs to the end of the file: a player that got less would take it for the whole.
  const end = last === '' ? size - 1 : Math.min(Number(last), size - 1);
  return start > end ? { kind: 'unsatisfiable' } : { kind: 'part', start, end };
}

export interface MediaAnswer {
  status: 200 | 206 | 416;
  headers: Record<string, string>;
  /** What to send, for `createReadStream(path, body)`; absent when there is nothing to send. */
  body?: { start: number; end: number };
}

/** Status, headers and byte positions that answer a request for a stored recording; with a name, one to be saved. */
export function answerMedia(
  rangeHeader: string | null | undefined,
  file: { bytes: number; mimeType: string; saveAs?: string | undefined },
): MediaAnswer {
  const range = parseRange(rangeHeader, file.bytes);
  const headers: Record<string, string> = {
    'content-type': file.mimeType,
    'accept-ranges': 'bytes',
    'x-content-type-options': 'nosniff',
    // A recording is somebody's conversation: deleted here, it must not live on in a browser's cache.
    'cache-control': 'no-store',
    ...(file.saveAs === undefined ? {} : { 'content-disposition': attachment(file.saveAs) }),
  };
  if (range.kind === 'unsatisfiable') {
    return { status: 416, headers: { ...headers, 'content-range': `bytes */${file.bytes}`, 'content-length': '0' } };
  }
  if (range.kind === 'whole') {
    const answer: MediaAnswer = { status: 200, headers: { ...headers, 'content-length': String(file.bytes) } };
    return file.bytes === 0 ? answer : { ...answer, body: { start: 0, end: file.bytes - 1 } };
  }
  const { start, end } = range;
  return {
    status: 206,
    headers: {
      ...headers,
      'content-range': `bytes ${start}-${end}/${file.bytes}`,
      'content-length': String(end - start + 1),
    },
    body: { start, end },
  };
}

/** RFC 6266: the name as it is for those who know UTF-8 in headers, and one of plain signs for the others. */
function attachment(name: string): string {
  const plain = name.replace(/[^\w +.()-]/g, '_');
  const encoded = encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
