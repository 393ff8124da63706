import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeMp3 } from '../../../../test/fixtures/audio.ts';
import * as sound from '../../../../test/fixtures/sound-formats.ts';
import { bufferSource } from './byte-source.ts';
import { mayBeSound, recognizeSound } from './recognize-sound.ts';
import type { SoundFormat } from './sound-format.ts';

const recognize = (bytes: Buffer) => recognizeSound(bufferSource(bytes));

/** The file as it is stored. */
function repaired(bytes: Buffer, { repairs = [] }: SoundFormat): Buffer {
  let at = 0;
  const parts: Buffer[] = [];
  for (const { at: place, remove, insert } of repairs) {
    parts.push(bytes.subarray(at, place), insert);
    at = place + remove;
  }
  return Buffer.concat([...parts, bytes.subarray(at)]);
}

const kinds: [string, Buffer, Partial<SoundFormat>, number | undefined][] = [
  ['MP3', sound.mp3(14.4), { mimeType: 'audio/mpeg', extension: 'mp3', name: 'MP3' }, 14.4],
  ['MP3 behind a tag', Buffer.concat([sound.id3(5000), sound.mp3(14.4)]), { name: 'MP3' }, 14.4],
  ['MP3 behind a picture of three megabytes', Buffer.concat([sound.id3(2 ** 21 - 1), sound.mp3(14.4)]), {}, 14.4],
  ['MPEG layer II', sound.mp2(12), { mimeType: 'audio/mpeg', extension: 'mp2', name: 'MP2' }, 12],
  ['WAV', sound.wav(10), { mimeType: 'audio/wav', extension: 'wav', name: 'PCM' }, 10],
  ['A-law', sound.wavG711(6, 10), { mimeType: 'audio/wav', name: 'A-law' }, 10],
  ['µ-law', sound.wavG711(7, 10), { mimeType: 'audio/wav', name: 'µ-law' }, 10],
  ['WAV49', sound.wav49(12), { mimeType: 'audio/wav', extension: 'wav', name: 'GSM 6.10' }, 12],
  ['ADPCM', sound.wavAdpcm(10), { mimeType: 'audio/wav', name: 'ADPCM' }, 10],
  ['MP3 in RIFF', sound.wavMp3(14.4), { mimeType: 'audio/wav', extension: 'wav', name: 'MP3' }, 14.4],
  ['RF64', sound.rf64(10), { mimeType: 'audio/wav', name: 'PCM' }, 10],
  ['Opus in Ogg', sound.oggOpus(10), { mimeType: 'audio/ogg', extension: 'opus', name: 'Opus' }, 10],
  ['Speex in Ogg', sound.oggSpeex(10), { mimeType: 'audio/ogg', extension: 'ogg', name: 'Speex' }, 10],
  ['Opus in WebM', sound.webm(10), { mimeType: 'audio/webm', extension: 'webm', name: 'Opus' }, 10],
  ['WebM as it was streamed', sound.webm(10, { live: true }), { mimeType: 'audio/webm', name: 'Opus' }, 10],
  ['Matroska', sound.webm(10, { docType: 'matroska' }), { mimeType: 'audio/x-matroska', extension: 'mka' }, 10],
  ['FLAC', sound.flac(10), { mimeType: 'audio/flac', extension: 'flac', name: 'FLAC' }, 10],
  ['FLAC out of a pipe', sound.flac(10, { isPiped: true }), { name: 'FLAC' }, 10],
  ['FLAC behind a tag', Buffer.concat([sound.id3(300), sound.flac(10)]), { name: 'FLAC' }, 10],
  ['AAC', sound.adts(10), { mimeType: 'audio/aac', extension: 'aac', name: 'AAC' }, 10],
  ['M4A', sound.m4a(10), { mimeType: 'audio/mp4', extension: 'm4a', name: 'AAC' }, 10],
  ['M4A with its table last', sound.m4a(10, { tableLast: true }), { mimeType: 'audio/mp4', name: 'AAC' }, 10],
  ['3GP', sound.m4a(10, { brand: '3gp4' }), { mimeType: 'audio/3gpp', extension: '3gp' }, 10],
  ['AMR', sound.amr(10), { mimeType: 'audio/amr', extension: 'amr', name: 'AMR' }, 10],
  ['AMR, wide band', sound.amr(10, true), { mimeType: 'audio/amr-wb', extension: 'awb', name: 'AMR-WB' }, 10],
  ['GSM', sound.gsm(10), { mimeType: 'audio/gsm', extension: 'gsm', name: 'GSM 6.10' }, 10],
  ['au', sound.au(10), { mimeType: 'audio/basic', extension: 'au', name: 'µ-law' }, 10],
  ['AIFF', sound.aiff(10), { mimeType: 'audio/aiff', extension: 'aiff', name: 'AIFF' }, 10],
  ['CAF', Buffer.from('caff\0\x01\0\0desc', 'latin1'), { extension: 'caf', name: 'CAF' }, undefined],
];

