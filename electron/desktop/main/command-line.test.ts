import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { atLoginSwitch } from '../login/login-item.ts';
import { parseCommandLine } from './command-line.ts';

const at = resolve('/home/user');

it('starts plainly without arguments', () => {
  expect(parseCommandLine([], at)).toEqual({
    dataDirectory: undefined,
    demo: false,
    hidden: false,
    atLogin: false,
    selfCheck: false,
    call: undefined,
  });
});

it('reads its own arguments among those of Electron and Chromium', () => {
  const args = ['.', '--inspect=0', '--no-sandbox', '--demo', '--data-dir=data', '--hidden', 'tel:+79161000232'];
  expect(parseCommandLine(args, at)).toEqual({
    dataDirectory: resolve(at, 'data'),
    demo: true,
    hidden: true,
    atLogin: false,
    selfCheck: false,
    call: { kind: 'dial', number: '+79161000232' },
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

it.each([
  [['--call', '+7 916 100-02-32'], { kind: 'dial', number: '+79161000232' }],
  [['--call=tel:112'], { kind: 'dial', number: '112' }],
  [['sip:+79161000232@sipnet.ru'], { kind: 'dial', number: '+79161000232' }],
  [['--call', 'somebody'], { kind: 'rejected', why: 'no-number' }],
  [['tel:*100#'], { kind: 'rejected', why: 'no-number' }],
  [['--call'], undefined],
  [['.', '/some/file', 'https://example.com'], undefined],
])('%j asks to dial %j', (args, call) => {
  expect(parseCommandLine(args, at).call).toEqual(call);
});
