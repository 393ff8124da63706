import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { questionsFor } from '../../build/setup/verify-questions.mjs';
import { expect, test } from './test.ts';
import { createUserSession } from './user-session.ts';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

test.skip(process.env.ELECTRON_EXEC_PATH !== undefined, 'this very run may be a part of it');

test('tries out the program, asks a person, and writes down what came of it', async () => {
  const session = await createUserSession({ showsTray: true });
  // Not as a part of this run, which says so in its environment.
  const own = Object.entries(process.env).filter(([name]) => !/^(PW|PLAYWRIGHT|TEST)_/.test(name));
  const child = spawn(process.execPath, [at('../../build/desktop-verify.mjs'), '--specs=keeps its page'], {
    env: {
      ...Object.fromEntries(own),
      ...session.environment,
      PATH: `${session.environment.PATH}:${process.env.PATH}`,
      PEREZVON_VAULT: 'memory',
      ELECTRON_EXEC_PATH: at('double/chromium/executable.ts'),
    },
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  // Sees the window, mistypes, has no tray, and goes away after that.
  child.stdin.end('y\nperhaps\nn\nnothing | but a gap\n');
  const code = await new Promise((resolve) => child.once('close', resolve));
  await session.close();
  expect(code, said).toBe(1);

  const report = await readFile(at('../../test-results/desktop-verify.md'), 'utf8');
  const [window, tray, ...others] = questionsFor(process.platform).map(({ question }) => question);
  expect(report).toContain('Not everything is well');
  expect(report).toContain('| search | ok |');
  expect(report).toContain('1 passed, 0 failed');
  expect(report).toContain(`| ${window} | yes |  |`);
  expect(report).toContain(`| ${tray} | no | nothing / but a gap |`);
  for (const question of others) expect(report).toContain(`| ${question} | not seen |  |`);
  expect(report).not.toContain(at('../..'));
});
