import { basename, dirname, resolve } from 'node:path';
import type { Plugin } from 'vite';

/** How a module names the program of a thread: run from its source, this is the file itself. */
const threadUrl = /new URL\('(\.\/[\w-]+-thread\.ts)', import\.meta\.url\)/g;

/** Bundles the program of each thread as a file of its own beside the main one, and has its URL lead there. */
export const threadEntries: Plugin = {
  name: 'thread-entries',
  apply: 'build',
  // As it was written.
  enforce: 'pre',
  transform(code, module) {
    if (!code.includes('-thread.ts')) return null;
    return code.replace(threadUrl, (_, path: string) => {
      const id = resolve(dirname(module), path);
      const file = this.emitFile({ type: 'chunk', id, name: basename(path, '.ts') });
      return `import.meta.ROLLUP_FILE_URL_${file}`;
    });
  },
  // Vite would have it from the root of a web site.
  resolveFileUrl: ({ relativePath }) =>
    relativePath.includes('-thread-') ? `new URL('${relativePath}', import.meta.url)` : null,
};
