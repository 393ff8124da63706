import type { Configuration } from 'electron-builder';
import { linkSchemes } from '../shared/domain/deep-link.ts';
import { keychainBinary, requireKeychainBinary } from './keychain-binary.ts';
import { publication, readUpdateFeed, type UpdateFeed, writeUpdateFeed } from './update-feed.ts';

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
 * The installers. What is bundled ships in `out/`; of `node_modules` only the keychain's package does, with the binary of
 * the target, as it loads that by its own path. Without a feed the program is not replaced by newer ones, and says so.
 */
export const describePackages = (feed: UpdateFeed | undefined): Configuration => ({
  // Equal to the AppUserModelId that `electron/desktop/main.ts` sets.
  appId: 'app.perezvon.desktop',
  productName: 'Perezvon',
  copyright: 'Copyright © Perezvon contributors',
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
    await writeUpdateFeed(context, feed);
  },
  // The installer of Windows takes no notice of it: that one has `installer.nsh`.
  protocols: [{ name: 'Perezvon', schemes: [...linkSchemes] }],
  electronFuses: {
    runAsNode: false,
    enableCookieEncryption: true,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    grantFileProtocolExtraPrivileges: false,
  },
  win: {
    icon: 'build/icons/app.ico',
    files: filesOf('win32'),
    target: [{ target: 'nsis', arch: ['x64', 'arm64'] }],
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
    target: [
      { target: 'dmg', arch: ['x64', 'arm64'] },
      { target: 'zip', arch: ['x64', 'arm64'] },
    ],
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
    target: [
      { target: 'AppImage', arch: ['x64', 'arm64'] },
      { target: 'deb', arch: ['x64', 'arm64'] },
    ],
  },
});

export default describePackages(readUpdateFeed(process.env));
