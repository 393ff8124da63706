import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { NtExecutable, NtExecutableResource, Resource } from 'resedit';

export type Target = 'linux' | 'win32' | 'darwin';

/** Every fuse as Electron ships it; the packager finds and burns them in any file that holds this wire. */
const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const shippedFuses = '101100110';

/**
 * A folder that the packager takes for an unpacked Electron: the files that it moves, names and edits, with nothing in
 * them but the fuse wire.
 */
export async function writeStubElectron(folder: string, target: Target): Promise<void> {
  const write = async (path: string, content: string | Buffer, mode = 0o644) => {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content, { mode });
  };
  if (target === 'darwin') {
    const contents = 'Electron.app/Contents';
    await write(`${contents}/Info.plist`, propertyList('Electron', 'com.github.Electron'));
    await write(`${contents}/MacOS/Electron`, 'stub', 0o755);
    await write(`${contents}/Frameworks/Electron Framework.framework/Electron Framework`, fuseWire(), 0o755);
    for (const name of [
      'Electron Helper',
      'Electron Helper (Renderer)',
      'Electron Helper (GPU)',
      'Electron Helper (Plugin)',
    ]) {
      const helper = `${contents}/Frameworks/${name}.app/Contents`;
      await write(`${helper}/Info.plist`, propertyList(name, 'com.github.Electron.helper'));
      await write(`${helper}/MacOS/${name}`, 'stub', 0o755);
    }
    const framework = `${contents}/Frameworks/Electron Framework.framework/Versions/A/Resources`;
    for (const language of ['en', 'ru', 'de']) {
      await write(`${contents}/Resources/${language}.lproj/locale.pak`, '');
      await write(`${framework}/${language}.lproj/locale.pak`, '');
    }
    return;
  }
  if (target === 'win32') await write('electron.exe', portableExecutable(fuseWire()));
  else await write('electron', fuseWire(), 0o755);
  for (const language of ['en-US', 'ru', 'de']) await write(`locales/${language}.pak`, '');
}

/** The states of the fuses burnt into a packed executable, in their order: `1` on, `0` off. */
export function readFuses(executable: Buffer): string {
  const at = executable.indexOf(sentinel);
  if (at < 0) throw new Error('no fuse wire');
  const [version, length] = executable.subarray(at + sentinel.length, at + sentinel.length + 2);
  if (version !== 1 || length === undefined) throw new Error('a fuse wire of another version');
  return executable.toString('latin1', at + sentinel.length + 2, at + sentinel.length + 2 + length);
}

function fuseWire(): Buffer {
  return Buffer.from(`stub ${sentinel}\x01${String.fromCharCode(shippedFuses.length)}${shippedFuses}`, 'latin1');
}

function propertyList(name: string, identifier: string): string {
  const entries = {
    CFBundleExecutable: name,
    CFBundleName: name,
    CFBundleIdentifier: identifier,
    CFBundlePackageType: 'APPL',
  };
  const body = Object.entries(entries).map(([key, value]) => `<key>${key}</key><string>${value}</string>`);
  return `<?xml version="1.0" encoding="UTF-8"?><plist version="1.0"><dict>${body.join('')}</dict></plist>`;
}

/** A Windows program as the packager needs it: one whose version it can read, as it writes the asar's hash beside that. */
function portableExecutable(content: Buffer): Buffer {
  const executable = NtExecutable.createEmpty(false, false);
  const resources = NtExecutableResource.from(executable);
  const version = Resource.VersionInfo.createEmpty();
  version.setStringValues({ lang: 1033, codepage: 1200 }, { ProductName: 'Electron' });
  version.outputToResourceEntries(resources.entries);
  resources.outputResource(executable);
  executable.setExtraData(content);
  return Buffer.from(executable.generate());
}
