import { type ByteSource, part } from './byte-source.ts';
import type { FormatReader, SoundFormat } from './sound-format.ts';

/** Formats that are nothing but frames, one after another. */

/** Bytes of a frame behind its head, by the mode in it (RFC 4867, 5.3); modes that are not there have none. */
const amrModes = [12, 13, 15, 17, 19, 20, 26, 31, 5, 0, 0, 0, 0, 0, 0, 0];
const amrWideModes = [17, 23, 32, 36, 40, 46, 50, 58, 60, 5, 0, 0, 0, 0, 0, 0];
const amrFrameSeconds = 0.02;

export const readAmrFormat: FormatReader = async (source) => {
  const magic = (await source.read(0, 9)).toString('latin1');
  const isWide = magic === '#!AMR-WB\n';
  if (!isWide && !magic.startsWith('#!AMR\n')) return undefined;
  const modes = isWide ? amrWideModes : amrModes;
  let at = isWide ? 9 : 6;
  let frames = 0;
  for (; at < source.size; frames++) at += 1 + (modes[(((await source.read(at, 1)).at(0) ?? 0) >> 3) & 0x0f] ?? 0);
  if (frames === 0) return undefined;
  return {
    mimeType: isWide ? 'audio/amr-wb' : 'audio/amr',
    extension: isWide ? 'awb' : 'amr',
    name: isWide ? 'AMR-WB' : 'AMR',
    durationSeconds: frames * amrFrameSeconds,
    isCut: at > source.size,
  };
};

const adtsRates = [96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8000, 7350];
const adtsHeadBytes = 7;
const adtsSamples = 1024;
/** As many heads in a row as prove that they are some. */
const enoughFrames = 3;

/** AAC whose every frame has a head of its own (ISO 13818-7, 6.2). */
export const readAdtsFormat: FormatReader = async (source) => {
  let at = 0;
  let frames = 0;
  let sampleRate: number | undefined;
  while (at < source.size) {
    const [first, second = 0, third = 0, fourth = 0, fifth = 0, sixth = 0] = await source.read(at, adtsHeadBytes);
    const rate = adtsRates[(third >> 2) & 0x0f];
    const length = ((fourth & 3) << 11) | (fifth << 3) | (sixth >> 5);
    if (first !== 0xff || (second & 0xf6) !== 0xf0 || rate === undefined || length < adtsHeadBytes) break;
    sampleRate ??= rate;
    if (rate !== sampleRate) break;
    at += length;
    frames += 1;
  }
  if (frames < enoughFrames || sampleRate === undefined) return undefined;
  const durationSeconds = (frames * adtsSamples) / sampleRate;
  return { mimeType: 'audio/aac', extension: 'aac', name: 'AAC', durationSeconds, isCut: at > source.size };
};

const gsmFrameBytes = 33;

/** GSM 6.10 as Asterisk writes it: frames that begin with the same four bits, and nothing else. */
export const readGsmFormat: FormatReader = async (source) => {
  const frames = source.size / gsmFrameBytes;
  if (!Number.isInteger(frames) || frames < 2 * enoughFrames) return undefined;
  if (!(await beginsEach(source, frames))) return undefined;
  const format: SoundFormat = { mimeType: 'audio/gsm', extension: 'gsm', name: 'GSM 6.10' };
  return { ...format, durationSeconds: frames * amrFrameSeconds };
};

/** Of the beginning of such a file: without a frame that goes on behind it. */
export function wholeGsmFrames(source: ByteSource): ByteSource {
  return part(source, 0, source.size - (source.size % gsmFrameBytes));
}

async function beginsEach(source: ByteSource, frames: number): Promise<boolean> {
  for (let frame = 0; frame < frames; frame++) {
    if (((await source.read(frame * gsmFrameBytes, 1)).at(0) ?? 0) >> 4 !== 0xd) return false;
  }
  return true;
}
