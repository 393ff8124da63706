import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { build, mergeConfig } from 'vite';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { removeOldParts } from './earlier-builds.ts';
import config from './web-host.vite.config.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'perezvon-builds-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const entry = () => join(folder, 'main.ts');
const built = () => join(folder, 'out');

/** As the web host is built: a program whose part is loaded when standard input says so. */
async function buildVersion(version: string): Promise<void> {
  writeFileSync(join(folder, 'part.ts'), `import { own } from './main.ts'; export const said = '${version} ' + own();`);
  writeFileSync(
    entry(),
    `export const own = () => 'of ${version}';
    process.stdout.write('ready');
    process.stdin.once('data', async () => process.stdout.write((await import('./part.ts')).said, () => process.exit()));`,
  );
  await build(mergeConfig(config, { configFile: false, logLevel: 'silent', build: { ssr: entry(), outDir: built() } }));
}

it('lets a program that runs load its own later parts when it was built again', async () => {
  await buildVersion('first');
  const program = spawn(process.execPath, [join(built(), 'main.js')], { stdio: ['pipe', 'pipe', 'inherit'] });
  await once(program.stdout, 'readable');
  await buildVersion('second');
  program.stdin.write('go on');
  expect(await text(program.stdout)).toBe('readyfirst of first');
});

it('removes what only builds of long ago consist of', () => {
  mkdirSync(built());
  const leave = (...names: string[]) => {
    for (const name of names) writeFileSync(join(built(), name), '');
    removeOldParts(built(), names);
  };
  writeFileSync(join(built(), 'before-this-was.js'), '');
  for (let n = 0; n < 9; n += 1) leave('main.js', 'shared.js', `part-${n}.js`);
  // The same once more is no other build.
  leave('main.js', 'shared.js', 'part-8.js');
  expect(readdirSync(built())).toContain('before-this-was.js');
  leave('main.js', 'part-9.js');
  expect(readdirSync(built())).not.toContain('before-this-was.js');
  expect(readdirSync(built())).toContain('part-0.js');
  leave('main.js', 'part-10.js');
  expect(readdirSync(built())).not.toContain('part-0.js');
  expect(readdirSync(built())).toEqual(expect.arrayContaining(['main.js', 'shared.js', 'part-1.js', 'part-10.js']));
});
