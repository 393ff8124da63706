import { type Target, writeStubElectron } from './stub-electron.ts';

/** Writes a stub of Electron for the system that this runs on: `node stub-electron-program.ts FOLDER`. */
const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('name a folder');
await writeStubElectron(folder, process.platform as Target);
