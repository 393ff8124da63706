import { mkdir, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import { tmpdir } from 'node:os';
import { join, posix } from 'node:path';
import { extractFile, listPackage, statFile } from '@electron/asar';
import { Arch } from 'electron-builder';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { embeddedLibraries } from '../../build/licences/licence-notes.ts';
import { readModule } from '../../build/module-references.ts';
import { keychainBinary } from '../../build/setup/keychain.mjs';
import { linkSchemes } from '../../shared/domain/deep-link.ts';
import { type Packed, pack, root, writeProject } from './pack.ts';
import { readFuses } from './stub-electron.ts';

let scratch: string;
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'perezvon-packaging-'));
});
afterAll(() => rm(scratch, { recursive: true, force: true }));

const builtPages = ['out/renderer/index.html', 'out/renderer/popup/index.html'];
const builtPreloads = ['out/desktop/preload/preload.cjs', 'out/desktop/preload/popup-preload.cjs'];

interface Entry {
  path: string;
  bytes: number;
  unpacked: boolean;
}

function readArchive(archive: string): Entry[] {
  const entries = listPackage(archive, { isPack: false }).map((name) => name.replaceAll('\\', '/').slice(1));
  return entries.flatMap((path) => {
    const about = statFile(archive, path);
    return 'size' in about ? [{ path, bytes: about.size, unpacked: about.unpacked === true }] : [];
  });
}

/** What a folder of the archive comes to: the first three names of a path say which. */
function sumByFolder(entries: readonly Entry[]) {
  const folders = Map.groupBy(entries, ({ path }) => path.split('/').slice(0, -1).slice(0, 3).join('/') || '.');
  return [...folders].map(([folder, files]) => ({
    folder,
    files: files.length,
    bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
    unpacked: files.filter(({ unpacked }) => unpacked).length,
  }));
}

function describeEntry({ path, bytes, unpacked }: Entry): string {
  return `${String(bytes).padStart(9)}  ${path}${unpacked ? '  (unpacked)' : ''}`;
}

/** What a program is made from or tested with, and what a package is not to have anywhere. */
const forbidden = /\.(map|tsx?|mts|cts|nsh)$|(^|\/)(tests?|__tests__|examples?|\.bin)(\/|$)/i;
/** Twice what is there today: more is a mistake until somebody says otherwise. */
const most = { archive: 12_000_000, native: 8_000_000 };

/** Run-as-Node, cookie encryption, NODE_OPTIONS, --inspect, asar integrity, only from asar; the rest as shipped. */
const burntFuses = /^000011[01]0/;

