import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPackage, listPackage } from '@electron/asar';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { downloadedElectron } from '../../build/setup/electron.mjs';
import { root } from './pack.ts';
import { readFuses, type Target, writeStubElectron } from './stub-electron.ts';

let scratch: string;
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'perezvon-command-'));
});
afterAll(() => rm(scratch, { recursive: true, force: true }));

/** As `npm run package -- …` runs it. */
function makePackages(args: string[], env: Record<string, string> = {}) {
  const { npm_config_electron_mirror: _mirror, ...inherited } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'build/package.mjs'), ...args], {
    env: { ...inherited, INIT_CWD: scratch, ELECTRON_MIRROR: '', PEREZVON_ELECTRON_DIST: '', ...env },
    encoding: 'utf8',
  });
  return { status, told: stderr, packager: stdout };
}

const into = (folder: string) => `-c.directories.output=${join(scratch, folder)}`;
const unpacked = { linux: 'linux-unpacked', win32: 'win-unpacked', darwin: 'mac' };

it('packs for this machine with a stub in Electron’s place, and says that it does not run', async () => {
  const { status, told } = makePackages(['--stub', '--dir', `--${process.arch}`, into('stubbed')]);
  expect(status).toBe(0);
  expect(told).toContain('does not run');
  expect(await readdir(join(scratch, 'stubbed'))).toContain(unpacked[process.platform as Target]);
});

it.skipIf(process.platform !== 'linux')(
  'packs around an Electron that is named, from where the person is',
  async () => {
    // Unpacked from its release, with the sample that it would run without a program.
    await writeStubElectron(join(scratch, 'my electron'), 'linux');
    await mkdir(join(scratch, 'sample'));
    await createPackage(join(scratch, 'sample'), join(scratch, 'my electron/resources/default_app.asar'));
    const { status } = makePackages(['--dir', into('named')], { PEREZVON_ELECTRON_DIST: 'my electron' });
    expect(status).toBe(0);
    const [folder = ''] = (await readdir(join(scratch, 'named'))).filter((name) => name.endsWith('-unpacked'));
    const home = join(scratch, 'named', folder);
    expect(readFuses(await readFile(join(home, 'perezvon')))).toMatch(/^000011/);
    expect(await readdir(join(home, 'resources'))).toEqual(['app.asar', 'app.asar.unpacked']);
    const packed = listPackage(join(home, 'resources/app.asar'), { isPack: false });
    expect(packed).toContain('/out/desktop/main/main.js');
    expect(packed.filter((path) => /keyring.*\.node$/.test(path))).toHaveLength(1);
  },
);

it.skipIf(downloadedElectron() !== undefined)(
  'says in words what is missing where Electron is not, and what to do',
  () => {
    const { status, told, packager } = makePackages(['--dir'], { ELECTRON_MIRROR: 'http://127.0.0.1:9/' });
    expect({ status, packager }).toEqual({ status: 1, packager: '' });
    for (const words of [
      'http://127.0.0.1:9/ cannot be reached',
      'ELECTRON_MIRROR',
      'PEREZVON_ELECTRON_DIST',
      '--stub',
    ])
      expect(told).toContain(words);
    expect(told).not.toContain('    at ');
  },
);

it('makes no release of a program that says nothing of whose it is, and names what is missing', () => {
  const { status, told, packager } = makePackages(['--release', '--dir']);
  expect({ status, packager }).toEqual({ status: 1, packager: '' });
  for (const words of ['https://perezvon.example', 'perezvon@perezvon.example', 'PEREZVON_UPDATE_URL', 'README'])
    expect(told).toContain(words);
});

it('names a folder that is not there', () => {
  const { status, told } = makePackages(['--dir'], { PEREZVON_ELECTRON_DIST: 'nowhere' });
  expect(status).toBe(2);
  expect(told).toContain(`${join(scratch, 'nowhere')}, and there is nothing`);
});
