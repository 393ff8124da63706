/**
 * Packs two versions with a feed of this machine's own, installs the older one and updates it as a user does, by its page:
 * `node build/hosted/check-update.ts`. For a machine that is thrown away: it makes the system trust a certificate.
 */
import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, copyFileSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createSigningKey, signFeeds } from '../sign-feed.ts';
import { debuggingSwitch, findPage, freePort, listen } from './debugged-page.ts';
import { install, selfCheck } from './installed.mjs';
import { answerFrom, seeNoUpdates, updateByPage } from './update-steps.ts';

const { platform } = process;
const [older, newer] = ['0.0.1', '0.0.2'];
const scratch = mkdtempSync(join(tmpdir(), 'perezvon-update-'));
const key = createSigningKey();
const run = (command: string, args: string[], env = process.env) =>
  execFileSync(command, args, { env, stdio: ['ignore', 'inherit', 'inherit'] });

const folderOf = (version: string) => join(scratch, version);

function pack(version: string, port: number): void {
  const target = { linux: ['--linux', 'AppImage'], win32: ['--win', 'nsis'], darwin: ['--mac', 'zip'] }[
    platform as 'linux'
  ];
  const program = fileURLToPath(new URL('../package.mjs', import.meta.url));
  const settings = [`-c.extraMetadata.version=${version}`, `-c.directories.output=${folderOf(version)}`];
  const feed = { PEREZVON_UPDATE_URL: `https://localhost:${port}/`, PEREZVON_UPDATE_KEY: key.publicKey };
  run(process.execPath, [program, ...target, ...settings], { ...process.env, ...feed });
}

/** One that the system, and so Chromium, takes for good. */
function makeCertificate(): { key: string; certificate: string } {
  const [keyFile, file] = [join(scratch, 'key.pem'), join(scratch, 'certificate.pem')];
  run('openssl', [
    ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-keyout', keyFile, '-out', file],
    ...['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'],
  ]);
  if (platform === 'win32') run('certutil', ['-addstore', 'Root', file]);
  else if (platform === 'darwin') {
    const trust = ['add-trusted-cert', '-d', '-r', 'trustRoot', '-k', '/Library/Keychains/System.keychain', file];
    run('sudo', ['security', ...trust]);
  } else {
    const database = join(process.env.HOME ?? '', '.pki/nssdb');
    run('mkdir', ['-p', database]);
    run('certutil', ['-d', `sql:${database}`, '-A', '-t', 'C,,', '-n', 'perezvon-update', '-i', file]);
  }
  return { key: readFileSync(keyFile, 'utf8'), certificate: readFileSync(file, 'utf8') };
}

/**
 * On Linux the image: a Debian package is replaced by an administrator, and nobody here types a password. Under a name without
 * its version, which it keeps: one that has it gives way to a file of the new name.
 */
function installOlder(folder: string): string {
  if (platform !== 'linux') return install(folder);
  const image = join(scratch, 'Perezvon.AppImage');
  copyFileSync(join(folder, readdirSync(folder).find((name) => name.endsWith('.AppImage')) ?? ''), image);
  chmodSync(image, 0o755);
  return image;
}

/** Undefined while it is being replaced. */
function versionOf(installed: string): string | undefined {
  try {
    return selfCheck(installed).version;
  } catch {
    return undefined;
  }
}

async function update(program: string): Promise<void> {
  const debuggingPort = await freePort();
  const child = spawn(program, [debuggingSwitch(debuggingPort), `--data-dir=${join(scratch, 'data')}`, '--lang=en'], {
    env: { ...process.env, LANGUAGE: 'en', LC_ALL: 'en_US.UTF-8' },
    stdio: 'inherit',
  });
  // What fails here fails at once, and not when the machine is ended.
  process.once('exit', () => child.kill());
  const page = await findPage(debuggingPort);
  if (platform === 'darwin') {
    await seeNoUpdates(page);
    return;
  }
  await updateByPage(page);
  while (versionOf(program) !== newer) await delay(2_000);
}

const { key: serverKey, certificate } = makeCertificate();
// Packed with its port, and so there before anything is.
const port = await listen(createServer({ key: serverKey, cert: certificate }, answerFrom(folderOf(newer))));
for (const version of [older, newer]) pack(version, port);
signFeeds(folderOf(newer), key.privateKey);
const program = installOlder(folderOf(older));
const before = selfCheck(program).version;
if (before !== older) throw new Error(`${older} was installed, and ${before} runs`);
await Promise.race([
  update(program),
  delay(10 * 60_000).then(() => {
    throw new Error('the update did not come to an end');
  }),
]);
console.log(platform === 'darwin' ? 'An unsigned copy says that it is not replaced.' : `${older} has become ${newer}.`);
// What was restarted goes on in a window of its own; the machine ends it.
process.exit(0);
