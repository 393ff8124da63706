import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import * as zlib from 'node:zlib';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { listZip, openMember } from '../../electron/core/recordings/archive/zip.ts';
import { crc32, zipEnd, zipHeader } from '../../renderer/features/recordings/zip-file.ts';

test('what the page packs is read by the reader of archives, member by member', async () => {
  const sounds = ['первый', 'второй и подлиннее', 'третий'].map((sound) => Buffer.from(sound));
  const files = sounds.map((sound, index) => ({
    name: `2026-11-22 14-0${index} Мария.mp3`,
    size: sound.length,
    crc: crc32(sound),
  }));
  const packed = Buffer.concat([
    ...files.flatMap((file, index) => [zipHeader(file), sounds[index] ?? Buffer.alloc(0)]),
    ...zipEnd(files),
  ]);
  const directory = mkdtempSync(join(tmpdir(), 'perezvon-zip-'));
  const path = join(directory, 'packed.zip');
  writeFileSync(path, packed);
  const handle = await open(path);
  try {
    const source = {
      size: packed.length,
      read: async (at: number, length: number) => packed.subarray(at, at + length),
    };
    const members = await listZip(source);
    expect(members.map(({ bytes, checksum }) => ({ size: bytes, crc: checksum }))).toEqual(
      files.map(({ size, crc }) => ({ size, crc })),
    );
    const [first] = members;
    if (first === undefined) throw new Error('nothing is in it');
    expect(await text(await openMember(path, source, first))).toBe('первый');
  } finally {
    await handle.close();
    rmSync(directory, { recursive: true });
  }
});

test('the sum of any bytes is the one that all know', () => {
  fc.assert(fc.property(fc.uint8Array(), (bytes) => crc32(bytes) === zlib.crc32(bytes)));
});
