import { createWriteStream } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ProblemError } from '../problems.ts';
import { ProviderError } from '../providers/errors.ts';
import { audioExtension, audioTypeOf } from './audio-type.ts';
import { isZip, unzipAudio } from './audio-zip.ts';

export interface StoredFile {
  /** Its name in the folder. */
  file: string;
  bytes: number;
  mimeType: string;
}

export interface AudioFileRequest {
  stream: Readable;
  totalBytes: number | undefined;
  directory: string;
  /** Of the file, without what tells its kind: that is added once the kind is known. */
  name: string;
  signal: AbortSignal;
  onProgress: (bytes: number) => void;
}

/** An hour of telephone speech is about 30 MB; whatever is far beyond it is no recording. */
const largestBytes = 1024 * 1024 * 1024;

/**
 * Stores audio as it arrives: into a temporary file beside the target, renamed when it is whole and is audio. Rejects with
 * ProviderError RECORDING_BROKEN, ProblemError RECORDING_CUT_SHORT, or with the file system's or the stream's own error;
 * nothing is left behind then.
 */
export async function storeAudio({
  stream,
  totalBytes,
  directory,
  name,
  signal,
  onProgress,
}: AudioFileRequest): Promise<StoredFile> {
  const part = join(directory, `${name}.part`);
  const unpacked = join(directory, `${name}.unpacked`);
  // Heard by `pipeline` later; until then a connection that breaks must not end the program.
  stream.once('error', () => {});
  try {
    await mkdir(directory, { recursive: true });
    const received = await receive(stream, part, signal, onProgress);
    if (totalBytes !== undefined && received !== totalBytes) {
      throw new ProblemError('RECORDING_CUT_SHORT', { detail: `${received}/${totalBytes}` });
    }
    let source = part;
    if (isZip(await readStart(part))) {
      await unzipAudio(part, unpacked, largestBytes);
      source = unpacked;
    }
    const mimeType = audioTypeOf(await readStart(source));
    if (mimeType === undefined) throw broken('no audio inside');
    const bytes = await flush(source);
    const file = `${name}.${audioExtension(mimeType)}`;
    await rename(source, join(directory, file));
    return { file, bytes, mimeType };
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

function broken(detail: string): ProviderError {
  return new ProviderError('RECORDING_BROKEN', { detail, mayHaveHappened: false });
}
