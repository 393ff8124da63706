import { createWriteStream } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ProviderError } from '../providers/errors.ts';
import { isZip, unzipAudio } from './audio-zip.ts';

export interface StoredFile {
  bytes: number;
  mimeType: string;
}

export interface AudioFileRequest {
  stream: Readable;
  totalBytes: number | undefined;
  /** Where it shall stand once it is whole. */
  path: string;
  signal: AbortSignal;
  onProgress: (bytes: number) => void;
}

/** An hour of telephone speech is about 30 MB; whatever is far beyond it is no recording. */
const largestBytes = 1024 * 1024 * 1024;

/**
 * Stores audio as it arrives: into a temporary file beside the target, renamed when it is whole and is audio. Rejects with
 * ProviderError RECORDING_BROKEN, or with the file system's or the stream's own error; nothing is left behind then.
 */
export async function storeAudio({
  stream,
  totalBytes,
  path,
  signal,
  onProgress,
}: AudioFileRequest): Promise<StoredFile> {
  await mkdir(dirname(path), { recursive: true });
  const part = `${path}.part`;
  const unpacked = `${path}.unpacked`;
  try {
    const received = await receive(stream, part, signal, onProgress);
    if (totalBytes !== undefined && received !== totalBytes) {
      throw broken(`received ${received} of ${totalBytes} bytes`);
    }
    let source = part;
    if (isZip(await readStart(part))) {
      await unzipAudio(part, unpacked, largestBytes);
      source = unpacked;
    }
    const mimeType = audioType(await readStart(source));
    if (mimeType === undefined) throw broken('no audio inside');
    const bytes = await flush(source);
    await rename(source, path);
    return { bytes, mimeType };
  } finally {
    stream.destroy();
    await rm(part, { force: true });
    await rm(unpacked, { force: true });
  }
}

async function receive(
  stream: Readable,
  path: string,
  signal: AbortSignal,
  onProgress: (bytes: number) => void,
): Promise<number> {
  let bytes = 0;
  const count = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      if (bytes > largestBytes) {
        done(broken('larger than any recording'));
        return;
      }
      onProgress(bytes);
      done(null, chunk);
    },
  });
  await pipeline(stream, count, createWriteStream(path, { mode: 0o600 }), { signal });
  return bytes;
}

async function readStart(path: string): Promise<Buffer> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(16), 0, 16, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** Onto the disk before the rename, so that a power cut leaves no empty file under the final name. */
async function flush(path: string): Promise<number> {
  const file = await open(path, 'r+');
  try {
    await file.sync();
    return (await file.stat()).size;
  } finally {
    await file.close();
  }
}

/** By the first bytes and not by what a server says of them: an error page must never become a recording. */
function audioType(start: Buffer): string | undefined {
  const text = start.toString('latin1');
  if (text.startsWith('ID3')) return 'audio/mpeg';
  if (start[0] === 0xff && ((start[1] ?? 0) & 0xe0) === 0xe0) return 'audio/mpeg';
  if (text.startsWith('RIFF') && text.slice(8, 12) === 'WAVE') return 'audio/wav';
  if (text.startsWith('OggS')) return 'audio/ogg';
  return undefined;
}

function broken(detail: string): ProviderError {
  return new ProviderError('RECORDING_BROKEN', { detail, mayHaveHappened: false });
}
