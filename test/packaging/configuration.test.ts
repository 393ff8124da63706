import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Arch } from 'electron-builder';
import { describe, expect, it } from 'vitest';
import config, { describePackages } from '../../build/electron-builder.config.ts';
import { identity } from '../../build/identity.ts';
import { applicationId, toastActivator } from '../../electron/desktop/main/application-id.ts';
import { linkSchemes } from '../../shared/domain/deep-link.ts';
import { loadAsPackager, ofPackager, root } from './pack.ts';

const read = (path: string) => readFileSync(join(root, path), 'utf8');
const packageJson = JSON.parse(read('package.json'));

it('is read by the packager’s own loader, and is described in its own terms', async () => {
  const { validateConfiguration } = ofPackager('app-builder-lib/out/util/config/config');
  const { DebugLogger } = ofPackager('builder-util');
  const read = await loadAsPackager();
  await expect(validateConfiguration(read, new DebugLogger(false))).resolves.toBeUndefined();
  await expect(validateConfiguration({ ...read, protocol: [] }, new DebugLogger(false))).rejects.toThrow('protocol');
  // The very one that these tests look at.
  const { afterPack, ...described } = read;
  expect(afterPack).toBeTypeOf('function');
  expect(JSON.parse(JSON.stringify(config))).toMatchObject({
    appId: described.appId,
    electronFuses: described.electronFuses,
    toolsets: described.toolsets,
  });
});

describe.each(['linux', 'win', 'mac'] as const)('the targets of %s', (system) => {
  const { computeArchToTargetNamesMap } = ofPackager('app-builder-lib/out/targets/targetFactory');
  /** What is made when these processors are named on the command line. */
  async function made(...processors: Arch[]): Promise<Map<Arch, string[]>> {
    const packager = { platformSpecificBuildOptions: (await loadAsPackager())[system] };
    return computeArchToTargetNamesMap(new Map(processors.map((arch) => [arch, []])), packager, undefined);
  }

  it('are made for the processor of this machine, whose keychain binary is installed', async () => {
    expect([...(await made()).keys()].map((arch) => Arch[arch])).toEqual([process.arch]);
  });

  it('are made for another one where it is named', async () => {
    const whole = [...(await made()).values()];
    for (const arch of [Arch.x64, Arch.arm64]) expect([...(await made(arch))]).toEqual([[arch, ...whole]]);
  });
});

describe('Windows', () => {
  it('shows toasts under one id, and makes one shortcut', () => {
    expect(config.appId).toBe(applicationId);
    expect([config.productName, config.nsis?.shortcutName]).toEqual([packageJson.productName, packageJson.productName]);
  });

  it('is installed for one user, who needs no administrator', () => {
    expect(config.nsis).toMatchObject({ oneClick: false, perMachine: false });
    // The packager refuses these without an installation for everybody.
    expect(config.fileAssociations).toBeUndefined();
    expect(config.win?.target).toBe('nsis');
  });

  it('is registered for links where the user chooses, and leaves nothing behind', () => {
    const script = read('build/installer.nsh');
    const defined = new Map([...script.matchAll(/^!define (\w+) "(.*)"$/gm)].map(([, name, value]) => [name, value]));
    const resolve = (text = '') => text.replaceAll(/\$\{(\w+)\}/g, (whole, name) => defined.get(name) ?? whole);
    const macro = (name: string) => new RegExp(`!macro ${name}\n([^]*?)!macroend`).exec(script)?.[1] ?? '';
    const written = [...macro('customInstall').matchAll(/WriteRegStr (\S+) "(.+?)" "(.*?)" /g)].map(
      ([, hive, key, name]) => ({ hive, key: resolve(key), name }),
    );
    const removed = [...macro('customUnInstall').matchAll(/DeleteReg(Key|Value) SHCTX "(.+?)"(?: "(.+?)")?/g)].map(
      ([, kind, key, name]) => ({ kind, key: resolve(key), name }),
    );
    expect(written.length).toBeGreaterThanOrEqual(10);
    // Of this user, unless the whole installation is for everybody.
    expect(written.filter(({ hive }) => hive !== 'SHCTX')).toEqual([]);
    const stays = written.filter(
      ({ key, name }) =>
        !removed.some((gone) =>
          gone.kind === 'Key' ? `${key}\\`.startsWith(`${gone.key}\\`) : gone.key === key && gone.name === name,
        ),
    );
    expect(stays).toEqual([]);
    // What the program has written while it ran: Electron names the entry at login by the id, which is NSIS's APP_ID.
    const ownWords = resolve(macro('customUnInstall'));
    for (const key of ['Microsoft\\Windows\\CurrentVersion\\Run', 'StartupApproved\\Run'])
      expect(ownWords).toContain(`${key}" "\${APP_ID}"`);
    expect(ownWords).toContain(`HKCU "Software\\Classes\\CLSID\\${toastActivator}"`);
    const schemes = written.filter(({ key }) => key.endsWith('\\URLAssociations')).map(({ name }) => name);
    expect(schemes.sort()).toEqual([...linkSchemes].sort());
    // A link is one argument, whatever is in it.
    expect(script).toContain(`'"$appExe" "%1"'`);
  });
});

describe('macOS', () => {
  it('has the zip that updates are, beside the image that is installed from', () => {
    expect(config.mac?.target).toEqual(['dmg', 'zip']);
  });

  it('has its signature renewed when the fuses have broken it, which only a Mac can', () => {
    const fuses = (host: NodeJS.Platform) => describePackages(identity, host).electronFuses;
    expect(fuses('darwin')).toMatchObject({ resetAdHocDarwinSignature: true });
    for (const host of ['linux', 'win32'] as const) {
      expect(fuses(host)).toMatchObject({ resetAdHocDarwinSignature: false });
    }
  });

  it('is hardened, and asks for nothing that a program without a voice needs', () => {
    expect(config.mac).toMatchObject({
      hardenedRuntime: true,
      entitlements: 'build/entitlements.mac.plist',
      entitlementsInherit: 'build/entitlements.mac.plist',
    });
    const keys = [...read('build/entitlements.mac.plist').matchAll(/<key>(.+?)<\/key>/g)].map(([, key]) => key);
    expect(keys).toEqual(['com.apple.security.cs.allow-jit']);
    // Notarized wherever the credentials are; `false` would leave it out there too.
    expect(config.mac?.notarize).toBeUndefined();
  });
});

describe('Linux', () => {
  it('has windows, desktop entry and portal under one name, in the form that Wayland wants', () => {
    expect(config.linux?.syncDesktopName).toBe(true);
    expect(packageJson.desktopName).toMatch(/^[a-z]+(\.[A-Za-z]\w*){2,}\.desktop$/);
    expect(config.linux?.executableName).toMatch(/^[a-z]+$/);
  });

  it('has an image that runs without libfuse2, which newer systems do not have', () => {
    expect(config.toolsets?.appimage).toBe('1.0.3');
  });

  it('comes as a package and as an image', () => {
    expect(config.linux?.target).toEqual(['AppImage', 'deb']);
    expect(packageJson.author).toMatch(/<.+@.+>$/);
  });
});
