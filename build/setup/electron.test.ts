import { describe, expect, it } from 'vitest';
import { createStallWatch, runQuietly } from './commands.mjs';
import { downloadEnvironment, reasonOf } from './electron.mjs';

describe('why Electron was not downloaded', () => {
  it.each([
    [{}, 'github.com'],
    [{ ELECTRON_MIRROR: 'https://mirror.example/' }, 'https://mirror.example/'],
    [{ npm_config_electron_mirror: 'https://other.example/' }, 'https://other.example/'],
  ])('names whom it could not reach, with %j', (env, from) => {
    const stack = 'TypeError: fetch failed\n    at node:internal/deps/undici/undici:1:1\n';
    expect(reasonOf(stack, env)).toBe(`${from} cannot be reached (fetch failed); ELECTRON_MIRROR names another server`);
  });

  it('says what was wrong with what came', () => {
    expect(reasonOf('Error: Generated checksum does not match\n    at x', {})).toBe(
      'Generated checksum does not match',
    );
    expect(reasonOf('', {})).toBe('its script gave no reason');
  });
});

describe('the download', () => {
  it('goes by the proxy and the certificates of this network, unless somebody says otherwise', () => {
    expect(downloadEnvironment('/scratch', { NODE_USE_ENV_PROXY: '0' })).toEqual({
      ELECTRON_GET_USE_PROXY: '1',
      NODE_USE_SYSTEM_CA: '1',
      TMPDIR: '/scratch',
      TEMP: '/scratch',
      TMP: '/scratch',
    });
  });

  it('is given up when nothing has arrived for long, and never while bytes do, however slowly', () => {
    let [bytes, now, stalled] = [0, 0, 0];
    const look = createStallWatch({
      ms: 60_000,
      progress: () => bytes,
      now: () => now,
      onStalled: () => (stalled += 1),
    });
    for (; now < 3_600_000; now += 30_000) {
      bytes += 1;
      look();
    }
    // Half a minute since the last byte, an hour since the first.
    look();
    expect(stalled).toBe(0);
    now += 60_000;
    look();
    expect(stalled).toBe(1);
  });

  it('is ended then', async () => {
    const stall = { ms: 100, progress: () => 0 };
    const { ok, timedOut } = await runQuietly(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stall });
    expect({ ok, timedOut }).toEqual({ ok: false, timedOut: true });
  });
});
