/**
 * Packs two versions with a feed of this machine's own, installs the older one and updates it as a user does, by its page:
 * `node build/hosted/check-update.ts`. For a machine that is thrown away: it makes the system trust a certificate.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { chromium, type Page } from '@playwright/test';
import { createSigningKey, signFeeds } from '../sign-feed.ts';
import { install, selfCheck } from './installed.mjs';
import { answerFrom, seeNoUpdates, updateByPage } from './update-steps.ts';

const { platform } = process;
const [port, debuggingPort] = [8443, 9333];
const [older, newer] = ['0.0.1', '0.0.2'];
const scratch = mkdtempSync(join(tmpdir(), 'perezvon-update-'));
const key = createSigningKey();
const run = (command: string, args: string[], env = process.env) =>
  execFileSync(command, args, { env, stdio: ['ignore', 'inherit', 'inherit'] });

function pack(version: string): string {
  const folder = join(scratch, version);
  const target = { linux: ['--linux', 'AppImage'], win32: ['--win', 'nsis'], darwin: ['--mac', 'zip'] }[
    platform as 'linux'
  ];
  const program = fileURLToPath(new URL('../package.mjs', import.meta.url));
  const settings = [`-c.extraMetadata.version=${version}`, `-c.directories.output=${folder}`];
  const feed = { PEREZVON_UPDATE_URL: `https://localhost:${port}/`, PEREZVON_UPDATE_KEY: key.publicKey };
  run(process.execPath, [program, ...target, ...settings], { ...process.env, ...feed });
  return folder;
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

/** On Linux the image: a Debian package is replaced by an administrator, and nobody here types a password. */
function installOlder(folder: string): string {
  if (platform !== 'linux') return install(folder);
  const image = join(folder, readdirSync(folder).find((name) => name.endsWith('.AppImage')) ?? '');
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

async function findPage(): Promise<Page> {
  for (;;) {
    const browser = await chromium.connectOverCDP(`http://127.0.0.1:${debuggingPort}`).catch(() => undefined);
    const page = browser
      ?.contexts()[0]
      ?.pages()
      .find((one) => one.url().startsWith('app://perezvon/index.html'));
    if (page !== undefined) return page;
    await delay(500);
  }
}

async function update(program: string): Promise<void> {
  const child: ChildProcess = spawn(
    program,
    [`--remote-debugging-port=${debuggingPort}`, `--data-dir=${join(scratch, 'data')}`, '--lang=en'],
    { env: { ...process.env, LANGUAGE: 'en', LC_ALL: 'en_US.UTF-8' }, stdio: 'inherit' },
  );
  const page = await findPage();
  if (platform === 'darwin') {
    await seeNoUpdates(page);
    child.kill();
    return;
  }
  await updateByPage(page);
  while (versionOf(program) !== newer) await delay(2_000);
}

const [oldFolder, newFolder] = [pack(older), pack(newer)];
signFeeds(newFolder, key.privateKey);
const { key: serverKey, certificate } = makeCertificate();
createServer({ key: serverKey, cert: certificate }, answerFrom(newFolder)).listen(port, '127.0.0.1');
const program = installOlder(oldFolder);
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
