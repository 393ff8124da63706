import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { parseCommandLine } from './command-line.ts';
import { atLoginSwitch } from './login-item.ts';

const at = resolve('/home/user');

it('starts plainly without arguments', () => {
  expect(parseCommandLine([], at)).toEqual({ dataDirectory: undefined, demo: false, hidden: false, atLogin: false });
});

it('reads its own arguments among those of Electron and Chromium', () => {
  const args = ['.', '--inspect=0', '--no-sandbox', '--demo', '--data-dir=data', '--hidden', 'tel:+79161000232'];
  expect(parseCommandLine(args, at)).toEqual({
    dataDirectory: resolve(at, 'data'),
    demo: true,
    hidden: true,
    atLogin: false,
  });
});

it('takes a folder that stands apart, and no folder from an empty name', () => {
  expect(parseCommandLine(['--data-dir', '/data'], at).dataDirectory).toBe(resolve('/data'));
  expect(parseCommandLine(['--data-dir='], at).dataDirectory).toBeUndefined();
  expect(parseCommandLine(['--data-dir'], at).dataDirectory).toBeUndefined();
});

it('knows the start at login by what the login item passes', () => {
  expect(parseCommandLine([atLoginSwitch], at).atLogin).toBe(true);
});
