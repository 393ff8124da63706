import { looksLikeText } from '../../media/looks-like-text.ts';
import { type ByteSource, bufferSource, part } from './byte-source.ts';
import { readFlacFormat } from './flac.ts';
import { readMatroskaFormat } from './matroska.ts';
import { readMp2Format, readMp3Format } from './mp3.ts';
import { readMp4Format } from './mp4.ts';
import { id3HeaderBytes, id3Length } from './mpeg-frames.ts';
import { readOggFormat } from './ogg.ts';
import { readAiffFormat, readAuFormat, readOtherFormat } from './other-containers.ts';
import type { FormatReader, SoundFormat } from './sound-format.ts';
import { readAdtsFormat, readAmrFormat, readGsmFormat, wholeGsmFrames } from './speech-frames.ts';
import { readWavFormat } from './wav.ts';

/** Kinds of files that begin with what they are. */
const readers: readonly FormatReader[] = [
  ...[readWavFormat, readOggFormat, readMatroskaFormat, readFlacFormat, readMp4Format, readAmrFormat],
  ...[readAuFormat, readAiffFormat, readOtherFormat, readAdtsFormat, readGsmFormat, readMp2Format, readTagged],
];

/** As much of the beginning as tells a page of text from anything else. */
export const startBytes = 64 * 1024;

/**
 * What sound a file holds, by its bytes alone and not by what anybody says of it: an error page must never become a
 * recording, nor a recording be taken for nothing because of its label. The only place that knows.
 */
export async function recognizeSound(source: ByteSource): Promise<SoundFormat | undefined> {
  const format = await recognize(source);
  const { durationSeconds = 0 } = format ?? {};
  const isBelievable = durationSeconds > 0 && durationSeconds < longestSeconds;
  return format && { ...format, durationSeconds: isBelievable ? durationSeconds : undefined };
}

async function recognize(source: ByteSource): Promise<SoundFormat | undefined> {
  const start = Buffer.from(await source.read(0, startBytes));
  if (looksLikeText(start)) return undefined;
  for (const junk of leadingJunk(start)) {
    const sound = junk === 0 ? source : part(source, junk);
    for (const read of readers) {
      const format = await read(sound);
      if (format !== undefined) return junk === 0 ? format : withoutStart(format, junk);
    }
  }
  return readMp3Format(source);
}

/** Ten days and more are a number somebody made up. */
const longestSeconds = 1_000_000;

/** Whether a file that begins so may be one of sound. */
export async function mayBeSound(start: Buffer): Promise<boolean> {
  const source = bufferSource(start);
  if ((await recognizeSound(source)) !== undefined || (await readGsmFormat(wholeGsmFrames(source))) !== undefined)
    return true;
  // A picture in the tag of an MP3 can be longer than what was read.
  return start.length >= id3HeaderBytes && id3Length(start) > start.length;
}

/** Behind a tag, which taggers put before FLAC and AAC as well; players pass over it. */
async function readTagged(source: ByteSource): Promise<SoundFormat | undefined> {
  const tag = id3Length(await source.read(0, id3HeaderBytes));
  if (tag === 0) return undefined;
  for (const read of [readFlacFormat, readAdtsFormat]) {
    const format = await read(part(source, tag));
    // What would be repaired stands elsewhere in the file, and can be played as it is.
    if (format !== undefined) return { ...format, repairs: [] };
  }
  return readMp3Format(source);
}

/** Lengths of what a script may have let slip before it sent a file: a byte order mark, line breaks, zeros. */
function leadingJunk(start: Buffer): number[] {
  const junk = /^(?:\xef\xbb\xbf|[\0\t\n\r ])*/.exec(start.toString('latin1'))?.[0].length ?? 0;
  // Three zeros are how an MP4 begins.
  return [0, junk, junk - 3].filter((length, index) => index === 0 || (length > 0 && length < start.length));
}

function withoutStart(format: SoundFormat, junk: number): SoundFormat {
  const shifted = (format.repairs ?? []).map((splice) => ({ ...splice, at: splice.at + junk }));
  return { ...format, repairs: [{ at: 0, remove: junk, insert: Buffer.alloc(0) }, ...shifted] };
}
