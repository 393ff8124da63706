import { expect, it } from 'vitest';
import { applicationMenuTemplate } from './application-menu.ts';

const roles = (options: Parameters<typeof applicationMenuTemplate>[0]) =>
  applicationMenuTemplate(options).flatMap((item) => [
    item.role,
    ...(Array.isArray(item.submenu) ? item.submenu.map(({ role }) => role) : []),
  ]);

it.each(['darwin', 'win32', 'linux'] as const)('has the edit commands and an end on %s', (platform) => {
  const found = roles({ platform, language: 'ru', developerTools: false });
  expect(found).toEqual(expect.arrayContaining(['undo', 'redo', 'cut', 'copy', 'paste', 'selectAll', 'zoomIn']));
  expect(found).toContain('quit');
  expect(found).not.toContain('toggleDevTools');
});

it('closes its window by Cmd+W on macOS, which is an item of a menu there', () => {
  expect(roles({ platform: 'darwin', language: 'ru', developerTools: false })).toContain('close');
});

it.each(['darwin', 'win32', 'linux'] as const)('is in the language of the program on %s, in every item', (platform) => {
  const items = applicationMenuTemplate({ platform, language: 'ru', developerTools: false }).flatMap((item) => [
    item,
    ...(Array.isArray(item.submenu) ? item.submenu : []),
  ]);
  const labels = items.filter(({ type }) => type !== 'separator').map(({ label }) => label);
  // What bears the program's own name alone is alike in both.
  expect(labels.filter((label) => label !== 'Perezvon' && !/[А-Яа-я]/.test(label ?? ''))).toEqual([]);
});
