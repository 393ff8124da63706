import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import config from '../../build/electron-builder.config.ts';
import { pack, root, writeProject } from './pack.ts';

let scratch: string;
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'perezvon-icons-'));
});
afterAll(() => rm(scratch, { recursive: true, force: true }));

interface Entry {
  /** Of a side, in pixels. */
  size: number;
  /** Red, green, blue and alpha of the pixel in the middle, of what is no PNG. */
  middle?: number[];
}

/** What an Apple icon holds: entries of a type, a length, and a PNG or four packed channels. */
function readIcns(icon: Buffer): Record<string, Entry> {
  const entries: Record<string, Entry> = {};
  for (let at = 8; at < icon.length; at += icon.readUInt32BE(at + 4)) {
    const data = icon.subarray(at + 8, at + icon.readUInt32BE(at + 4));
    const type = icon.toString('latin1', at, at + 4);
    entries[type] = data.toString('latin1', 0, 4) === 'ARGB' ? readArgb(data) : { size: data.readUInt32BE(16) };
  }
  return entries;
}

/** Runs of a byte, and bytes as they are, as macOS unpacks them (deark, `icns.c`). */
function readArgb(data: Buffer): Entry {
  const bytes: number[] = [];
  for (let at = 4; at < data.length; ) {
    const lead = data[at] ?? 0;
    if (lead >= 128) bytes.push(...Array<number>(lead - 125).fill(data[at + 1] ?? 0));
    else bytes.push(...data.subarray(at + 1, at + 2 + lead));
    at += lead >= 128 ? 2 : lead + 2;
  }
  const area = bytes.length / 4;
  const size = Math.sqrt(area);
  const middle = [1, 2, 3, 0].map((channel) => bytes[channel * area + (size / 2) * size + size / 2] ?? -1);
  return { size, middle };
}

/** Side lengths as the directory of a Windows icon has them, where 0 stands for 256. */
function readIco(icon: Buffer): number[] {
  return Array.from({ length: icon.readUInt16LE(4) }, (_, index) => icon[6 + 16 * index] || 256);
}

it('macOS gets one picture for each place that shows it, up to 512 points on a dense display', async () => {
  const project = join(scratch, 'project');
  await writeProject(project, 'darwin');
  const { resources } = await pack({ target: 'darwin', project, scratch });
  const [name = ''] = (await readdir(resources)).filter((file) => file.endsWith('.icns'));
  const { ic04, ic05, ...dense } = readIcns(await readFile(join(resources, name)));
  expect(Object.fromEntries(Object.entries(dense).map(([type, { size }]) => [type, size]))).toEqual({
    ic11: 32,
    ic12: 64,
    ic07: 128,
    ic13: 256,
    ic08: 256,
    ic14: 512,
    ic09: 512,
    ic10: 1024,
  });
  expect([ic04?.size, ic05?.size]).toEqual([16, 32]);
  // Not only of the right length: they are the same drawing, whose middle is opaque.
  for (const small of [ic04, ic05]) expect(small?.middle?.[3]).toBe(255);
  expect(ic04?.middle).toEqual(ic05?.middle);
});

it('Windows gets each size from that of the tray to that of the desktop, at 100 to 200 %', async () => {
  const icon = await readFile(join(root, config.win?.icon as string));
  expect(readIco(icon)).toEqual(expect.arrayContaining([16, 20, 24, 32, 40, 48, 64, 256]));
});

it('Linux gets a file for each size of the theme', async () => {
  const names = await readdir(join(root, config.linux?.icon as string));
  const sizes = names.map((name) => Number.parseInt(name, 10)).sort((a, b) => a - b);
  expect(sizes).toEqual([16, 32, 48, 64, 128, 256, 512]);
});
