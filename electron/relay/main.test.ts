import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runRelay, startRelayProcess } from '../../test/fixtures/relay-process.ts';
import { createReadKey } from '../core/webhooks/relay-keys.ts';

describe('the relay as a program', () => {
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'perezvon-relay-main-'));
  });
  afterEach(() => rmSync(directory, { recursive: true, force: true }));

  it('tells what it takes', async () => {
    const { code, stdout } = await runRelay(['--help']);
    expect(code).toBe(0);
    for (const option of ['--data-dir', '--port', '--address', '--token', 'RELAY_TOKEN'])
      expect(stdout).toContain(option);
  });

  it('says what is wrong with what it was given', async () => {
    const file = join(directory, 'file');
    writeFileSync(file, '');
    const wrong: [string[], RegExp][] = [
      [[], /--data-dir/],
      [['--data-dir', directory, '--port', '70000'], /--port must be a number from 0 to 65535, not "70000"/],
      [['--data-dir', directory, '--prt', '1'], /--prt/],
      [['--data-dir', directory, '--token', 'short'], /at least 16 characters/],
      [['--data-dir', join(file, 'below'), '--port', '0'], /cannot write to .*below \(ENOTDIR\)/],
    ];
    const results = await Promise.all(wrong.map(([args]) => runRelay(args)));
    for (const [index, { code, stdout, stderr }] of results.entries()) {
      expect(code).toBe(1);
      expect(stdout).toBe('');
      expect(stderr).toMatch(wrong[index]?.[1] as RegExp);
      expect(stderr).not.toContain('    at ');
    }
  });

  it('says that it needs a token where more than this machine can reach it', async () => {
    const listen = async (args: string[], env: Record<string, string> = {}) => {
      const relay = await startRelayProcess(['--data-dir', directory, '--port', '0', ...args], env);
      await relay.end('SIGTERM');
      return relay.stderr();
    };
    expect(await listen(['--address', '0.0.0.0'])).toContain('RELAY_TOKEN');
    expect(await listen(['--address', '0.0.0.0'], { RELAY_TOKEN: 'sixteen characters' })).toBe('');
    expect(await listen([])).toBe('');
  });

  it.skipIf(process.platform === 'win32')('ends in order when it is told to, with its readers answered', async () => {
    const relay = await startRelayProcess(['--data-dir', directory, '--port', '0'], {
      RELAY_TOKEN: 'sixteen characters',
    });
    const headers = { authorization: `Bearer ${createReadKey()}`, 'x-relay-token': 'sixteen characters' };
    const { next } = (await (await fetch(`${relay.url}/events`, { headers })).json()) as { next: string };
    const waiting = fetch(`${relay.url}/events?after=${next}&wait=25`, { headers });
    // Sent on another connection after the reader's: the relay has read both when it answers.
    await (await fetch(`${relay.url}/health`)).text();
    expect(await relay.end('SIGTERM')).toBe(0);
    expect((await waiting).status).toBe(200);
  });
});
