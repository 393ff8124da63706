import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const at = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));

/**
 * The web host in one file: Node reads it in a tenth of the time that it takes to read a thousand sources and to strip their
 * types. It runs from the project's folder and is no part of a package.
 */
export default defineConfig({
  publicDir: false,
  ssr: {
    target: 'node',
    // Everything is bundled but what loads a native binary by its own path.
    noExternal: true,
    external: ['keytar'],
  },
  build: {
    ssr: at('electron/web/main.ts'),
    outDir: at('out/web'),
    emptyOutDir: true,
    target: 'node24',
    // Not minified: what a user sends of the log has to name functions.
    minify: false,
    rolldownOptions: { output: { entryFileNames: '[name].js', chunkFileNames: '[name].js' } },
  },
});
