import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import config, { describePackages } from '../../build/electron-builder.config.ts';
import { identity } from '../../build/identity.ts';
import { createSigningKey, signFeeds } from '../../build/sign-feed.ts';
import { examineInstallation } from '../../electron/desktop/program-update/installation.ts';
import { ofPackager, packDebian, root, writeProject } from './pack.ts';

/** A feed as a build would name it. */
const { publicKey, privateKey } = createSigningKey();
const feed = { url: 'https://updates.example/perezvon', publicKey };
const fedConfig = describePackages({ ...identity, feed });

let scratch: string;
let project: string;
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'perezvon-updates-'));
  const own = process.platform === 'linux' && process.arch === 'x64';
  project = own ? root : join(scratch, 'project');
  if (!own) await writeProject(project, 'linux');
});
afterAll(() => rm(scratch, { recursive: true, force: true }));

describe('a deb with a feed', () => {
  let folder: string;
  beforeAll(async () => {
    await mkdir(join(scratch, 'fed'));
    folder = dirname(await packDebian({ project, scratch: join(scratch, 'fed'), config: fedConfig }));
  });

  it('knows its feed and the key of it, and what electron-updater has to know', async () => {
    const resources = join(folder, 'linux-unpacked/resources');
    expect(JSON.parse(await readFile(join(resources, 'update-feed.json'), 'utf8'))).toEqual(feed);
    const told = await readFile(join(resources, 'app-update.yml'), 'utf8');
    expect(told).toContain(`url: ${feed.url}\n`);
    expect(told).toMatch(/^updaterCacheDirName: perezvon\S*$/m);
    // The program reads of itself what the packager wrote.
    const installation = {
      platform: 'linux',
      environment: { PATH: '' },
      isPackaged: true,
      program: '/',
      resources,
    } as const;
    expect(await examineInstallation(installation)).toEqual({ obstacle: 'no-installer' });
  });

  it('comes with a feed of its own, of one name without spaces, ready to be signed', async () => {
    const names = await readdir(folder);
    const deb = names.find((name) => name.endsWith('.deb')) ?? '';
    expect(deb).toMatch(/^perezvon-\d+\.\d+\.\d+-linux-amd64\.deb$/);
    expect(await readFile(join(folder, 'latest-linux.yml'), 'utf8')).toContain(`url: ${deb}\n`);
    expect(signFeeds(folder, privateKey)).toEqual(['latest-linux.yml']);
  });
});

it('is described in the packager’s own terms with a feed as without', async () => {
  const { validateConfiguration } = ofPackager('app-builder-lib/out/util/config/config');
  const { DebugLogger } = ofPackager('builder-util');
  for (const each of [config, fedConfig]) {
    const plain = JSON.parse(JSON.stringify(each));
    await expect(validateConfiguration(plain, new DebugLogger(false))).resolves.toBeUndefined();
  }
});

it('offers each processor its own file, under a name that its updater knows it by', () => {
  // electron-updater looks for `x64` or `arm64` in the names of what a feed lists for Windows and macOS.
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the packager's own macros
  expect(fedConfig.artifactName).toBe('perezvon-${version}-${os}-${arch}.${ext}');
  expect(fedConfig.nsis).toMatchObject({ buildUniversalInstaller: false });
  expect(fedConfig.mac?.target).toContain('zip');
});
