import { describe, expect, it } from 'vitest';
import { findChromium, openerCommand, openOutside } from './browser.ts';

const url = 'http://127.0.0.1:4780/launch?token=a&b|c"d$(e)';

describe('opening a browser', () => {
  it.each(['linux', 'darwin', 'win32'] as const)('passes the address as one argument on %s', (platform) => {
    const { file, args } = openerCommand(url, { platform, env: {} });
    expect(args.at(-1)).toBe(url);
    expect(file).not.toMatch(/cmd|sh$|powershell/);
  });

  it('finds a Chromium in the folders of PATH, in order of preference', async () => {
    const installed = new Set(['/usr/bin/chromium', '/opt/bin/google-chrome']);
    const find = (PATH: string) =>
      findChromium({ platform: 'linux', env: { PATH } }, async (path) => installed.has(path));
    expect(await find('/usr/bin:/opt/bin')).toBe('/opt/bin/google-chrome');
    expect(await find('/usr/bin:.')).toBe('/usr/bin/chromium');
    expect(await find('/bin')).toBeUndefined();
  });

  it('finds a program that only this user of a Mac has', async () => {
    const own = '/Users/anna/Applications/Chromium.app/Contents/MacOS/Chromium';
    const system = { platform: 'darwin', env: { HOME: '/Users/anna' } } as const;
    expect(await findChromium(system, async (path) => path === own)).toBe(own);
  });

  it('never runs what lies in the working directory', async () => {
    const asked: string[] = [];
    await findChromium({ platform: 'linux', env: { PATH: '.:::bin:/usr/bin' } }, async (path) => {
      asked.push(path);
      return false;
    });
    expect(asked.every((path) => path.startsWith('/usr/bin/'))).toBe(true);
  });
});

describe('opening an address outside', () => {
  it.each(['file:///etc/passwd', 'http://example.com', 'javascript:alert(1)', 'ms-msdt:/id', '--help', ''])(
    'refuses %s',
    async (address) => {
      await expect(openOutside(address, { platform: 'linux', env: {} })).rejects.toThrow();
    },
  );
});
