import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SelfCheckWords } from '../../../shared/words/self-check.ts';
import type { AudioFile } from '../core.ts';
import { type Finding, failed, ok } from './check.ts';

/** Half a minute of a hum that nobody hears, as a recording that stands for those of the user. */
export interface ProbeRecording {
  bytes: Buffer;
  seconds: number;
  file: AudioFile;
  /** The media path of either host. */
  path: string;
  audioFile(callId: number): AudioFile | undefined;
}

const callId = 1;
const seconds = 30;
const samplesPerSecond = 8_000;

/** Written into a folder, as a WAV of 16 bits a sample. */
export async function createProbeRecording(directory: string): Promise<ProbeRecording> {
  const bytes = makeHum();
  const path = join(directory, 'probe.wav');
  await writeFile(path, bytes);
  const file: AudioFile = { path, bytes: bytes.length, mimeType: 'audio/wav', downloadName: 'probe.wav' };
  return {
    bytes,
    seconds,
    file,
    path: `/media/recordings/${callId}`,
    audioFile: (asked) => (asked === callId ? file : undefined),
  };
}

function makeHum(): Buffer {
  const samples = Int16Array.from({ length: seconds * samplesPerSecond }, (_, index) => (index * 7) % 199);
  const header = Buffer.alloc(44);
  header.write('RIFF', 0, 'latin1');
  header.writeUInt32LE(36 + samples.byteLength, 4);
  header.write('WAVEfmt ', 8, 'latin1');
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(samplesPerSecond, 24);
  header.writeUInt32LE(samplesPerSecond * 2, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36, 'latin1');
  header.writeUInt32LE(samples.byteLength, 40);
  return Buffer.concat([header, Buffer.from(samples.buffer)]);
}

/** A stretch in the middle; both ends count. */
export const askedRange = { start: 100_000, end: 100_255 };
export const rangeHeader = `bytes=${askedRange.start}-${askedRange.end}`;

export interface RangeAnswer {
  status: number;
  contentRange: string;
  bytes: Uint8Array;
}

/** Without an answer of this kind no player can jump to the middle of a recording. */
export function judgeRange(answer: RangeAnswer, recording: ProbeRecording, words: SelfCheckWords): Finding {
  const { start, end } = askedRange;
  const contentRange = `bytes ${start}-${end}/${recording.bytes.length}`;
  if (answer.status !== 206 || answer.contentRange !== contentRange) {
    return failed(words.noRange(answer.status, answer.contentRange));
  }
  return recording.bytes.subarray(start, end + 1).equals(answer.bytes)
    ? ok({ status: 206 })
    : failed(words.otherBytes());
}
