import { type ByteSource, part } from './byte-source.ts';
import type { FormatReader } from './sound-format.ts';

/** Boxes on one level are few; a fragmented file has some for each second. */
const mostBoxes = 100_000;

/** MP4, M4A and 3GP (ISO 14496-12), for the length that their table of contents tells. */
export const readMp4Format: FormatReader = async (source) => {
  if ((await source.read(4, 4)).toString('latin1') !== 'ftyp') return undefined;
  const brand = (await source.read(8, 4)).toString('latin1');
  let movie: ByteSource | undefined;
  let end = 0;
  for await (const box of boxesOf(source)) {
    if (box.name === 'moov') movie = box.body;
    end = box.end;
  }
  const { name, durationSeconds } =
    movie === undefined ? { name: undefined, durationSeconds: undefined } : await readMovie(movie);
  const is3gp = brand.startsWith('3g');
  return {
    mimeType: is3gp ? 'audio/3gpp' : 'audio/mp4',
    extension: is3gp ? '3gp' : 'm4a',
    name: name ?? 'MP4',
    durationSeconds,
    // Without its table, which recorders write last, nothing in it can be found.
    isCut: movie === undefined || end > source.size,
  };
};

async function readMovie(
  movie: ByteSource,
): Promise<{ name: string | undefined; durationSeconds: number | undefined }> {
  let name: string | undefined;
  let durationSeconds: number | undefined;
  for await (const box of boxesOf(movie)) {
    if (box.name === 'mvhd') durationSeconds = readSeconds(await box.body.read(0, 36)) ?? durationSeconds;
    if (box.name === 'mvex') durationSeconds ??= await fragmentedSeconds(box.body, movie);
    if (box.name === 'trak') name = (await codecOf(box.body)) ?? name;
  }
  return { name, durationSeconds };
}

/** Of `mvhd` or `mdhd`: both versions begin with times, a scale and a duration. */
function readSeconds(head: Buffer): number | undefined {
  const isLong = head[0] === 1;
  if (head.length < (isLong ? 32 : 20)) return undefined;
  const scale = head.readUInt32BE(isLong ? 20 : 12);
  const ticks = isLong ? Number(head.readBigUInt64BE(24)) : head.readUInt32BE(16);
  return scale === 0 || ticks === 0 || ticks >= 0xffffffff ? undefined : ticks / scale;
}

/** A file in fragments tells its length apart, in the units of the movie. */
async function fragmentedSeconds(extension: ByteSource, movie: ByteSource): Promise<number | undefined> {
  const header = await find(movie, ['mvhd']);
  const length = await find(extension, ['mehd']);
  if (header === undefined || length === undefined) return undefined;
  const head = await header.read(0, 24);
  const scale = head.length < 24 ? 0 : head.readUInt32BE(head[0] === 1 ? 20 : 12);
  const told = Buffer.from(await length.read(0, 12));
  const ticks =
    told[0] === 1 && told.length >= 12 ? Number(told.readBigUInt64BE(4)) : told.length >= 8 ? told.readUInt32BE(4) : 0;
  return scale === 0 || ticks === 0 ? undefined : ticks / scale;
}

const codecs = new Map([
  ['mp4a', 'AAC'],
  ['samr', 'AMR'],
  ['sawb', 'AMR-WB'],
  ['alac', 'ALAC'],
  ['fLaC', 'FLAC'],
]);

/** The first entry of the table of sample descriptions of a track of sound. */
async function codecOf(track: ByteSource): Promise<string | undefined> {
  const handler = await find(track, ['mdia', 'hdlr']);
  if (handler === undefined || (await handler.read(8, 4)).toString('latin1') !== 'soun') return undefined;
  const table = await find(track, ['mdia', 'minf', 'stbl', 'stsd']);
  const code = (await table?.read(12, 4))?.toString('latin1').trim() ?? '';
  return codecs.get(code) ?? (/^\w{4}$/.test(code) ? code : undefined);
}

async function find(source: ByteSource, [name, ...rest]: string[]): Promise<ByteSource | undefined> {
  for await (const box of boxesOf(source)) {
    if (box.name === name) return rest.length === 0 ? box.body : find(box.body, rest);
  }
  return undefined;
}

interface Box {
  name: string;
  body: ByteSource;
  end: number;
}

async function* boxesOf(source: ByteSource): AsyncGenerator<Box> {
  for (let at = 0, count = 0; at + 8 <= source.size && count < mostBoxes; count++) {
    const head = await source.read(at, 16);
    const short = head.readUInt32BE();
    const isLong = short === 1 && head.length === 16;
    const bytes = isLong ? Number(head.readBigUInt64BE(8)) : short === 0 ? source.size - at : short;
    const headBytes = isLong ? 16 : 8;
    if (bytes < headBytes) return;
    const name = head.toString('latin1', 4, 8);
    yield { name, body: part(source, at + headBytes, at + bytes), end: at + bytes };
    at += bytes;
  }
}
