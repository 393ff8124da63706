import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';

const main = fileURLToPath(new URL('../../electron/web/main.ts', import.meta.url));
/** Says in the end, on standard error, which modules were loaded. */
const tellLoaded = `
  import { registerHooks } from 'node:module';
  const loaded = [];
  registerHooks({ load: (url, context, next) => (loaded.push(url), next(url, context)) });
  process.on('exit', () => process.stderr.write(JSON.stringify(loaded)));`;

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'perezvon-start-load-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

it.skipIf(process.platform === 'win32')('loads at the start nothing that only some will need', async () => {
  const hook = `data:text/javascript,${encodeURIComponent(tellLoaded)}`;
  const args = ['--import', hook, main, '--no-open', '--port=0', `--data-dir=${directory}`];
  const program = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, PEREZVON_VAULT: 'memory', PEREZVON_LOCALE: 'en' },
  });
  const ended = once(program, 'exit');
  const said = text(program.stderr);
  for await (const out of program.stdout.setEncoding('utf8')) if (out.includes('is ready')) break;
  program.kill('SIGTERM');
  await ended;
  const loaded: string[] = JSON.parse(await said);

  expect(loaded.filter((url) => url.includes('/node_modules/fastify/'))).not.toEqual([]);
  const waiting = ['/node_modules/undici/', '/node_modules/mpg123-decoder/', '/node_modules/wasm-media-encoders/'];
  const servers = ['/electron/demo/', '/electron/relay/'];
  expect(loaded.filter((url) => [...waiting, ...servers].some((place) => url.includes(place)))).toEqual([]);
});