describe('a file of sound', () => {
  it.each(kinds)('is known by its bytes and as long as it is: %s', async (_name, bytes, fields, seconds) => {
    const format = await recognize(bytes);
    expect(format).toMatchObject(fields);
    if (seconds === undefined) expect(format?.durationSeconds).toBeUndefined();
    else expect(Math.abs((format?.durationSeconds ?? 0) - seconds)).toBeLessThan(0.08);
    expect(format?.isCut ?? false).toBe(false);
  });

  it.each(kinds)('is known by its beginning: %s', async (_name, bytes) => {
    expect(await mayBeSound(bytes.subarray(0, 64 * 1024))).toBe(true);
  });

  const junk: [string, Buffer][] = [
    ['a byte order mark', Buffer.from([0xef, 0xbb, 0xbf])],
    ['a line break', Buffer.from('\r\n')],
    ['zeros', Buffer.alloc(417)],
  ];
  it.each(junk)('may stand behind %s, which is left out', async (_name, before) => {
    for (const [name, bytes, fields] of kinds) {
      const format = await recognize(Buffer.concat([before, bytes]));
      expect(format, name).toMatchObject(fields);
      const plain = await recognize(bytes);
      const stored = repaired(Buffer.concat([before, bytes]), format as SoundFormat);
      // A tag counts as the beginning of an MP3, so that a player finds it behind anything.
      if (!name.includes('behind')) expect(stored.equals(repaired(bytes, plain as SoundFormat)), name).toBe(true);
    }
  });

  it.each([
    ['half a frame', sound.noise(61)],
    ['an APE tag', sound.apeTag()],
    ['sixty thousand bytes of anything', sound.noise(60_000)],
    ['a warning of PHP', Buffer.from('<br />\n<b>Warning</b>: Cannot modify header information in record.php<br />\n')],
  ])('is found behind %s when it is MP3', async (_name, before) => {
    const format = (await recognize(Buffer.concat([before, sound.mp3(14.4)]))) as SoundFormat;
    expect(format.durationSeconds).toBeCloseTo(14.4, 5);
    expect(repaired(Buffer.concat([before, sound.mp3(14.4)]), format).equals(sound.mp3(14.4))).toBe(true);
  });

  it('may have a tag that tells too short a length of itself', async () => {
    const bytes = Buffer.concat([sound.id3(60_000, 20_000), sound.mp3(14.4)]);
    expect((await recognize(bytes))?.durationSeconds).toBeCloseTo(14.4, 5);
  });
});

describe('what is no sound', () => {
  it.each([
    ['a page', Buffer.from('<html><body>Файл не найден</body></html>')],
    ['a long page in the encoding of old services', russianPage(40_000)],
    ['an answer of an interface', Buffer.from(JSON.stringify({ status: 'error', errorMessage: 'Запись не найдена' }))],
    ['noise with a frame’s header', Buffer.concat([sound.noise(4000), sound.mp3(0.072), sound.noise(4000, 9)])],
    ['a header and zeros', Buffer.concat([Buffer.from([0xff, 0xfb, 0x90, 0x00]), Buffer.alloc(50_000)])],
    ['a tag alone', Buffer.from('ID3\x04\x00\x00\x7f\x7f\x7f\x7f', 'latin1')],
    ['text of sixteen bits', Buffer.from('\ufeff<html>Файл не найден</html>', 'utf16le')],
    ['zeros', Buffer.alloc(5000)],
    ['nothing', Buffer.alloc(0)],
    ['a picture', Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), sound.noise(5000)])],
    ['a RIFF of something else', Buffer.from('RIFF\x10\0\0\0AVI LIST\0\0\0\0', 'latin1')],
    ['a WAV without a sample', sound.wav(0)],
    [
      'an Ogg of pictures',
      Buffer.concat([Buffer.from('OggS\0\x02'), Buffer.alloc(20), Buffer.from([1, 30]), Buffer.from('\x80theora')]),
    ],
  ])('is not taken for it: %s', async (_name, bytes) => {
    expect(await recognize(bytes)).toBeUndefined();
  });

  it('is any text, in any encoding of eight bits', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc
          .uint8Array({ minLength: 1, maxLength: 3000 })
          .map((bytes) => Buffer.from(bytes.map((byte) => (byte < 0x20 ? byte + 0x20 : byte)))),
        async (bytes) => {
          expect(await recognize(bytes)).toBeUndefined();
        },
      ),
    );
  });

  it('comes to an end, whatever it is made of', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...kinds),
        fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(255)), { maxLength: 40 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        async ([, whole], changes, share) => {
          const bytes = Buffer.from(whole.subarray(0, Math.min(Math.floor(share * whole.length), 60_000)));
          for (const [place, value] of changes)
            if (bytes.length > 0) bytes[Math.floor(place ** 3 * (bytes.length - 1))] = value;
          const format = await recognize(bytes);
          if (format === undefined) return;
          expect(format.durationSeconds ?? 1).toBeGreaterThan(0);
          // What was repaired is of the same kind, and needs no more of it.
          const again = await recognize(repaired(bytes, format));
          expect(again?.name).toBe(format.name);
          expect(again?.repairs ?? []).toEqual([]);
          expect(again?.durationSeconds ?? 0).toBeCloseTo(format.durationSeconds ?? 0, 1);
        },
      ),
      { numRuns: 400 },
    );
  });
});