describe.each(['linux', 'win32', 'darwin'] as const)('the package for %s', (target) => {
  let packed: Packed;
  let archive: string;
  let entries: Entry[];

  beforeAll(async () => {
    // The project itself where its own binary is that of the target; elsewhere the same with a stub of the binary.
    const own = process.platform === target && process.arch === 'x64';
    const project = own ? root : join(scratch, `project-${target}`);
    if (!own) {
      await mkdir(project);
      await writeProject(project, target);
    }
    packed = await pack({ target, project, scratch });
    archive = join(packed.resources, 'app.asar');
    entries = readArchive(archive);
    console.log(`${target}: ${entries.length} files in an archive of ${(await stat(archive)).size} bytes`);
    console.table(sumByFolder(entries));
    // What differs by system is one binary; one list says it all.
    if (target === 'linux') console.log(entries.map(describeEntry).join('\n'));
  });

  it('holds what runs', () => {
    const paths = entries.map(({ path }) => path);
    const { main, desktopName, ...rest } = JSON.parse(extractFile(archive, 'package.json').toString());
    expect(paths).toEqual(expect.arrayContaining([main, ...builtPages, ...builtPreloads, 'LICENSE']));
    expect(desktopName).toBe('app.perezvon.Perezvon.desktop');
    expect(rest).not.toHaveProperty('devDependencies');
    // Everything that the pages name is there.
    for (const path of builtPages) {
      const page = extractFile(archive, path).toString();
      const named = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, name]) => posix.join(path, '..', name ?? ''));
      expect(named.length).toBeGreaterThanOrEqual(2);
      expect(paths).toEqual(expect.arrayContaining(named));
    }
    expect(paths).toContain('out/desktop/main/icons/tray-missed@2x.png');
  });

  it('holds nothing else', () => {
    const allowed = [
      /^(package\.json|LICENSE)$/,
      /^out\/desktop\/main\/(main\.js|licenses\.md|chunks\/[\w-]+\.js|icons\/[\w@-]+\.(png|ico))$/,
      /^out\/desktop\/preload\/(popup-)?preload\.cjs$/,
      /^out\/renderer\/((popup\/)?index\.html|licenses\.md|assets\/[\w-]+\.(js|css|svg|png|woff2|wasm))$/,
      /^node_modules\/keytar\/(package\.json|LICENSE|\w+\.js)$/,
      new RegExp(`^node_modules/@napi-rs/${keychainBinary(target, 'x64')}/`),
    ];
    expect(entries.map(({ path }) => path).filter((path) => !allowed.some((pattern) => pattern.test(path)))).toEqual(
      [],
    );
    for (const { path } of entries.filter(({ path }) => /\.(js|cjs|css)$/.test(path) && path.startsWith('out/'))) {
      expect(extractFile(archive, path).toString()).not.toMatch(/^\/[/*][#@] sourceMappingURL=/m);
    }
  });

  it('says under which licences everything inside stands', () => {
    const listing = (path: string) => extractFile(archive, path).toString();
    const listings = `${listing('out/desktop/main/licenses.md')}\n${listing('out/renderer/licenses.md')}`;
    const listed = new Set([...listings.matchAll(/^## (\S+) - /gm)].map(([, name]) => name));
    // The bundler marks in the main process's chunks where each module came from.
    const bundled = entries
      .filter(({ path }) => /^out\/desktop\/main\/.*\.js$/.test(path))
      .flatMap(({ path }) => [...listing(path).matchAll(/^\s*\/\/ node_modules\/((?:@[^/]+\/)?[^/]+)\//gm)])
      .map(([, name]) => name ?? '');
    expect(bundled).toEqual(expect.arrayContaining(['zod', 'electron-updater', 'mpg123-decoder']));
    expect([...new Set(bundled)].filter((name) => !listed.has(name))).toEqual([]);
    expect([...listed]).toEqual(expect.arrayContaining(['react', 'tailwindcss', '@napi-rs/keyring']));
    // A name alone is no licence.
    expect(listings).not.toMatch(/^## .*\n\s*(## |$(?![\s\S]))/m);
    for (const { name, inside, source } of embeddedLibraries) {
      expect(listings).toContain(`## ${name}, within ${inside} (LGPL-`);
      expect(listings).toContain(source);
    }
    expect(listings).toContain('GNU LESSER GENERAL PUBLIC LICENSE');
    expect(listings).toContain('END OF TERMS AND CONDITIONS');
  });

  it('is no larger than it has to be, and brings nothing that it is made from', async () => {
    expect((await stat(archive)).size).toBeLessThan(most.archive);
    expect(entries.reduce((sum, { bytes, unpacked }) => sum + (unpacked ? bytes : 0), 0)).toBeLessThan(most.native);
    const beside = (await readdir(packed.home, { recursive: true })).map((path) => path.replaceAll('\\', '/'));
    expect(beside.length).toBeGreaterThan(5);
    expect([...entries.map(({ path }) => path), ...beside].filter((path) => forbidden.test(path))).toEqual([]);
  });

  // The bundles are the same in each package: one reading of them is enough.
  if (target === 'win32') {
    it('leads every import of the main process somewhere', () => {
      const shipped = new Set(entries.map(({ path }) => path));
      const bundles = entries.filter(({ path }) => /^out\/desktop\/main\/.*\.js$/.test(path));
      for (const { path } of bundles) {
        const source = extractFile(archive, path).toString();
        const references = readModule(path, source, []);
        const imported = references?.filter(({ kind }) => kind === 'import').map((each) => each.target) ?? [];
        const required = [...source.matchAll(/\b__require\("([^"]+)"\)/g)].map(([, name]) => name ?? '');
        const unmet = [...imported, ...required].filter((name) => {
          if (name.startsWith('.')) return !shipped.has(join(path, '..', name).replaceAll('\\', '/'));
          return !isBuiltin(name) && name !== 'electron' && name !== 'keytar';
        });
        // Strings of ajv's code generator, which is asked for no such code.
        expect({ path, unmet: unmet.filter((name) => !name.startsWith('ajv')) }).toEqual({ path, unmet: [] });
      }
      expect(bundles.length).toBeGreaterThanOrEqual(2);
    });
  }

  it('has the keychain binary beside the archive, where the system can load it', async () => {
    const native = entries.filter(({ path }) => path.endsWith('.node'));
    expect(native).toHaveLength(1);
    expect(native[0]?.unpacked).toBe(true);
    const folder = join(packed.resources, 'app.asar.unpacked/node_modules/@napi-rs', keychainBinary(target, 'x64'));
    expect((await readdir(folder)).filter((name) => name.endsWith('.node'))).toHaveLength(1);
  });

  it('has its fuses burnt', async () => {
    expect(readFuses(await readFile(packed.fused))).toMatch(burntFuses);
  });

  it('names no feed of updates unless whoever packs it does', async () => {
    const beside = await readdir(packed.resources);
    expect(beside).toContain('app.asar');
    expect(beside.filter((name) => /update/.test(name))).toEqual([]);
  });

  it('ships two languages of Chromium', async () => {
    const folder = target === 'darwin' ? packed.resources : join(packed.home, 'locales');
    const found = (await readdir(folder)).filter((name) => /\.(pak|lproj)$/.test(name));
    expect(found.map((name) => name.replace(/\..*/, '').slice(0, 2)).sort()).toEqual(['en', 'ru']);
  });
});

