import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ProblemError } from '../problems.ts';
import { ProviderError } from '../providers/errors.ts';
import { ArchiveError } from './archive/archive-error.ts';
import { unpackSound } from './archive/unpack-sound.ts';
import { fileSource } from './formats/byte-source.ts';
import { recognizeSound } from './formats/recognize-sound.ts';
import type { SoundFormat, Splice } from './formats/sound-format.ts';

export interface StoredFile {
  /** Its name in the folder. */
  file: string;
  bytes: number;
  mimeType: string;
  /** As engineers call it: `Opus`, `GSM 6.10`. */
  format: string;
  /** Of the sound, as the file itself proves it. */
  durationSeconds: number | undefined;
}

export interface AudioFileRequest {
  stream: Readable;
  totalBytes: number | undefined;
  /** The stream's own end says that nothing is missing. */
  isEndProven: boolean;
  directory: string;
  /** Of the file, without what tells its kind: that is added once the kind is known. */
  name: string;
  signal: AbortSignal;
  onProgress: (bytes: number) => void;
}

/** An hour of telephone speech is about 30 MB; whatever is far beyond it is no recording. */
const largestBytes = 1024 * 1024 * 1024;
/** An archive in an archive is somebody's slip; more of them are somebody's joke. */
const mostArchives = 3;

/**
 * Stores audio as it arrives: into a temporary file beside the target, renamed when it is whole and is audio. Rejects with
 * ProviderError RECORDING_BROKEN, ProblemError RECORDING_CUT_SHORT, or with the file system's or the stream's own error;
 * nothing is left behind then.
 */
export async function storeAudio(request: AudioFileRequest): Promise<StoredFile> {
  const { stream, totalBytes, directory, name, signal, onProgress } = request;
  const part = join(directory, `${name}.part`);
  const unpacked = join(directory, `${name}.unpacked`);
  // Heard by `pipeline` later; until then a connection that breaks must not end the program.
  stream.once('error', () => {});
  try {
    await mkdir(directory, { recursive: true, mode: 0o700 });
    const received = await receive(stream, part, signal, onProgress);
    if (totalBytes !== undefined && received !== totalBytes) throw cutShort(`${received}/${totalBytes}`);
    let { isEndProven } = request;
    let format: SoundFormat | undefined;
    for (let archives = 0; format === undefined; archives++) {
      if (archives > mostArchives) throw broken('archives in archives');
      const found = await unpackSound({ archive: part, target: unpacked, largestBytes, signal });
      if (found === 'unpacked') {
        await rename(unpacked, part);
        // The checks of the archive held.
        isEndProven = true;
      } else {
        format = found === 'no-archive' ? await recognize(part) : found;
      }
    }
    if (format.isCut && !isEndProven) throw cutShort(`${received}/?`);
    if (format.repairs !== undefined && format.repairs.length > 0) {
      await splice(part, unpacked, format.repairs, signal);
      await rename(unpacked, part);
    }
    const { mimeType, extension, durationSeconds } = format;
    const bytes = await flush(part);
    const file = `${name}.${extension}`;
    await rename(part, join(directory, file));
    return { file, bytes, mimeType, format: format.name, durationSeconds };
  } catch (error) {
    if (!(error instanceof ArchiveError)) throw error;
    if (error.kind === 'cut') throw cutShort('the archive has no end');
    throw broken(error.kind === 'empty' ? 'no audio inside' : 'the archive is damaged', error);
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

async function recognize(path: string): Promise<SoundFormat> {
  const file = await open(path, 'r');
  try {
    const format = await recognizeSound(await fileSource(file));
    if (format === undefined) throw broken('no audio inside');
    return format;
  } finally {
    await file.close();
  }
}

/** Copies a file with some of its bytes replaced. */
async function splice(from: string, to: string, splices: readonly Splice[], signal: AbortSignal): Promise<void> {
  async function* pieces(): AsyncGenerator<Buffer> {
    let at = 0;
    for (const { at: place, remove, insert } of splices) {
      if (place > at) yield* createReadStream(from, { start: at, end: place - 1 });
      yield insert;
      at = place + remove;
    }
    yield* createReadStream(from, { start: at });
  }
  await pipeline(Readable.from(pieces()), createWriteStream(to, { mode: 0o600 }), { signal });
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

function cutShort(detail: string): ProblemError {
  return new ProblemError('RECORDING_CUT_SHORT', { detail });
}

function broken(detail: string, cause?: unknown): ProviderError {
  return new ProviderError('RECORDING_BROKEN', { detail, cause });
}
