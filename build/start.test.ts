import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

const start = (...args: string[]) =>
  spawnSync(process.execPath, [fileURLToPath(new URL('start.mjs', import.meta.url)), ...args], { encoding: 'utf8' });

it('explains itself without installing or building anything', () => {
  const { status, stdout, stderr } = start('--help');
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  for (const option of [
    '--demo',
    '--data-dir',
    '--desktop',
    '--web',
    '--no-open',
    '--port',
    '--self-check',
    '--help',
  ]) {
    expect(stdout).toContain(`  ${option} `);
  }
});

it('refuses an option it does not know, names it, and exits with 2', () => {
  const { status, stdout, stderr } = start('--demo', '--bogus');
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toContain('--bogus');
  expect(stderr).toContain('--help');
});

it('names the cause where npm was told to run no scripts, and so brought no Node', () => {
  const clone = mkdtempSync(join(tmpdir(), 'perezvon без скриптов '));
  try {
    for (const part of ['build', 'package.json', 'package-lock.json', 'node_modules/.package-lock.json']) {
      cpSync(join(root, part), join(clone, part), { recursive: true });
    }
    mkdirSync(join(clone, 'node_modules/node'));
    const before = readdirSync(join(clone, 'node_modules'));
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(clone, 'build/start.mjs'), '--web'], {
      env: { ...process.env, npm_config_ignore_scripts: 'true' },
      encoding: 'utf8',
    });
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toContain('ignore-scripts');
    expect(stderr).toContain('npm rebuild node --ignore-scripts=false');
    // Nor was a minute spent on installing it all anew.
    expect(stderr).not.toContain('Installing');
    expect(readdirSync(join(clone, 'node_modules'))).toEqual(before);
  } finally {
    rmSync(clone, { recursive: true });
  }
});
