import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { selfCheckReport } from '../../electron/core/self-check/report.ts';
import { selfCheckWords } from '../../shared/words/self-check.ts';
import { brokenFindings, brokenMachine } from '../fixtures/broken-machine.ts';

const main = fileURLToPath(new URL('../../out/web/main.js', import.meta.url));

let scratch: string;
beforeEach(() => {
  scratch = mkdtempSync(join(tmpdir(), 'perezvon-self-check-test-'));
});
afterEach(() => rmSync(scratch, { recursive: true, force: true }));

/** The built web host as a process, with nothing of this machine's but its Node. */
function runSelfCheck(environment: Record<string, string> = {}) {
  const temporary = join(scratch, 'temporary');
  mkdirSync(temporary);
  const env = { TMPDIR: temporary, HOME: join(scratch, 'home'), XDG_RUNTIME_DIR: scratch, ...environment };
  return new Promise<{ code: unknown; stdout: string; stderr: string; left: string[] }>((resolve) => {
    execFile(process.execPath, [main, '--self-check'], { env }, (error, stdout, stderr) =>
      resolve({ code: error?.code ?? 0, stdout, stderr, left: readdirSync(temporary) }),
    );
  });
}

it('prints one report and nothing else, ends with 0, and leaves nothing behind', async () => {
  const { code, stdout, stderr, left } = await runSelfCheck({ LANG: 'en_GB.UTF-8' });
  const report = selfCheckReport.parse(JSON.parse(stdout));
  expect(report.checks.filter(({ status }) => status === 'failed')).toEqual([]);
  expect(report).toMatchObject({ program: 'perezvon', host: 'web', ok: true });
  const found = Object.fromEntries(report.checks.map(({ name, status }) => [name, status]));
  expect(found).toEqual({
    versions: 'ok',
    search: 'ok',
    // Linux without a session: the program works without a keychain there.
    keychain: process.platform === 'linux' ? 'skipped' : 'ok',
    certificates: 'ok',
    waveform: 'ok',
    server: 'ok',
    page: 'ok',
    recording: 'ok',
    contract: 'ok',
    strangers: 'ok',
  });
  expect({ code, stderr, left }).toEqual({ code: 0, stderr: '', left: [] });
  expect(readdirSync(scratch)).toEqual(['temporary']);
});

it('ends with 3 where something has failed, and says what in the language of the system', async () => {
  // As where something on the machine forbids it to listen.
  const { code, stdout, left } = await runSelfCheck({
    LANG: 'ru_RU.UTF-8',
    NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(
      "import { Server } from 'node:net'; Server.prototype.listen = function () { throw new Error('EACCES'); };",
    )}`,
  });
  const report = selfCheckReport.parse(JSON.parse(stdout));
  expect(code).toBe(3);
  expect(report.ok).toBe(false);
  expect(report.checks.filter(({ status }) => status === 'failed')).toEqual([
    expect.objectContaining({ name: 'server', problem: expect.stringContaining('не запустился: EACCES') }),
  ]);
  expect(report.checks.filter(({ name }) => ['page', 'recording', 'contract', 'strangers'].includes(name))).toEqual(
    ['page', 'recording', 'contract', 'strangers'].map((name) =>
      expect.objectContaining({ name, status: 'skipped', reason: expect.stringContaining('«server»') }),
    ),
  );
  expect(left).toEqual([]);
});

it('says of a machine that has nothing of what is needed what each is, and that no server comes of it', async () => {
  const { code, stdout, left } = await runSelfCheck({ LANG: 'en_GB.UTF-8', NODE_OPTIONS: brokenMachine });
  const { checks } = selfCheckReport.parse(JSON.parse(stdout));
  const words = selfCheckWords('en');
  const rest = ['page', 'recording', 'contract', 'strangers'];
  expect(Object.fromEntries(checks.map(({ name, milliseconds, ...found }) => [name, found]))).toEqual({
    ...brokenFindings(words),
    waveform: { status: 'ok' },
    server: { status: 'failed', ...words.noServer('no such module: fts5') },
    ...Object.fromEntries(rest.map((name) => [name, { status: 'skipped', reason: words.needs('server') }])),
  });
  expect({ code, left }).toEqual({ code: 3, left: [] });
});

it('stands alone: what would be ignored is refused', async () => {
  const { code, stdout } = await new Promise<{ code: unknown; stdout: string }>((resolve) => {
    execFile(process.execPath, [main, '--self-check', '--demo'], (error, said) =>
      resolve({ code: error?.code, stdout: said }),
    );
  });
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
});
