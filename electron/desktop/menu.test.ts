import { expect, it } from 'vitest';
import { applicationMenuTemplate } from './menu.ts';

const roles = (options: Parameters<typeof applicationMenuTemplate>[0]) =>
  applicationMenuTemplate(options).flatMap((item) => [
    item.role,
    ...(Array.isArray(item.submenu) ? item.submenu.map(({ role }) => role) : []),
  ]);

it.each(['darwin', 'win32', 'linux'] as const)('has the edit commands and an end on %s', (platform) => {
  const found = roles({ platform, language: 'ru', developerTools: false });
  expect(found).toEqual(expect.arrayContaining(['undo', 'redo', 'cut', 'copy', 'paste', 'selectAll', 'zoomIn']));
  // On macOS the role of the first menu brings "Quit".
  expect(found).toContain(platform === 'darwin' ? 'appMenu' : 'quit');
  expect(found).not.toContain('toggleDevTools');
});
