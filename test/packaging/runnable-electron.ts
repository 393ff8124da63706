import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeStubElectron } from './stub-electron.ts';

const double = fileURLToPath(new URL('../desktop/double/chromium/executable.ts', import.meta.url));
const asar = join(dirname(createRequire(import.meta.url).resolve('@electron/asar/package.json')), 'bin/asar.js');

/**
 * A stub of Electron that runs what is packed around it: on the double, out of its archive. Whoever is to end what was started
 * finds the process ids in the file that PEREZVON_STUB_PROCESSES names.
 */
export async function writeRunnableElectron(folder: string): Promise<void> {
  await writeStubElectron(folder, 'linux');
  const program = join(folder, 'electron');
  // Its fuses stay in it, or the packager would have none to burn.
  const wire = await readFile(program);
  const script = `#!/bin/sh
set -e
echo $$ >> "$PEREZVON_STUB_PROCESSES"
PEREZVON_DOUBLE_PACKAGED=1
PEREZVON_DOUBLE_RESOURCES=$(dirname "$(readlink -f "$0")")/resources
# As Chromium does, it trusts whom the user's own database names.
NODE_EXTRA_CA_CERTS=$(mktemp)
certutil -d "sql:$HOME/.pki/nssdb" -L -n perezvon-update -a > "$NODE_EXTRA_CA_CERTS"
export PEREZVON_DOUBLE_PACKAGED PEREZVON_DOUBLE_RESOURCES NODE_EXTRA_CA_CERTS
program=$(mktemp -d)
'${process.execPath}' '${asar}' extract "$PEREZVON_DOUBLE_RESOURCES/app.asar" "$program"
exec '${process.execPath}' '${double}' "$program" "$@"
# `;
  await writeFile(program, Buffer.concat([Buffer.from(script), wire, Buffer.from('\n')]));
}

/** Where the image's file system begins behind what starts it. */
const runtimeBytes = 1024;

/** What the packager makes an AppImage with, as it would download it: here the file system is an archive of `tar`. */
export async function writeImageTools(folder: string): Promise<void> {
  const processor = process.arch === 'arm64' ? 'arm64' : 'x64';
  await mkdir(join(folder, 'runtimes'), { recursive: true });
  await mkdir(join(folder, 'lib', processor), { recursive: true });
  const start = `#!/bin/sh
place=$(mktemp -d)
tail -c +${runtimeBytes + 1} "$0" | tar -xf - -C "$place"
APPIMAGE=$(readlink -f "$0") APPDIR=$place exec "$place/AppRun" "$@"
`;
  await writeFile(join(folder, 'runtimes', `runtime-${processor}`), start.padEnd(runtimeBytes, '\n'));
  // mksquashfs FOLDER IMAGE -offset BYTES …
  const archive = '#!/bin/sh\nhead -c "$4" /dev/zero > "$2"\ntar -C "$1" -cf - . >> "$2"\n';
  await writeFile(join(folder, 'mksquashfs'), archive, { mode: 0o755 });
  await writeFile(join(folder, 'desktop-file-validate'), '');
}

/** Keeps a certificate as NSS does, as far as it is asked here. What is not trusted for servers is none. */
export async function writeCertificateTool(folder: string): Promise<void> {
  const script = `#!/bin/sh
while [ $# -gt 0 ]; do
  case "$1" in
    -A | -L | -a) action="$action$1" ;;
    -d) shift; database=\${1#sql:} ;;
    -t) shift; [ "$1" = C,, ] || exit 1 ;;
    -n) shift; name=$1 ;;
    -i) shift; file=$1 ;;
    *) exit 1 ;;
  esac
  shift
done
case "$action" in
  -A) cp "$file" "$database/$name.pem" ;;
  -L-a) cat "$database/$name.pem" ;;
  *) exit 1 ;;
esac
`;
  await writeFile(join(folder, 'certutil'), script, { mode: 0o755 });
}
