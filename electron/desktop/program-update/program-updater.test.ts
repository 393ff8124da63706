import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Platform } from 'electron-builder';
import { AppImageUpdater, type AppUpdater, DebUpdater, NsisUpdater } from 'electron-updater';
import { ElectronHttpExecutor } from 'electron-updater/out/electronHttpExecutor.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSigningKey } from '../../../build/sign-feed.ts';
import { compact } from '../../../shared/domain/compact.ts';
import { createManualClock } from '../../../test/fakes/manual-clock.ts';
import { silentLogger } from '../../../test/fakes/silent-logger.ts';
import { startUpdateFeed, type UpdateFeedStand } from '../../../test/fixtures/update-feed.ts';
import type { PackageKind } from './installation.ts';
import { createProgramUpdater } from './program-updater.ts';

const image = { name: 'perezvon-1.2.3-linux-x86_64.AppImage', content: Buffer.alloc(300_000, 'perezvon') };
const deb = { name: 'perezvon-1.2.3-linux-amd64.deb', content: Buffer.alloc(2_000, 'deb') };
const installers = {
  x64: { name: 'perezvon-1.2.3-win-x64.exe', content: Buffer.alloc(90_000, 'x64') },
  arm64: { name: 'perezvon-1.2.3-win-arm64.exe', content: Buffer.alloc(80_000, 'arm64') },
};

/** electron-updater's own client, with Node's requests in the place of Electron's. */
class NodeExecutor extends ElectronHttpExecutor {
  override createRequest(options: object, onAnswer: (answer: unknown) => void) {
    return request(options, onAnswer) as unknown as ReturnType<ElectronHttpExecutor['createRequest']>;
  }
  override addRedirectHandlers() {}
}

let scratch: string;
let stand: UpdateFeedStand;
beforeEach(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'perezvon-updater-'));
  stand = await startUpdateFeed();
});
afterEach(async () => {
  delete process.env.APPIMAGE;
  await stand.close();
  await rm(scratch, { recursive: true, force: true });
});

/** A copy of the program as an AppImage of version 0.1.0 has it, with the real electron-updater. */
async function install(options: { kind?: PackageKind; publisher?: string; url?: string; publicKey?: string } = {}) {
  const { kind = 'AppImage' } = options;
  const resources = join(scratch, 'resources');
  const program = join(scratch, 'perezvon');
  await mkdir(resources, { recursive: true });
  const feed = { url: options.url ?? stand.url, publicKey: options.publicKey ?? stand.publicKey };
  await writeFile(join(resources, 'update-feed.json'), JSON.stringify(feed));
  const publisher = options.publisher === undefined ? '' : `publisherName: ${options.publisher}\n`;
  await writeFile(join(resources, 'app-update.yml'), `provider: generic\nupdaterCacheDirName: perezvon\n${publisher}`);
  const environment: NodeJS.ProcessEnv = { PATH: scratch };
  if (kind === 'AppImage') {
    environment.APPIMAGE = join(scratch, 'Perezvon.AppImage');
    process.env.APPIMAGE = environment.APPIMAGE;
    await writeFile(environment.APPIMAGE, 'the old one', { mode: 0o755 });
  }
  if (kind === 'deb') {
    await writeFile(join(resources, 'package-type'), 'deb');
    for (const name of ['pkexec', 'dpkg']) await writeFile(join(scratch, name), '', { mode: 0o755 });
  }
  if (kind === 'nsis') await writeFile(join(scratch, 'Uninstall Perezvon.exe'), '');

  const app = {
    version: '0.1.0',
    name: 'Perezvon',
    isPackaged: true,
    appUpdateConfigPath: join(resources, 'app-update.yml'),
    userDataPath: scratch,
    baseCachePath: join(scratch, 'cache'),
    whenReady: async () => {},
    relaunch() {},
    quit() {},
    onQuit() {},
  };
  const Updater = { AppImage: AppImageUpdater, deb: DebUpdater, nsis: NsisUpdater, dmg: undefined }[kind];
  if (Updater === undefined) throw new Error('macOS hands over to Electron’s own updater');
  let made: AppUpdater | undefined;
  const clock = createManualClock();
  const updater = createProgramUpdater({
    installation: { platform: kind === 'nsis' ? 'win32' : 'linux', environment, isPackaged: true, program, resources },
    createUpdater() {
      const created = new Updater(null, app);
      Object.assign(created, { httpExecutor: new NodeExecutor() });
      if (kind === 'nsis') {
        Object.assign(created, { _testOnlyOptions: { platform: 'win32', isUseDifferentialDownload: false } });
        (created as NsisUpdater).verifyUpdateCodeSignature = async () => 'signed by somebody else';
      }
      made = created;
      return created;
    },
    fetch,
    clock,
    logger: silentLogger,
    quitInto() {},
  });
  const pending = join(scratch, 'cache/perezvon/pending');
  return {
    updater,
    clock,
    own: () => made,
    /** What was downloaded and kept. */
    kept: async () => (await readdir(pending).catch(() => [])).filter((name) => name !== 'update-info.json'),
    pending,
  };
}

