import { describe, expect, it } from 'vitest';
import { parsePackageOptions } from './package-options.mjs';

const here = { platform: 'linux', arch: 'x64' } as const;

describe('options of npm run package', () => {
  it('keeps its own, and hands the rest on as it stands', () => {
    const args = ['--stub', '--linux', 'deb', '-c.compression=store', '--dir'];
    expect(parsePackageOptions(args, here)).toEqual({
      ...{ help: false, stub: true, release: false, isForThisMachine: true },
      others: ['--linux', 'deb', '-c.compression=store', '--dir'],
    });
    expect(parsePackageOptions(['--help'], here).help).toBe(true);
    expect(parsePackageOptions(['--release', '--dir'], here)).toMatchObject({ release: true, others: ['--dir'] });
    expect(() => parsePackageOptions(['--release', '--stub'], here)).toThrow('--stub');
  });

  it.each([
    [[]],
    [['--linux']],
    [['-l', 'AppImage']],
    [['--x64', '--dir']],
    // A value that looks like an option of another system.
    [['-c.win.icon=w.ico', 'mac']],
  ])('takes %j for this machine', (args) => {
    expect(parsePackageOptions(args, here).isForThisMachine).toBe(true);
  });

  it.each([[['--win']], [['-mwl']], [['-w', 'nsis']], [['--mac', 'dmg']], [['--arm64']], [['--linux', '--universal']]])(
    'sees another machine in %j',
    (args) => {
      expect(parsePackageOptions(args, here).isForThisMachine).toBe(false);
    },
  );
});
