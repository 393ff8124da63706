import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { runQuietly } from './commands.mjs';

const folder = mkdtempSync(join(tmpdir(), 'perezvon-commands-'));
afterAll(() => rmSync(folder, { recursive: true }));

const wrapper = fileURLToPath(new URL('../with-node.mjs', import.meta.url));

/** Runs a script through `with-node.mjs`, which does nothing else than run it in its own place. */
function runInPlace(source: string) {
  const script = join(folder, 'script.mjs');
  writeFileSync(script, source);
  return spawn(process.execPath, [wrapper, script, 'an argument'], { stdio: ['ignore', 'pipe', 'inherit'] });
}

describe('a program run in place of another', () => {
  it('runs under Node 24 with its arguments, and its exit code and output are passed on as they are', async () => {
    const child = runInPlace('console.log(process.version, process.argv[2]); process.exitCode = 7;');
    let output = '';
    child.stdout.on('data', (chunk) => {
      output += chunk;
    });
    const [code] = await once(child, 'close');
    expect(code).toBe(7);
    expect(output).toMatch(/^v24\.\S+ an argument\n$/);
  });

  it.skipIf(process.platform === 'win32').each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'gets %s and ends in its own way',
    async (signal) => {
      const child = runInPlace(`
        process.on('${signal}', () => process.exit(5));
        setInterval(() => {}, 1000);
        console.log('ready');
      `);
      await once(child.stdout, 'data');
      child.kill(signal);
      expect((await once(child, 'close'))[0]).toBe(5);
    },
  );

  it.skipIf(process.platform === 'win32')('ends when npm’s shell is ended, which passes no signal on', async () => {
    const script = join(folder, 'script.mjs');
    writeFileSync(
      script,
      "process.on('SIGTERM', () => process.exit()); setInterval(() => {}, 1000); console.log('ready');",
    );
    const command = `"${process.execPath}" "${wrapper}" "${script}"; true`;
    const shell = spawn('sh', ['-c', command], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, npm_lifecycle_event: 'start' },
    });
    await once(shell.stdout, 'data');
    shell.kill('SIGTERM');
    // The output is closed by the last program that holds it, and not by the shell.
    await once(shell, 'close');
    expect(shell.signalCode).toBe('SIGTERM');
  });

  it.skipIf(process.platform === 'win32')('is reported like a shell does when a signal ended it', async () => {
    const child = runInPlace("process.kill(process.pid, 'SIGKILL');");
    expect((await once(child, 'close'))[0]).toBe(128 + 9);
  });
});

describe('a program run quietly', () => {
  it('is ended when it takes too long, and says so', async () => {
    const source = "console.log('begun'); setInterval(() => {}, 1000)";
    const result = await runQuietly(process.execPath, ['-e', source], { limitMs: 500 });
    expect(result).toMatchObject({ ok: false, timedOut: true });
  });

  it('tells what went wrong, without colours', async () => {
    const failed = await runQuietly(process.execPath, ['-e', "console.error('\\u001b[31mred'); process.exit(3)"]);
    expect(failed).toEqual({ ok: false, timedOut: false, output: 'red\n' });
    const absent = await runQuietly(join(folder, 'nothing'), []);
    expect(absent.ok).toBe(false);
    expect(absent.output).toContain('ENOENT');
  });
});
