import { describe, expect, it, vi } from 'vitest';
import { createBlankPages } from '../../../test/desktop/double/blank-page.ts';
import { createElectronDouble } from '../../../test/desktop/double/electron.ts';
import { silentLogger } from '../../../test/fakes/silent-logger.ts';
import { guardDownloads, guardNavigation } from './navigation.ts';

function open() {
  const { electron, world } = createElectronDouble({ openPage: createBlankPages().openPage });
  world.app.becomeReady();
  const openOutside = vi.fn<(url: string) => void>();
  guardNavigation(electron.app, { openOutside, logger: silentLogger });
  new electron.BrowserWindow();
  const contents = world.windows[0]?.webContents;
  if (contents === undefined) throw new Error('no window');
  return { contents, openOutside, electron, world };
}

describe('the page', () => {
  it.each(['https://example.com/', 'file:///etc/passwd', 'javascript:alert(1)', 'app://other/', 'data:text/html,x'])(
    'cannot go to %s, in a frame or whole',
    (url) => {
      const { contents } = open();
      expect(contents.mayNavigate(url)).toBe(false);
      expect(contents.mayNavigate(url, false)).toBe(false);
    },
  );

  it('can load itself again', () => {
    expect(open().contents.mayNavigate('app://perezvon/index.html')).toBe(true);
  });

  it.each(['https://example.com/help', 'mailto:help@example.com'])('opens %s outside', (url) => {
    const { contents, openOutside } = open();
    expect(contents.openWindow(url)).toBe('deny');
    expect(openOutside).toHaveBeenCalledExactlyOnceWith(url);
  });

  it.each(['http://example.com/', 'file:///etc/passwd', 'ms-msdt:/id', 'smb://host/share', 'app://perezvon/', ''])(
    'opens no window for "%s", inside or outside',
    (url) => {
      const { contents, openOutside } = open();
      expect(contents.openWindow(url)).toBe('deny');
      expect(openOutside).not.toHaveBeenCalled();
    },
  );

  it('cannot hold a webview', () => {
    const { contents } = open();
    const preventDefault = vi.fn<() => void>();
    contents.emit('will-attach-webview', { preventDefault }, {}, {});
    expect(preventDefault).toHaveBeenCalledOnce();
  });
});

it.each([
  ['app://perezvon/media/recordings/1', true],
  ['blob:app://perezvon/6b0c', true],
  ['https://example.com/tool.exe', false],
  ['blob:https://example.com/6b0c', false],
  ['blob:app://perezvon.example/6b0c', false],
])('a download of %s: %s', (url, allowed) => {
  const { electron, world } = open();
  guardDownloads(electron.session.defaultSession);
  const preventDefault = vi.fn<() => void>();
  world.session.emit('will-download', { preventDefault }, { getURL: () => url });
  expect(preventDefault).toHaveBeenCalledTimes(allowed ? 0 : 1);
});
