import { expect, it } from 'vitest';
import { desktopObstacle } from './host.mjs';

it('opens the browser on Linux without a display, and for root', () => {
  expect(desktopObstacle('linux', {}, 1000)).toMatch('display');
  expect(desktopObstacle('linux', { DISPLAY: ':0' }, 0)).toMatch('root');
  expect(desktopObstacle('linux', { WAYLAND_DISPLAY: 'wayland-0' }, 1000)).toBeUndefined();
  expect(desktopObstacle('darwin', {}, 501)).toBeUndefined();
  expect(desktopObstacle('win32', {}, undefined)).toBeUndefined();
});
