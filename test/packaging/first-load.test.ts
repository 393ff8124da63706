import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { expect, it } from 'vitest';
import { firstLoadLimit, limitFirstLoad, readFirstLoad } from '../../build/first-load.ts';
import { root } from './pack.ts';

it('is within its limit as it was built', () => {
  const { bytes, files } = readFirstLoad(`${root}out/renderer`);
  expect(bytes).toBeLessThanOrEqual(firstLoadLimit);
  // That of React alone is more: it was not some other page.
  expect(bytes).toBeGreaterThan(60_000);
  expect(
    files.filter((file) => /(settings|lines|recordings|onboarding)-screen|phone-number|player/.test(file)),
  ).toEqual([]);
});

it('fails the build of a page that loads more, with the modules that make it so', async () => {
  const page = fileURLToPath(new URL('../../renderer', import.meta.url));
  const built = build({
    configFile: false,
    root: page,
    logLevel: 'silent',
    plugins: [limitFirstLoad('index', 20_000, root)],
    build: { write: false, rolldownOptions: { input: { index: `${page}/index.html` } } },
  });
  await expect(built).rejects.toThrow(/20\.0 kB is allowed[\s\S]*node_modules\/react-dom/);
});
