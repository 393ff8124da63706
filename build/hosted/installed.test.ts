import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { complaintsOf, install, packageOf } from './installed.mjs';

const made = {
  linux: [
    'perezvon-1.0.0-linux-amd64.deb',
    'perezvon-1.0.0-linux-x86_64.AppImage',
    'linux-unpacked',
    'builder-debug.yml',
  ],
  win32: ['perezvon-1.0.0-win-x64.exe', 'perezvon-1.0.0-win-x64.exe.blockmap', 'win-unpacked'],
  darwin: ['perezvon-1.0.0-mac-arm64.dmg', 'perezvon-1.0.0-mac-arm64.zip', 'perezvon-1.0.0-mac-arm64.zip.blockmap'],
};

describe.each(['linux', 'win32', 'darwin'] as const)('what is installed on %s', (platform) => {
  it('is one of what was packed, and not two of them', () => {
    const found = packageOf(made[platform], platform);
    expect(found).toMatch({ linux: /\.deb$/, win32: /\.exe$/, darwin: /\.zip$/ }[platform]);
    expect(() => packageOf([...made[platform], `perezvon-0.9.0${found.slice(-4)}`], platform)).toThrow('there are 2');
    expect(() => packageOf([], platform)).toThrow('there are 0');
  });

  it('is installed without a question', () => {
    const folder = mkdtempSync(join(tmpdir(), 'perezvon-packed-'));
    try {
      for (const name of made[platform]) writeFileSync(join(folder, name), '');
      const ran: string[] = [];
      const program = install(folder, platform, (command, args) => void ran.push([command, ...args].join(' ')));
      expect(ran).toEqual([
        expect.stringMatching({ linux: /dpkg --install /, win32: /\.exe \/S/, darwin: /^ditto -x -k / }[platform]),
      ]);
      expect(program).toMatch(/perezvon(\.exe)?$/i);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe('what an installed program says of itself', () => {
  const names = ['versions', 'search', 'keychain', 'window', 'contract', 'recording', 'seeking', 'policy', 'page'];
  const checks = [...names, 'sandbox', 'tray-images', 'login-item'].map((name) => ({ name, status: 'ok' }));
  const report = { ok: true, version: '1.0.0', checks };

  it('is well when each of what a session has is', () => {
    expect(
      complaintsOf({ ...report, checks: [...checks, { name: 'tray-host', status: 'skipped', reason: 'no panel' }] }),
    ).toEqual([]);
  });

  it('is not when a check has failed, was passed over or was not made', () => {
    const [, ...others] = checks.filter(({ name }) => name !== 'keychain');
    const spoilt = [
      ...others,
      { name: 'keychain', status: 'skipped', reason: 'none here' },
      { name: 'hotkey', status: 'failed', problem: 'taken' },
    ];
    expect(complaintsOf({ ...report, checks: spoilt })).toEqual([
      'hotkey: taken',
      'versions: was not tried',
      'keychain: was passed over: none here',
    ]);
  });
});
