import { open, readFile } from 'node:fs/promises';
import { isAbsolute, join, relative } from 'node:path';
import { Readable } from 'node:stream';
import type { AudioFile } from '../../core/core.ts';
import { answerMedia } from '../../core/media/range.ts';
import { contentTypeOf, pageHeaders } from '../../core/page/headers.ts';
import { isOwnUrl } from './origin.ts';

export interface PageSource {
  /** The folder of the built page. Absolute; may lie inside the asar. */
  root: string;
  audioFile(callId: number): AudioFile | undefined;
}

export type PageHandler = (request: Request) => Promise<Response>;

/** Answers everything below `app://perezvon/`: the built page and the stored recordings. */
export function createPageHandler(source: PageSource): PageHandler {
  return async (request) => {
    if (!isOwnUrl(request.url)) return refusal(404);
    if (request.method !== 'GET' && request.method !== 'HEAD') return refusal(405);
    const path = decodePath(new URL(request.url).pathname);
    if (path === undefined) return refusal(400);
    const callId = /^\/media\/recordings\/([1-9]\d{0,15})$/.exec(path)?.[1];
    if (callId !== undefined) return sendRecording(source, Number(callId), request);
    return sendPageFile(source.root, path === '/' ? '/index.html' : path, request.method);
  };
}

async function sendPageFile(root: string, path: string, method: string): Promise<Response> {
  const contentType = contentTypeOf(path);
  const file = fileBelow(root, path);
  if (contentType === undefined || file === undefined) return refusal(404);
  try {
    const bytes = await readFile(file);
    // Without a type of its own the answer would become text/html, and no module script would run.
    const headers = { ...pageHeaders, 'content-type': contentType, 'content-length': String(bytes.byteLength) };
    return new Response(method === 'HEAD' ? null : new Uint8Array(bytes), { headers });
  } catch {
    return refusal(404);
  }
}

async function sendRecording(source: PageSource, callId: number, request: Request): Promise<Response> {
  const file = source.audioFile(callId);
  const handle = file && (await open(file.path).catch(() => undefined));
  if (file === undefined || handle === undefined) return refusal(404);
  try {
    // The file's own size, and not what core remembers: a length that is not true breaks the connection.
    const { size } = await handle.stat();
    const isDownload = new URL(request.url).searchParams.get('download') === '1';
    const saveAs = isDownload ? file.downloadName : undefined;
    const answer = answerMedia(request.headers.get('range'), { bytes: size, mimeType: file.mimeType, saveAs });
    const { status, headers, body } = answer;
    if (body === undefined || request.method === 'HEAD') {
      await handle.close();
      return new Response(null, { status, headers });
    }
    const stream = handle.createReadStream(body);
    // A player that seeks drops the answer it has: without this, each seek would leave a file open.
    request.signal.addEventListener('abort', () => stream.destroy(), { once: true });
    return new Response(Readable.toWeb(stream) as ReadableStream, { status, headers });
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/** Percent-decoded; undefined for what no file of the page is called. */
function decodePath(pathname: string): string | undefined {
  try {
    const path = decodeURIComponent(pathname);
    return path.includes('\0') || path.includes('\\') ? undefined : path;
  } catch {
    return undefined;
  }
}

/** `join`, not `resolve`: an absolute path would throw the root away. */
function fileBelow(root: string, path: string): string | undefined {
  const file = join(root, path);
  const inside = relative(root, file);
  return inside === '' || inside.startsWith('..') || isAbsolute(inside) ? undefined : file;
}

function refusal(status: number): Response {
  return new Response(null, { status, headers: { ...pageHeaders } });
}
