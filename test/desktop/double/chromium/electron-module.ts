import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { createElectronDouble } from '../electron.ts';
import { openChromium } from './chromium-pages.ts';
import { startSchemeServer } from './scheme-server.ts';

/** What `import … from 'electron'` gives to the built bundles. A member that is not here fails the import. */
const webSocketUrl = process.env.PEREZVON_DOUBLE_BROWSER;
if (webSocketUrl === undefined) throw new Error('the double is started by test/desktop/launch.ts');
const appPath = process.cwd();

const schemes = await startSchemeServer((request) => double.protocol.answer(request));
export const double = createElectronDouble({
  languages: [process.env.PEREZVON_LOCALE ?? 'en'],
  appPath,
  version: JSON.parse(readFileSync(join(appPath, 'package.json'), 'utf8')).version,
  openPage: await openChromium(webSocketUrl, schemes),
  end(code) {
    const { opened, errorBoxes } = double.world;
    process.send?.({ last: { opened, errorBoxes } }, () => process.exit(code));
  },
});
double.world.app.paths.set('home', homedir());
double.world.app.isPackaged = process.env.PEREZVON_DOUBLE_PACKAGED === '1';

export const {
  app,
  BrowserWindow,
  clipboard,
  dialog,
  globalShortcut,
  ipcMain,
  Menu,
  MessageChannelMain,
  nativeImage,
  nativeTheme,
  net,
  Notification,
  powerMonitor,
  protocol,
  screen,
  session,
  shell,
  Tray,
} = double.electron;
