import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import config from '../../build/electron-builder.config.ts';
import { applicationId } from '../../electron/desktop/application-id.ts';
import { linkSchemes } from '../../shared/domain/deep-link.ts';
import { root } from './pack.ts';

const read = (path: string) => readFileSync(join(root, path), 'utf8');
const packageJson = JSON.parse(read('package.json'));
const archesOf = (targets: unknown) =>
  Object.fromEntries((targets as { target: string; arch: string[] }[]).map(({ target, arch }) => [target, arch]));
const both = ['x64', 'arm64'];

describe('Windows', () => {
  it('shows toasts under one id, and makes one shortcut', () => {
    expect(config.appId).toBe(applicationId);
    expect([config.productName, config.nsis?.shortcutName]).toEqual([packageJson.productName, packageJson.productName]);
  });

  it('is installed for one user, who needs no administrator', () => {
    expect(config.nsis).toMatchObject({ oneClick: false, perMachine: false });
    // The packager refuses these without an installation for everybody.
    expect(config.fileAssociations).toBeUndefined();
    expect(archesOf(config.win?.target)).toEqual({ nsis: both });
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
    const schemes = written.filter(({ key }) => key.endsWith('\\URLAssociations')).map(({ name }) => name);
    expect(schemes.sort()).toEqual([...linkSchemes].sort());
    // A link is one argument, whatever is in it.
    expect(script).toContain(`'"$appExe" "%1"'`);
  });
});

describe('macOS', () => {
  it('has the zip that updates are, beside the image that is installed from', () => {
    expect(archesOf(config.mac?.target)).toEqual({ dmg: both, zip: both });
  });

  it('is hardened, and asks for nothing that a program without a voice needs', () => {
    expect(config.mac).toMatchObject({
      ...{ hardenedRuntime: true, entitlements: 'build/entitlements.mac.plist' },
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

  it('comes as a package and as an image', () => {
    expect(archesOf(config.linux?.target)).toEqual({ AppImage: both, deb: both });
    expect(packageJson.author).toMatch(/<.+@.+>$/);
  });
});