const silence = () => {};
const publish = (version = '1.2.3', notes?: string) =>
  stand.publish({ version, artifacts: [image, deb], ...compact({ notes }) });

describe('a newer version in a signed feed', () => {
  it('is found, with its notes as plain text', async () => {
    await publish('1.2.3', '<b>Louder</b>\u202e\u0007\r\n\n\n\n- bells');
    const { updater } = await install();
    expect(await updater.obstacle()).toBeUndefined();
    expect(await updater.check()).toEqual({ version: '1.2.3', notes: '<b>Louder</b>\n\n- bells' });
    expect(stand.asked.sort()).toEqual(['latest-linux.yml', 'latest-linux.yml.sig']);
  });

  it('has notes of a length that a person reads', async () => {
    await publish('1.2.3', 'ding '.repeat(20_000));
    const release = await (await install()).updater.check();
    expect(release?.notes).toHaveLength(4000);
  });

  it('is not found where there is none, and an older one is none', async () => {
    const { updater } = await install();
    for (const version of ['0.1.0', '0.0.9', '0.1.0-beta.1']) {
      await publish(version);
      expect(await updater.check()).toBeUndefined();
    }
  });

  it('is downloaded whole, with progress, and kept for the restart', async () => {
    await publish();
    const { updater, kept, pending } = await install();
    await updater.check();
    const shares: number[] = [];
    await updater.download((share) => shares.push(share));
    expect(await kept()).toEqual([image.name]);
    expect(await readFile(join(pending, image.name))).toEqual(image.content);
    expect(shares.at(-1)).toBe(1);
    expect(shares.every((share) => share >= 0 && share <= 1)).toBe(true);
    // Nothing else happened to the running program.
    expect(await readFile(join(scratch, 'Perezvon.AppImage'), 'utf8')).toBe('the old one');
  });

  it('is there at once when an earlier run downloaded it', async () => {
    await publish();
    const first = await install();
    await first.updater.check();
    await first.updater.download(silence);
    const later = await install();
    await later.updater.check();
    const before = stand.asked.filter((name) => name === image.name).length;
    await later.updater.download(silence);
    expect(stand.asked.filter((name) => name === image.name)).toHaveLength(before);
  });

  it('is the package that this copy came in', async () => {
    await publish();
    const { updater, kept } = await install({ kind: 'deb' });
    await updater.check();
    await updater.download(silence);
    expect(await kept()).toEqual([deb.name]);
  });

  it('is the installer for this processor, and comes from latest.yml on Windows', async () => {
    await stand.publish({ version: '1.2.3', artifacts: Object.values(installers), platform: Platform.WINDOWS });
    const { updater, kept } = await install({ kind: 'nsis' });
    await updater.check();
    await updater.download(silence);
    expect(await kept()).toEqual([installers[process.arch as 'x64' | 'arm64'].name]);
    expect(stand.asked).toContain('latest.yml');
  });
});

