import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { keepEarlierBuilds } from './earlier-builds.ts';
import { threadEntries } from './thread-entries.ts';

const at = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));

/**
 * The web host in one file, and what only some need in others: Node reads it in a tenth of the time that it takes to read a thousand sources and to strip their
 * types. It runs from the project's folder and is no part of a package.
 */
export default defineConfig({
  publicDir: false,
  plugins: [threadEntries, keepEarlierBuilds()],
  ssr: {
    target: 'node',
    // Everything is bundled but what loads a native binary by its own path.
    noExternal: true,
    external: ['keytar'],
  },
  build: {
    ssr: at('electron/web/main.ts'),
    outDir: at('out/web'),
    // It may be built again while it runs, and goes on to load what it has not needed so far.
    emptyOutDir: false,
    target: 'node24',
    // Not minified: what a user sends of the log has to name functions.
    minify: false,
    rolldownOptions: { output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' } },
  },
});
