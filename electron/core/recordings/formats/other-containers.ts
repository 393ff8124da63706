import type { FormatReader } from './sound-format.ts';

/** Bytes of a sample by the number of the encoding, where they are whole ones. */
const auSampleBytes: Readonly<Record<number, number>> = { 1: 1, 2: 1, 3: 2, 4: 3, 5: 4, 6: 4, 7: 8, 27: 1 };
const auNames: Readonly<Record<number, string>> = { 1: 'µ-law', 27: 'A-law' };

/** Sun's and NeXT's "au"; everything behind its head is sound, whatever length it tells. */
export const readAuFormat: FormatReader = async (source) => {
  const head = await source.read(0, 24);
  if (head.length < 24 || head.toString('latin1', 0, 4) !== '.snd') return undefined;
  const [start = 0, told = 0, encoding = 0, sampleRate = 0, channels = 0] = [4, 8, 12, 16, 20].map((at) =>
    head.readUInt32BE(at),
  );
  const there = source.size - start;
  if (sampleRate === 0 || channels === 0 || there <= 0) return undefined;
  const sampleBytes = auSampleBytes[encoding];
  return {
    mimeType: 'audio/basic',
    extension: 'au',
    name: auNames[encoding] ?? 'AU',
    durationSeconds: sampleBytes && Math.floor(there / (sampleBytes * channels)) / sampleRate,
    isCut: told !== 0xffffffff && told > there,
  };
};

export const readAiffFormat: FormatReader = async (source) => {
  if (!/^FORM.{4}AIF[FC]$/s.test((await source.read(0, 12)).toString('latin1'))) return undefined;
  let durationSeconds: number | undefined;
  let at = 12;
  while (at + 8 <= source.size) {
    const head = await source.read(at, 8);
    const name = head.toString('latin1', 0, 4);
    const length = head.readUInt32BE(4);
    if (name === 'COMM') {
      const common = await source.read(at + 8, 18);
      if (common.length === 18) durationSeconds = common.readUInt32BE(2) / readExtended(common.subarray(8));
    }
    at += 8 + length + (length % 2);
  }
  return {
    mimeType: 'audio/aiff',
    extension: 'aiff',
    name: 'AIFF',
    durationSeconds,
    isCut: at > source.size + 1,
  };
};

/** An 80-bit float, exact enough for a rate. */
function readExtended(bytes: Buffer): number {
  return bytes.readUInt32BE(2) * 2 ** ((bytes.readUInt16BE(0) & 0x7fff) - 16_383 - 31);
}

/** Known by how they begin, and kept as they are. */
const others = [
  { magic: Buffer.from('caff', 'latin1'), mimeType: 'audio/x-caf', extension: 'caf', name: 'CAF' },
  { magic: Buffer.from('3026b2758e66cf11', 'hex'), mimeType: 'audio/x-ms-wma', extension: 'wma', name: 'WMA' },
  { magic: Buffer.from('726966662e91cf11', 'hex'), mimeType: 'audio/x-w64', extension: 'w64', name: 'Wave64' },
  { magic: Buffer.from('wvpk', 'latin1'), mimeType: 'audio/x-wavpack', extension: 'wv', name: 'WavPack' },
];

export const readOtherFormat: FormatReader = async (source) => {
  const start = await source.read(0, 8);
  const found = others.find(({ magic }) => start.subarray(0, magic.length).equals(magic));
  if (found === undefined) return undefined;
  const { mimeType, extension, name } = found;
  return { mimeType, extension, name };
};