describe('a feed that cannot be believed', () => {
  const refused = (problem: string) => expect.objectContaining({ name: 'UpdateError', problem });
  const html = '<!doctype html><h1>Sign in to the guest network</h1>';

  it('is refused when it was changed after it was signed', async () => {
    await publish();
    const feed = await readFile(join(stand.folder, 'latest-linux.yml'), 'utf8');
    await writeFile(join(stand.folder, 'latest-linux.yml'), feed.replace('1.2.3', '1.2.4'));
    await expect((await install()).updater.check()).rejects.toEqual(refused('not-signed'));
  });

  it('is refused when somebody else signed it, and when nobody did', async () => {
    await publish();
    stand.sign(createSigningKey().privateKey);
    await expect((await install()).updater.check()).rejects.toEqual(refused('not-signed'));
    for (const signature of ['', 'not base64 !', html]) {
      await writeFile(join(stand.folder, 'latest-linux.yml.sig'), signature);
      await expect((await install()).updater.check()).rejects.toEqual(refused('not-signed'));
    }
    await rm(join(stand.folder, 'latest-linux.yml.sig'));
    await expect((await install()).updater.check()).rejects.toEqual(refused('unreachable'));
  });

  it.each([
    [
      'leads elsewhere',
      (feed: string) => feed.replaceAll('perezvon-1', 'https://elsewhere.example/perezvon-1'),
      'garbled',
    ],
    ['climbs out of its folder', (feed: string) => feed.replaceAll('perezvon-1', '../../perezvon-1'), 'garbled'],
    ['names no version', (feed: string) => feed.replace('1.2.3', 'latest'), 'garbled'],
    ['has no checksum', (feed: string) => feed.replaceAll(/ +sha512: .*\n/g, ''), 'garbled'],
    ['is a page of HTML', () => html, 'garbled'],
    ['is empty', () => '', 'garbled'],
    ['is no YAML', () => 'version: [1.2', 'garbled'],
    ['runs code', () => 'version: !!js/function "function () {}"', 'garbled'],
    ['is huge', (feed: string) => `${feed}releaseName: ${'x'.repeat(200_000)}\n`, 'garbled'],
  ])('is refused although it is signed, when it %s', async (_what, change, problem) => {
    await publish();
    const path = join(stand.folder, 'latest-linux.yml');
    await writeFile(path, change(await readFile(path, 'utf8')));
    stand.sign();
    await expect((await install()).updater.check()).rejects.toEqual(refused(problem));
  });

  it('is not read to its end when it has none', async () => {
    await publish();
    let sent = 0;
    stand.spoil('latest-linux.yml', (_request, response) => {
      const more = () => {
        for (;;) {
          sent += 16_384;
          if (response.destroyed || !response.write(Buffer.alloc(16_384, 'a'))) break;
        }
      };
      response.on('drain', more);
      more();
    });
    await expect((await install()).updater.check()).rejects.toEqual(refused('garbled'));
    expect(sent).toBeLessThan(16 * 1024 * 1024);
  });

  it('is out of reach when the server fails, cuts it off or is not there', async () => {
    await publish();
    stand.spoil('latest-linux.yml', (_request, response) => response.writeHead(503).end(html));
    const { updater } = await install();
    await expect(updater.check()).rejects.toEqual(refused('unreachable'));
    stand.spoil('latest-linux.yml', (_request, response) => {
      response.writeHead(200, { 'content-length': 1000 }).write('version: 1.2.3');
      setImmediate(() => response.destroy());
    });
    await expect(updater.check()).rejects.toEqual(refused('unreachable'));
    await expect((await install({ url: 'http://127.0.0.1:9/' })).updater.check()).rejects.toEqual(
      refused('unreachable'),
    );
  });
});