it('handles links to call: macOS by its property list, Windows by what the installer writes', async () => {
  const packed = join(scratch, 'packed-darwin/mac/Perezvon.app/Contents/Info.plist');
  const plist = await readFile(packed, 'utf8');
  const installer = await readFile(join(root, 'build/installer.nsh'), 'utf8');
  for (const scheme of linkSchemes) {
    expect(plist).toContain(`<string>${scheme}</string>`);
    expect(installer).toContain(`URLAssociations" "${scheme}" "\${PEREZVON_LINK}"`);
  }
  expect(plist).toMatch(/<key>NSUserNotificationAlertStyle<\/key>\s*<string>alert<\/string>/);
});

it('is packed for two processors in one run, each with the keychain binary of its own and no other', async () => {
  const project = join(scratch, 'project-both');
  await mkdir(project);
  await writeProject(project, 'win32', ['x64', 'arm64']);
  const both = {
    target: 'win32',
    project,
    scratch: join(scratch, 'both'),
    processors: [Arch.x64, Arch.arm64],
  } as const;
  const { home } = await pack(both);
  const binaries = async (folder: string) => {
    const packed = readArchive(join(home, '..', folder, 'resources/app.asar')).map(({ path }) => path);
    return packed.filter((path) => path.endsWith('.node')).map((path) => path.split('/')[2]);
  };
  expect(await binaries('win-unpacked')).toEqual([keychainBinary('win32', 'x64')]);
  expect(await binaries('win-arm64-unpacked')).toEqual([keychainBinary('win32', 'arm64')]);
});

it('is refused without the keychain binary of its target', async () => {
  const project = join(scratch, 'project-without');
  await mkdir(project);
  await writeProject(project, 'win32');
  await rm(join(project, 'node_modules/@napi-rs', keychainBinary('win32', 'x64')), { recursive: true });
  const packing = pack({ target: 'win32', project, scratch: join(scratch, 'without') });
  await expect(packing).rejects.toThrow('keyring-win32-x64-msvc is not installed');
});

it('can be had for every target: the lock file has the keychain binary of each', async () => {
  const lock = JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8'));
  const wanted = (['linux', 'win32', 'darwin'] as const).flatMap((platform) =>
    ['x64', 'arm64'].map((arch) => `node_modules/@napi-rs/${keychainBinary(platform, arch)}`),
  );
  expect(Object.keys(lock.packages)).toEqual(expect.arrayContaining(wanted));
});
