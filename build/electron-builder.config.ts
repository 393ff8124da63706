import type { Configuration } from 'electron-builder';
import { linkSchemes } from '../shared/domain/deep-link.ts';
import { type Identity, identity } from './identity.ts';
import { requireKeychainBinary } from './keychain-binary.ts';
import { removeSampleProgram } from './packed-resources.ts';
import { keychainBinary } from './setup/keychain.mjs';
import { publication, writeUpdateFeed } from './update-feed.ts';

/**
 * What ships on one system: all of the list stands with the system, as excludes alone would take in the whole project.
 * `${arch}` is the packager's own macro.
 */
const filesOf = (platform: 'linux' | 'win32' | 'darwin') => [
  'package.json',
  'LICENSE',
  'out/desktop/{main,preload}/**',
  'out/renderer/**',
  '!**/*.map',
  '!node_modules/!(keytar|@napi-rs)/**',
  '!node_modules/{keytar,@napi-rs/*}/{README.md,*.d.ts}',
  '!node_modules/.package-lock.json',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: see above
  `!node_modules/@napi-rs/!(${keychainBinary(platform, '${arch}')})/**`,
];

/**
 * The installers, for the processors that are asked for (build/setup/package-options.mjs). What is
 * bundled ships in `out/`; of `node_modules` only the keychain's package does, with that binary, as it loads it by its own
 * path.
 */
export const describePackages = (
  { appId, author, feed }: Identity,
  host: NodeJS.Platform = process.platform,
): Configuration => ({
  appId,
  productName: 'Perezvon',
  copyright: `Copyright © ${author.name}`,
  directories: { output: 'dist', buildResources: 'build' },
  asarUnpack: ['**/*.node'],
  npmRebuild: false,
  electronLanguages: ['en', 'en-US', 'ru'],
  // A running copy finds the next one by these names: without spaces, which web servers spell in several ways.
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the packager's own macros
  artifactName: 'perezvon-${version}-${os}-${arch}.${ext}',
  publish: publication(feed),
  async afterPack(context) {
    await requireKeychainBinary(context);
    await removeSampleProgram(context);
    await writeUpdateFeed(context, feed);
  },
  // The installer of Windows takes no notice of it: that one has `installer.nsh`.
  protocols: [{ name: 'Perezvon', schemes: [...linkSchemes] }],
  electronFuses: {
    runAsNode: false,
    // The page has no cookies. With it, Chromium would ask for a keychain entry of its own at the first start, and again after
    // each update that is signed otherwise.
    enableCookieEncryption: false,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    grantFileProtocolExtraPrivileges: false,
    // Burning them breaks the signature that Electron comes with, and Apple's processors run nothing without one. Only a Mac
    // can renew it.
    resetAdHocDarwinSignature: host === 'darwin',
  },
  win: {
    icon: 'build/icons/app.ico',
    files: filesOf('win32'),
    target: 'nsis',
  },
  nsis: {
    oneClick: false,
    perMachine: false,
    // Or each update brings the program for both processors.
    buildUniversalInstaller: false,
    allowToChangeInstallationDirectory: true,
    // The shortcut's name is the program's, or Electron makes a second one for its toasts.
    shortcutName: 'Perezvon',
    include: 'build/installer.nsh',
    installerLanguages: ['en_US', 'ru_RU'],
  },
  mac: {
    icon: 'build/icons/app.icns',
    files: filesOf('darwin'),
    category: 'public.app-category.business',
    minimumSystemVersion: '13.0',
    hardenedRuntime: true,
    // Buttons on notifications are there for programs of the "alert" style only.
    extendInfo: { NSUserNotificationAlertStyle: 'alert' },
    entitlements: 'build/entitlements.mac.plist',
    entitlementsInherit: 'build/entitlements.mac.plist',
    target: ['dmg', 'zip'],
  },
  // An update is the zip.
  dmg: { writeUpdateInfo: false },
  linux: {
    icon: 'build/icons/linux',
    files: filesOf('linux'),
    executableName: 'perezvon',
    category: 'Network',
    synopsis: 'Desktop companion to a hosted phone line',
    // Wayland finds the window's icon by this name.
    syncDesktopName: true,
    target: ['AppImage', 'deb'],
  },
  // The usual one makes images that need libfuse2, which newer systems do not have.
  toolsets: { appimage: '1.0.3' },
});

export default describePackages(identity);