describe('a download', () => {
  const refused = (problem: string) => expect.objectContaining({ name: 'UpdateError', problem });

  it('is refused and thrown away when it is not what the feed promised', async () => {
    await publish();
    await writeFile(join(stand.folder, image.name), Buffer.alloc(image.content.length, 'evil'));
    const { updater, kept } = await install();
    await updater.check();
    await expect(updater.download(silence)).rejects.toEqual(refused('tampered'));
    expect(await kept()).toEqual([]);
    // The next attempt finds the right file.
    await writeFile(join(stand.folder, image.name), image.content);
    await updater.download(silence);
    expect(await kept()).toEqual([image.name]);
  });

  it('is refused when the installer of Windows is signed by somebody else', async () => {
    await stand.publish({ version: '1.2.3', artifacts: Object.values(installers), platform: Platform.WINDOWS });
    const { updater, kept } = await install({ kind: 'nsis', publisher: 'Perezvon contributors' });
    await updater.check();
    await expect(updater.download(silence)).rejects.toEqual(refused('not-signed'));
    expect(await kept()).toEqual([]);
  });

  it.each([
    ['before its first byte', 0],
    ['in the middle', 1000],
  ])(
    'is given up when the server goes silent %s',
    async (_when, bytes) => {
      await publish();
      const stalled = Promise.withResolvers<void>();
      stand.spoil(image.name, (_request, response) => {
        if (bytes > 0) response.writeHead(200, { 'content-length': image.content.length });
        response.once('close', stalled.resolve);
        if (bytes > 0) response.write(image.content.subarray(0, bytes));
      });
      const { updater, clock, kept } = await install();
      await updater.check();
      const download = expect(updater.download(silence)).rejects.toEqual(refused('slow'));
      await expect.poll(() => stand.asked.includes(image.name)).toBe(true);
      clock.advance(61_000);
      await download;
      // The connection with it.
      await stalled.promise;
      expect(await kept()).toEqual([]);
    },
    15_000,
  );

  it('is given up when it never ends', async () => {
    await publish();
    stand.spoil(image.name, (_request, response) => {
      response.writeHead(200);
      const more = () => {
        while (!response.destroyed && response.write(Buffer.alloc(65_536)));
      };
      response.on('drain', more);
      more();
    });
    const { updater, kept } = await install();
    await updater.check();
    await expect(updater.download(silence)).rejects.toEqual(refused('tampered'));
    expect(await kept()).toEqual([]);
  });

  it('is out of reach when it is cut off or gone', async () => {
    await publish();
    const { updater, kept } = await install();
    await updater.check();
    stand.spoil(image.name, (_request, response) => {
      response.writeHead(200, { 'content-length': image.content.length }).write(image.content.subarray(0, 1000));
      setTimeout(() => response.destroy(), 20);
    });
    await expect(updater.download(silence)).rejects.toEqual(refused('unreachable'));
    stand.spoil(image.name, (_request, response) => response.writeHead(404).end());
    await expect(updater.download(silence)).rejects.toEqual(refused('unreachable'));
    expect(await kept()).toEqual([]);
  });

  it('begins only with what a check has found', async () => {
    await publish();
    const { updater } = await install();
    await expect(updater.download(silence)).rejects.toEqual(refused('unknown'));
  });

  it('is never begun, installed or made older by electron-updater itself', async () => {
    await publish();
    const { updater, own } = await install();
    await updater.check();
    expect(own()).toMatchObject({ autoDownload: false, autoInstallOnAppQuit: false, allowDowngrade: false });
    expect(stand.asked).not.toContain(image.name);
  });

  it('is not installed where the program may no longer be replaced', async () => {
    await publish();
    const { updater } = await install();
    await updater.check();
    await updater.download(silence);
    await rm(join(scratch, 'Perezvon.AppImage'));
    await expect(updater.install()).rejects.toEqual(refused('not-installed'));
  });
});