describe('lengths that players would guess wrong are told right', () => {
  it.each([0, 0xffffffff, 0x7fffffff, 0x7ffff000, 36])('in a WAV whose recorder left %i', async (length) => {
    const bytes = sound.wavOfUnknownLength(20, length);
    const format = (await recognize(bytes)) as SoundFormat;
    expect(format).toMatchObject({ durationSeconds: 20, isCut: false });
    expect(repaired(bytes, format).equals(sound.wav(20))).toBe(true);
  });

  it('in an MP3 of several bitrates that has no table', async () => {
    const bytes = sound.variableMp3(60);
    const format = (await recognize(bytes)) as SoundFormat;
    expect(format.durationSeconds).toBeCloseTo(60, 0);
    const stored = repaired(bytes, format);
    const table = readXing(stored);
    expect(table.frames * 0.072).toBeCloseTo(60, 0);
    expect(table.bytes).toBe(stored.length);
    // Two thirds of the time lie in frames four times as large.
    expect(table.places[34]).toBeLessThan(0.12 * 256);
    expect(table.places[67]).toBeCloseTo(((1 / 3 + 4 / 3) / 3) * 256, -1);
    expect(await recognize(stored)).toEqual({ ...format, repairs: undefined });
  });

  it('in MP3s that somebody put one behind the other, whose first has a table of its own', async () => {
    const one = sound.variableMp3(20);
    const first = repaired(one, (await recognize(one)) as SoundFormat);
    const both = Buffer.concat([first, first]);
    const format = (await recognize(both)) as SoundFormat;
    expect(format.durationSeconds).toBeCloseTo(40, 0);
    expect(readXing(repaired(both, format)).frames * 0.072).toBeCloseTo(40, 0);
  });

  it('but an MP3 as encoders write it stays as it is', async () => {
    const bytes = await makeMp3([{ seconds: 5, amplitude: 0.5 }]);
    expect((await recognize(bytes))?.repairs).toBeUndefined();
  });

  it('in a WebM that was streamed', async () => {
    const bytes = sound.webm(10, { live: true });
    const stored = repaired(bytes, (await recognize(bytes)) as SoundFormat);
    const at = stored.indexOf(Buffer.from([0x44, 0x89, 0x88]));
    expect(stored.readDoubleBE(at + 3)).toBeCloseTo(10_000, 0);
  });

  it('in a FLAC out of a pipe', async () => {
    const bytes = sound.flac(10, { isPiped: true });
    expect(repaired(bytes, (await recognize(bytes)) as SoundFormat).equals(sound.flac(10))).toBe(true);
  });
});

describe('what was cut off shows it', () => {
  it.each([
    ['MP3', sound.mp3(10)],
    ['WAV', sound.wav(10)],
    ['Ogg', sound.oggOpus(10)],
    ['WebM', sound.webm(10)],
    ['AAC', sound.adts(10)],
    ['M4A', sound.m4a(10)],
    ['M4A with its table last', sound.m4a(10, { tableLast: true })],
    ['AMR', sound.amr(10)],
    ['au', sound.au(10)],
    ['AIFF', sound.aiff(10)],
  ])('%s', async (_name, bytes) => {
    expect(await recognize(bytes.subarray(0, bytes.length * 0.7 - 1))).toMatchObject({ isCut: true });
  });
});

/** ISO 11172-3 says nothing of it; every encoder since LAME writes it so. */
function readXing(file: Buffer) {
  const at = file.indexOf('Xing');
  expect(at).toBe(4 + 9);
  expect(file.readUInt32BE(at + 4)).toBe(7);
  return {
    frames: file.readUInt32BE(at + 8),
    bytes: file.readUInt32BE(at + 12),
    places: [...file.subarray(at + 16, at + 116)],
  };
}

/** Of capital and small letters from 0xC0 to 0xFF, among which a frame's first byte is a letter as well. */
function russianPage(bytes: number): Buffer {
  const letters = Buffer.from(sound.noise(bytes).map((byte) => (byte % 9 === 0 ? 0xff : 0xc0 + (byte % 64))));
  return Buffer.concat([Buffer.from('<html>'), letters, Buffer.from('</html>')]);
}
