import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** A stale or missing build must not look like a broken program. */
export default function requireBuiltBundles(): void {
  for (const file of [
    'desktop/main/main.js',
    'desktop/preload/preload.cjs',
    'desktop/preload/popup-preload.cjs',
    'renderer/index.html',
  ]) {
    if (!existsSync(fileURLToPath(new URL(`../../out/${file}`, import.meta.url)))) {
      throw new Error(`There is no out/${file}: run "npm run build" first.`);
    }
  }
}
