import { type Mistake, packedForWindows } from './mistake.ts';

export const bundler: readonly Mistake[] = [
  {
    fact: 'a sandboxed preload is CommonJS',
    file: 'build/electron-vite.config.ts',
    right: "output: { format: 'cjs', entryFileNames: '[name].cjs' },",
    wrong: "output: { entryFileNames: '[name].cjs' },",
    noticedBy: 'test/packaging/bundles.test.ts',
    built: true,
  },
  {
    fact: 'a sandboxed preload is one file: it cannot load another',
    file: 'build/electron-vite.config.ts',
    right: '      isolatedEntries: true,\n',
    wrong: '',
    noticedBy: 'test/packaging/bundles.test.ts',
    built: true,
  },
  {
    fact: 'what is not bundled has to be shipped',
    file: 'build/electron-vite.config.ts',
    right: '      externalizeDeps: false,\n      rolldownOptions: {\n        external',
    wrong: '      externalizeDeps: true,\n      rolldownOptions: {\n        external',
    noticedBy: packedForWindows,
    built: true,
  },
  {
    fact: 'what loads a binary by its own path cannot be bundled',
    file: 'build/electron-vite.config.ts',
    right: 'external: [/^keytar(\\/|$)/],',
    wrong: 'external: [],',
    noticedBy: 'test/packaging/bundles.test.ts',
    built: true,
  },
  {
    fact: 'each page is an entry of its own',
    file: 'build/electron-vite.config.ts',
    right: ", popup: at('renderer/popup/index.html')",
    wrong: '',
    noticedBy: packedForWindows,
    built: true,
  },
];
