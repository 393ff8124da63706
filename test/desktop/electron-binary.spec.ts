import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { debuggingSwitch, findPage, freePort } from '../../build/hosted/debugged-page.ts';
import { packageProgram } from '../../build/setup/package-program.mjs';
import { readPlaywrightReport } from '../../build/suites/reports.mjs';
import { describeStart } from './launch.ts';
import { expect, test } from './test.ts';
import { createUserSession } from './user-session.ts';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

test.skip(process.env.ELECTRON_EXEC_PATH !== undefined, 'this very run is on a binary');

/** It writes down how it is called and is the double for the rest: what drives it is what would drive Electron. */
const standIn = (folder: string) => `#!/bin/sh
printf '%s\\n' "$@" > '${folder}/arguments'
env > '${folder}/environment'
exec '${at('double/chromium/executable.ts')}' "$@"
`;

test('a binary that is named is run, and what nobody can do on one is skipped aloud', async ({ dataDirectory }) => {
  const binary = `${dataDirectory}/electron`;
  await writeFile(binary, standIn(dataDirectory), { mode: 0o755 });
  // Not as a part of this run, which says so in its environment.
  const own = Object.entries(process.env).filter(([name]) => !/^(PW|PLAYWRIGHT|TEST)_/.test(name));
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [
      ...[packageProgram('@playwright/test', 'playwright'), 'test', `--config=${at('playwright.config.ts')}`],
      ...['desktop.spec.ts', 'tray.spec.ts', '--grep=keeps its page|opens the dial box', '--reporter=json'],
      ...['--workers=1', `--output=${dataDirectory}/results`],
    ],
    { env: { ...Object.fromEntries(own), ELECTRON_EXEC_PATH: binary }, maxBuffer: 20_000_000 },
  );
  const { passed, failed, skipped } = readPlaywrightReport(JSON.parse(stdout));
  expect({ passed, failed }).toEqual({ passed: 1, failed: 0 });
  expect(skipped).toEqual([
    expect.stringMatching(
      /^\[desktop on Electron \(.*\)\].*opens the dial box.*on the double only: a tray is the system’s/,
    ),
  ]);

  const given = (await readFile(`${dataDirectory}/arguments`, 'utf8')).trim().split('\n');
  expect(given.slice(-4)).toEqual(['.', expect.stringMatching(/^--data-dir=/), '--demo', '--hidden']);
  expect(given).toEqual(
    expect.arrayContaining(['--inspect=0', '--remote-debugging-port=0', '--disable-gpu', '--password-store=basic']),
  );
  expect(given).not.toContain('--no-sandbox');
  const environment = await readFile(`${dataDirectory}/environment`, 'utf8');
  expect(environment).toMatch(/^PEREZVON_VAULT=memory$/m);
  expect(environment).toMatch(/^XDG_CONFIG_HOME=.*perezvon-session-/m);
});

test('a packed program is driven from outside by the switch that no fuse keeps out', async ({
  dataDirectory,
  clock,
}) => {
  const session = await createUserSession({ showsTray: true });
  const port = await freePort();
  const env = { PEREZVON_DOUBLE_PACKAGED: '1' };
  const start = describeStart({ dataDirectory, clock, args: [debuggingSwitch(port)], env }, session.environment);
  const child = spawn(start.executablePath, start.args, { cwd: at('../..'), env: start.env, stdio: 'ignore' });
  const ended = once(child, 'exit');
  try {
    await expect((await findPage(port)).getByRole('main')).toBeVisible();
  } finally {
    child.kill('SIGTERM');
    await ended;
    await session.close();
  }
});
