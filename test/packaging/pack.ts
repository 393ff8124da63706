import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Arch, type Configuration, Platform, build as runPackager } from 'electron-builder';
import usualConfig from '../../build/electron-builder.config.ts';
import { keychainBinary } from '../../build/setup/keychain.mjs';
import { type Target, writeStubElectron } from './stub-electron.ts';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** The packager's own packages, which are not this project's. */
export const ofPackager = createRequire(createRequire(import.meta.url).resolve('electron-builder'));

/** The configuration as `electron-builder --config` reads it. */
export const loadAsPackager = (): Promise<Configuration> =>
  ofPackager('app-builder-lib/out/util/config/config').getConfig(root, 'build/electron-builder.config.ts', null);

const platforms = { linux: Platform.LINUX, win32: Platform.WINDOWS, darwin: Platform.MAC };

export interface Packed {
  /** The folder with `app.asar`. */
  resources: string;
  /** The file that carries the fuses. */
  fused: string;
  /** The program's own folder. */
  home: string;
}

export interface Packing {
  project: string;
  scratch: string;
  /** The project's own unless it is given. */
  config?: Configuration;
  /** Those of one run: x64 unless they are given. */
  processors?: readonly Arch[];
}

/** Packs for one system with a stub in Electron's place; downloads nothing. */
export async function pack(options: Packing & { target: Target }): Promise<Packed> {
  const { target } = options;
  const output = await build(options, 'dir');
  if (target === 'darwin') {
    const home = join(output, 'mac', 'Perezvon.app', 'Contents');
    const fused = join(home, 'Frameworks/Electron Framework.framework/Electron Framework');
    return { home, fused, resources: join(home, 'Resources') };
  }
  const home = join(output, target === 'win32' ? 'win-unpacked' : 'linux-unpacked');
  const fused = join(home, target === 'win32' ? 'Perezvon.exe' : 'perezvon');
  return { home, fused, resources: join(home, 'resources') };
}

/** The path of a .deb, for which the packager would download `fpm`. */
export async function packDebian(options: Packing): Promise<string> {
  const fpm = join(options.scratch, 'fpm');
  const program = fileURLToPath(new URL('fpm-program.ts', import.meta.url));
  await writeFile(fpm, `#!/bin/sh\nexec '${process.execPath}' '${program}' "$@"\n`, { mode: 0o755 });
  process.env.CUSTOM_FPM_PATH = fpm;
  const output = await build({ ...options, target: 'linux' }, 'deb');
  const [name] = (await readdir(output)).filter((file) => file.endsWith('.deb'));
  if (name === undefined) throw new Error('the packager made no .deb');
  return join(output, name);
}

/** The folder of what was built. */
async function build(options: Packing & { target: Target }, format: 'dir' | 'deb'): Promise<string> {
  const { target, project, scratch, config = usualConfig, processors = [Arch.x64] } = options;
  const electronDist = join(scratch, `electron-${target}`);
  const output = join(scratch, `packed-${target}`);
  await writeStubElectron(electronDist, target);
  await runPackager({
    targets: platforms[target].createTarget(format, ...processors),
    projectDir: project,
    publish: 'never',
    config: {
      // The packager writes into what it is given.
      ...(JSON.parse(JSON.stringify(config)) as Configuration),
      afterPack: config.afterPack ?? null,
      electronDist,
      electronVersion: await electronVersion(),
      directories: { ...config.directories, output },
      // What needs the tools of another system.
      electronFuses: { ...config.electronFuses, resetAdHocDarwinSignature: false },
      mac: { ...config.mac, identity: null },
      win: { ...config.win, signAndEditExecutable: false },
    },
  });
  return output;
}

/**
 * The project as it is on a machine of `target`: npm installs the keychain's binary of its own system only, so that one
 * is a stub here, for each processor that is packed. A second binary and a bundled dependency lie about, and must not ship.
 */
export async function writeProject(
  folder: string,
  target: Target,
  processors: readonly string[] = ['x64'],
): Promise<void> {
  const packageJson = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const { keytar, zod } = packageJson.dependencies;
  await mkdir(join(folder, 'node_modules/@napi-rs'), { recursive: true });
  await writeFile(
    join(folder, 'package.json'),
    JSON.stringify({ ...packageJson, dependencies: { keytar, zod }, devDependencies: {} }),
  );
  for (const part of ['out', 'build', 'LICENSE', 'node_modules/keytar', 'node_modules/zod']) {
    await cp(join(root, part), join(folder, part), { recursive: true });
  }
  const keychain = JSON.parse(await readFile(join(root, 'node_modules/keytar/package.json'), 'utf8'));
  const binaries = processors.map((processor) => keychainBinary(target, processor));
  for (const name of [...binaries, 'keyring-freebsd-x64']) {
    const binary = join(folder, 'node_modules/@napi-rs', name);
    const file = `${name.replace('keyring-', 'keyring.')}.node`;
    await mkdir(binary);
    await writeFile(join(binary, file), 'stub');
    await writeFile(
      join(binary, 'package.json'),
      JSON.stringify({ name: `@napi-rs/${name}`, version: keychain.version, main: file }),
    );
  }
}

async function electronVersion(): Promise<string> {
  return JSON.parse(await readFile(join(root, 'node_modules/electron/package.json'), 'utf8')).version;
}
