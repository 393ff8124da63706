import { expect, it } from 'vitest';
import { desktopObstacle, explainEnd } from './host.mjs';

it('opens the browser on Linux without a display, and for root', () => {
  expect(desktopObstacle('linux', {}, 1000)).toMatch('display');
  expect(desktopObstacle('linux', { DISPLAY: ':0' }, 0)).toMatch('root');
  expect(desktopObstacle('linux', { WAYLAND_DISPLAY: 'wayland-0' }, 1000)).toBeUndefined();
  expect(desktopObstacle('darwin', {}, 501)).toBeUndefined();
  expect(desktopObstacle('win32', {}, undefined)).toBeUndefined();
});

it('names the two commands that mend the sandbox where the system does not let it work', () => {
  const program = '/home/me/perezvon/node_modules/electron/dist/electron';
  const told = explainEnd({ exitCode: 133, platform: 'linux', program });
  const helper = "'/home/me/perezvon/node_modules/electron/dist/chrome-sandbox'";
  expect(told).toContain(`sudo chown root:root ${helper}\n`);
  expect(told).toContain(`sudo chmod 4755 ${helper}\n`);
  for (const other of [{ exitCode: 1, platform: 'linux' } as const, { exitCode: 133, platform: 'darwin' } as const])
    expect(explainEnd({ ...other, program })).not.toContain('sudo');
});
