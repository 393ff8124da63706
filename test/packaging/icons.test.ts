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

/** Side lengths of the PNG pictures of an Apple icon: entries of a type, a length and the picture. */
function readIcns(icon: Buffer): number[] {
  const sizes: number[] = [];
  for (let at = 8; at < icon.length; at += icon.readUInt32BE(at + 4)) sizes.push(icon.readUInt32BE(at + 8 + 16));
  return sizes;
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
  const sizes = new Set(readIcns(await readFile(join(resources, name))));
  expect([...sizes].sort((a, b) => a - b)).toEqual([32, 64, 128, 256, 512, 1024]);
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
