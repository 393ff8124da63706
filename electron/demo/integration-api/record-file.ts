import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type AudioSource, audioOf } from './audio-source.ts';
import type { Traps } from './traps.ts';

/** Whole groups of base64, whole lines of 76 characters and whole frames of silence: nothing is torn at an edge. */
const pieceUnit = 57;
const pieceBytes = pieceUnit * 128 * 32;

interface RecordFileDeps {
  traps: Traps;
  /** The answer around the content. */
  render(fileContent: unknown): string;
  /** Waits, or throws to cut the connection. */
  inTheMiddle(): Promise<void>;
}

/** Answers getcallrecordfile: JSON with the MP3 in base64, made and sent in pieces. Rejects when the connection ends. */
export async function streamRecordFile(
  response: ServerResponse,
  audio: AudioSource,
  { traps, render, inTheMiddle }: RecordFileDeps,
): Promise<void> {
  const content = contentOf(audio, traps);
  const type = { 'content-type': 'application/json; charset=utf-8' };
  if (!('audio' in content)) {
    response.writeHead(200, type).end(render(content.value));
    return;
  }
  const marker = '\u2063content\u2063';
  const [head = '', tail = ''] = render(marker).split(marker);
  const length = statedLength(content.audio.size, head, tail, traps);
  response.writeHead(200, length === undefined ? type : { ...type, 'content-length': length });
  await pipeline(Readable.from(pieces(content.audio, { head, tail, traps, inTheMiddle })), response);
}

type Content = { audio: AudioSource } | { value: unknown };

function contentOf(audio: AudioSource, { fileContent }: Traps): Content {
  switch (fileContent) {
    case 'not-base64':
      return { value: 'Запись разговора не найдена {"code": 5}' };
    case 'empty':
      return { value: '' };
    case 'absent':
      return { value: undefined };
    case 'null':
      return { value: null };
    case 'number':
      return { value: 42 };
    case 'list':
      return { value: ['SUQz', 'BAAA'] };
    case 'html':
      return { audio: audioOf(Buffer.from('<!doctype html><title>502</title><h1>Bad Gateway</h1>\n'.repeat(200))) };
    case 'wav':
      return { audio: audioOf(Buffer.concat([Buffer.from('RIFF\x24\x10\0\0WAVEfmt ', 'latin1'), Buffer.alloc(4096)])) };
    default:
      return { audio };
  }
}

async function* pieces(
  audio: AudioSource,
  {
    head,
    tail,
    traps,
    inTheMiddle,
  }: { head: string; tail: string; traps: Traps } & Pick<RecordFileDeps, 'inTheMiddle'>,
): AsyncGenerator<Buffer> {
  yield Buffer.from(head);
  const half = Math.floor(audio.size / 2 / pieceUnit) * pieceUnit;
  for (let from = 0; from < audio.size; ) {
    if (from === half) {
      await inTheMiddle();
      if (traps.fileContent === 'cut-connection') throw new Error('cut');
      if (traps.fileContent === 'cut-json') return;
      if (traps.fileContent === 'cut-content') break;
    }
    const to = Math.min(from + pieceBytes, from < half ? half : audio.size);
    yield Buffer.from(writeBase64(audio.read(from, to), traps.base64), 'latin1');
    from = to;
  }
  yield Buffer.from(tail);
}

function writeBase64(bytes: Uint8Array, form: Traps['base64']): string {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
  switch (form) {
    case 'plain':
      return text;
    case 'escaped-slashes':
      return text.replaceAll('/', '\\/');
    case 'escaped-codes':
      // As .NET writes JSON unless told otherwise.
      return text.replaceAll('+', '\\u002B').replaceAll('/', '\\u002F');
    case 'lines':
      return text.replace(/.{76}/g, '$&\\r\\n');
    case 'unpadded':
      return text.replaceAll('=', '');
    case 'url-alphabet':
      return text.replaceAll('+', '-').replaceAll('/', '_');
  }
}

/** Bytes of the whole answer; undefined where it is not known before, or shall not be. */
function statedLength(size: number, head: string, tail: string, traps: Traps): number | undefined {
  const known = traps.base64 === 'plain' || traps.base64 === 'url-alphabet';
  const whole = traps.fileContent !== 'cut-json' && traps.fileContent !== 'cut-content';
  if (traps.fileLength === 'chunked' || !known || !whole) return undefined;
  return Buffer.byteLength(head) + Math.ceil(size / 3) * 4 + Buffer.byteLength(tail);
}
