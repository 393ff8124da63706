import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import type { Plugin } from 'vite';
import { firstLoadLimit, limitFirstLoad } from './first-load.ts';
import { licenceNotes } from './licences/licence-notes.ts';
import { threadEntries } from './thread-entries.ts';

const at = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));

/** Beside the main bundle and under their own names: macOS knows a template and its `@2x` by name. */
const desktopIcons: Plugin = {
  name: 'desktop-icons',
  generateBundle() {
    const folder = at('build/icons/desktop');
    for (const file of readdirSync(folder)) {
      this.emitFile({ type: 'asset', fileName: `icons/${file}`, source: readFileSync(`${folder}/${file}`) });
    }
  },
};

/**
 * The three bundles of the desktop host; the web host serves the third. Source maps are not made: the package carries
 * what runs and nothing else.
 */
export default defineConfig({
  main: {
    plugins: [desktopIcons, threadEntries, licenceNotes({ fileName: 'licenses.md', beside: ['keytar'] })],
    build: {
      outDir: at('out/desktop/main'),
      license: { fileName: 'licenses.md' },
      // Not minified: what a user sends of the log has to name functions.
      // Everything is bundled but what loads a native binary by its own path (and `electron`, which is never bundled).
      externalizeDeps: false,
      rolldownOptions: {
        external: [/^keytar(\/|$)/],
        input: { main: at('electron/desktop/main/main.ts') },
        output: { entryFileNames: '[name].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: at('out/desktop/preload'),
      externalizeDeps: false,
      isolatedEntries: true,
      rolldownOptions: {
        input: {
          preload: at('electron/desktop/page/preload.ts'),
          'popup-preload': at('electron/desktop/popup/preload.ts'),
        },
        // A sandboxed preload is one CommonJS file, whatever package.json says of `type`.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: at('renderer'),
    // What Tailwind leaves is a style sheet and no module.
    plugins: [
      react(),
      tailwindcss(),
      licenceNotes({ fileName: 'licenses.md', beside: ['tailwindcss'] }),
      limitFirstLoad('index', firstLoadLimit, at('')),
    ],
    build: {
      outDir: at('out/renderer'),
      emptyOutDir: true,
      minify: true,
      license: { fileName: 'licenses.md' },
      // The web host shows the same page in whatever browser there is, and not only in Electron's.
      target: 'baseline-widely-available',
      // The files come from this machine: to list in each what it needs would take longer than to ask for one after the other.
      modulePreload: false,
      rolldownOptions: { input: { index: at('renderer/index.html'), popup: at('renderer/popup/index.html') } },
    },
  },
});
