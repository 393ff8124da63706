import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What the build lists of each bundle: see `build/licences/`. */
const listings = ['desktop/main/licenses.md', 'renderer/licenses.md'];

/** Under which licences everything inside stands. `built`: the folder of the bundles. Rejects where nothing was built. */
export async function readLicences(built: string): Promise<string> {
  const texts = await Promise.all(listings.map((name) => readFile(join(built, name), 'utf8')));
  return texts.join('\n\n');
}
