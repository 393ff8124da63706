import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { app, dialog, protocol } from 'electron';
import { defaultDataDirectory } from '../core/instance/data-directory.ts';
import { parseCommandLine } from './command-line.ts';
import { privilegedSchemes } from './origin.ts';
import { claimFirstStart } from './single-instance.ts';

// Everything here has to happen before `ready`, which waits for this module to end: nothing may be awaited.

/** Equal to `appId` of the packager, which the installer writes on the shortcut: without it Windows shows no toast. */
const applicationId = 'app.perezvon.desktop';
/** Constant, or each run would register an activator of its own and a toast of yesterday would lead nowhere. */
const toastActivator = '{7D0B7E5C-6C1F-4B0B-9E0B-3C2E5A9D4F61}';

const workingDirectory = process.cwd();
const args = process.argv.slice(1);
const commandLine = parseCommandLine(args, workingDirectory);
const dataDirectory =
  commandLine.dataDirectory ??
  defaultDataDirectory({ platform: process.platform, home: app.getPath('home'), env: process.env });

// Chromium's own files lie apart from the program's. The folder has to be there, or Electron refuses it.
const userData = join(dataDirectory, 'desktop');
mkdirSync(userData, { recursive: true, mode: 0o700 });
app.setPath('userData', userData);

if (process.platform === 'win32') {
  app.setAppUserModelId(applicationId);
  app.setToastActivatorCLSID(toastActivator);
}
protocol.registerSchemesAsPrivileged(privilegedSchemes);

const laterStarts = claimFirstStart(app, { args, workingDirectory });
if (laterStarts === undefined) app.quit();
else {
  app
    .whenReady()
    .then(() => import('./boot.ts'))
    .then(({ boot }) => boot({ commandLine, dataDirectory, laterStarts }))
    .catch((error: unknown) => {
      dialog.showErrorBox('Perezvon', error instanceof Error ? error.message : String(error));
      app.exit(1);
    });
}
