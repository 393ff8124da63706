#!/usr/bin/env node
import '../../../fixtures/moved-process.ts';
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import inspector from 'node:inspector';
import { registerHooks } from 'node:module';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createElectronDouble } from '../electron.ts';
import { startBrowser } from './browser.ts';
import { openChromium } from './chromium-pages.ts';
import { claimLock } from './instance-lock.ts';
import { startSchemeServer } from './scheme-server.ts';

/**
 * Stands where Electron's executable would: `<switches> <folder of package.json> <arguments>`. It says of itself what
 * Playwright's `_electron` listens for, so whatever drives this drives Electron in the same way.
 */
const folder = resolve(process.argv.slice(2).find((arg) => !arg.startsWith('-')) ?? '.');
const { main, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
/** What Electron gives an address to on Linux. */
const linuxOpener = 'xdg-open';
const { LANGUAGE = 'en', PEREZVON_DATE_OFFSET_MS = '0' } = process.env;
const { PEREZVON_DOUBLE_PACKAGED, PEREZVON_DOUBLE_RESOURCES = folder } = process.env;
Object.assign(process, { resourcesPath: PEREZVON_DOUBLE_RESOURCES });

// The browser and its profile go with this process.
process.once('SIGTERM', () => process.exit(0));
if (process.argv.includes('--inspect=0')) inspector.open(0, '127.0.0.1');
const debugging = process.argv.map((arg) => /^--remote-debugging-port=(\d+)$/.exec(arg)?.[1]).find(Boolean);
const browser = await startBrowser(Number(debugging ?? 0));

const schemes = await startSchemeServer((request) => double.protocol.answer(request));
const double = createElectronDouble({
  languages: [LANGUAGE],
  appPath: folder,
  version,
  openPage: await openChromium(browser.webSocketUrl, schemes, Number(PEREZVON_DATE_OFFSET_MS)),
  claimLock: (data, onLater) => claimLock(double.world.app.getPath('userData'), data, onLater),
  openExternal: (url) => void spawn(linuxOpener, [url], { stdio: 'ignore' }),
  end: (code) => process.exit(code),
});
double.world.app.paths.set('home', homedir());
double.world.app.isPackaged = PEREZVON_DOUBLE_PACKAGED === '1';

// What is imported from `electron`, whichever way. A member that is not modelled fails the import; `world` is for tests.
const members: Record<string, unknown> = { ...double.electron, world: double.world };
Object.assign(globalThis, { electronDouble: members });
const source = Object.keys(members).map((name) => `export const ${name} = electronDouble.${name};`);
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' ? { url: 'double:electron', shortCircuit: true } : next(specifier, context),
  load: (url, context, next) =>
    url === 'double:electron'
      ? { format: 'module', source: source.join('\n'), shortCircuit: true }
      : next(url, context),
});

// Whoever reads this asks for `electron` at once.
if (debugging !== undefined) console.error(`DevTools listening on ${browser.webSocketUrl}`);
await import(pathToFileURL(join(folder, main)).href);
// Only now: a module that waits for `ready` while it loads waits for ever, here as there.
double.world.app.becomeReady();
