import { join } from 'node:path';
import { app } from 'electron';

/** A file of the built program, in the package or below the sources' folder. */
export const builtFile = (path: string): string => join(app.getAppPath(), 'out', path);
