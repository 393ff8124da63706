import { createReadStream, createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Unzip, UnzipInflate } from 'fflate';
import { ProviderError } from '../providers/errors.ts';

export function isZip(start: Buffer): boolean {
  return start.subarray(0, 4).equals(Buffer.from([0x50, 0x4b, 0x03, 0x04]));
}

/**
 * Writes the first audio file of an archive to `target`, streaming. Names inside the archive only choose the entry and
 * never become a path. Rejects with ProviderError RECORDING_BROKEN.
 */
export async function unzipAudio(archive: string, target: string, largestBytes: number): Promise<void> {
  await pipeline(Readable.from(audioOf(archive, largestBytes)), createWriteStream(target, { mode: 0o600 }));
}

async function* audioOf(archive: string, largestBytes: number): AsyncGenerator<Uint8Array> {
  const ready: Uint8Array[] = [];
  let found = false;
  let ended = false;
  let failure: Error | undefined;
  let bytes = 0;
  const unzip = new Unzip((entry) => {
    if (found || !/\.(?:mp3|wav|ogg)$/i.test(entry.name)) return;
    found = true;
    entry.ondata = (error, chunk, final) => {
      if (error) failure = error;
      else ready.push(chunk);
      ended ||= final;
    };
    entry.start();
  });
  unzip.register(UnzipInflate);
  try {
    for await (const chunk of createReadStream(archive)) {
      unzip.push(chunk as Buffer);
      if (failure !== undefined) throw failure;
      for (const piece of ready.splice(0)) {
        bytes += piece.length;
        if (bytes > largestBytes) throw new Error('unpacks to more than any recording');
        yield piece;
      }
      if (ended) return;
    }
  } catch (error) {
    throw broken(error);
  }
  if (!found || !ended) throw broken(undefined);
}

function broken(cause: unknown): ProviderError {
  return new ProviderError('RECORDING_BROKEN', { detail: 'the archive cannot be read', mayHaveHappened: false, cause });
}
