import { describe, expect, it } from 'vitest';
import { parsePackageOptions } from './package-options.mjs';

const here = { platform: 'linux', arch: 'x64' } as const;

describe('options of npm run package', () => {
  it('keeps its own, and hands the rest on as it stands', () => {
    const args = ['--stub', '--linux', 'deb', '-c.compression=store', '--dir'];
    expect(parsePackageOptions(args, here)).toEqual({
      help: false,
      stub: true,
      release: false,
      isForThisMachine: true,
      targets: [{ platform: 'linux', arch: 'x64' }],
      others: ['--linux', 'deb', '-c.compression=store', '--dir'],
    });
    expect(parsePackageOptions(['--help'], here).help).toBe(true);
    expect(parsePackageOptions(['--release', '--dir'], here)).toMatchObject({ release: true, others: ['--dir'] });
    expect(() => parsePackageOptions(['--release', '--stub'], here)).toThrow('--stub');
  });

  it('packs two processors of a system in one run', () => {
    const both = [
      { platform: 'linux', arch: 'x64' },
      { platform: 'linux', arch: 'arm64' },
    ];
    for (const args of [
      ['--arch', 'x64,arm64', '--dir'],
      ['--dir', '--arch=arm64,x64'],
      ['--x64', '--arm64', '--dir'],
    ]) {
      const { targets, isForThisMachine, others } = parsePackageOptions(args, here);
      expect(targets).toEqual(both);
      expect(isForThisMachine).toBe(false);
      expect([...others].sort()).toEqual(['--arm64', '--dir', '--x64']);
    }
    expect(parsePackageOptions(['--arch', 'x64'], here)).toMatchObject({ isForThisMachine: true, others: ['--x64'] });
    expect(parsePackageOptions(['-mw', '--arm64'], here).targets).toEqual([
      { platform: 'darwin', arch: 'arm64' },
      { platform: 'win32', arch: 'arm64' },
    ]);
  });

  it.each([[['--arch']], [['--arch', 'ia32']], [['--arch=x64,']], [['--arch', 'x64,mips']]])('refuses %j', (args) => {
    expect(() => parsePackageOptions(args, here)).toThrow('x64 or arm64');
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
