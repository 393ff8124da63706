import { expect, it } from 'vitest';
import { ownProgram } from './own-program.ts';

it('is the AppImage as it lies now, whatever its user calls it, and else what runs', () => {
  expect(ownProgram({ APPIMAGE: '/home/user/Phone (1).AppImage' })).toBe('/home/user/Phone (1).AppImage');
  expect(ownProgram({})).toBe(process.execPath);
});
