import { createReadStream } from 'node:fs';
import type { MPEGDecoder } from 'mpg123-decoder';
import { createFrameCutter, type MpegFrame } from '../formats/mpeg-frames.ts';
import { type Sound, samplesAtATime } from './sound.ts';

/** Decodes an MP3, or the part of a file that is one, as it is read. */
export async function* readMp3(
  path: string,
  signal: AbortSignal,
  place: { start?: number; end?: number } = {},
): AsyncGenerator<Sound> {
  const { MPEGDecoder } = await import('mpg123-decoder');
  const decoder = new MPEGDecoder();
  await decoder.ready;
  try {
    const cutter = createFrameCutter();
    for await (const chunk of createReadStream(path, { ...place, highWaterMark: 16 * 1024, signal })) {
      yield* decode(decoder, cutter.push(chunk as Buffer));
    }
    yield* decode(decoder, cutter.end());
  } finally {
    decoder.free();
  }
}

function* decode(decoder: MPEGDecoder, frames: readonly MpegFrame[]): Generator<Sound> {
  for (const group of groups(frames)) {
    const { channelData, sampleRate, samplesDecoded } = decoder.decode(Buffer.concat(group.map(({ bytes }) => bytes)));
    // The decoder always gives two channels; those of a mono recording are the same.
    if (samplesDecoded > 0) yield { channels: channelData.slice(0, group[0]?.channels), sampleRate };
  }
}

function* groups(frames: readonly MpegFrame[]): Generator<MpegFrame[]> {
  let group: MpegFrame[] = [];
  let samples = 0;
  for (const frame of frames) {
    if (samples + frame.samples > samplesAtATime || (group[0] && group[0].channels !== frame.channels)) {
      yield group;
      group = [];
      samples = 0;
    }
    group.push(frame);
    samples += frame.samples;
  }
  if (group.length > 0) yield group;
}
