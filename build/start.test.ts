import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const start = (...args: string[]) =>
  spawnSync(process.execPath, [fileURLToPath(new URL('start.mjs', import.meta.url)), ...args], { encoding: 'utf8' });

it('explains itself without installing or building anything', () => {
  const { status, stdout, stderr } = start('--help');
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  for (const option of ['--demo', '--data-dir', '--desktop', '--web', '--no-open', '--port', '--help']) {
    expect(stdout).toContain(`  ${option} `);
  }
});

it('refuses an option it does not know, names it, and exits with 2', () => {
  const { status, stdout, stderr } = start('--demo', '--bogus');
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toContain('--bogus');
  expect(stderr).toContain('--help');
});
