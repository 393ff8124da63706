/** One deliberate mistake: what somebody who has not read about Electron would have written. */
export interface Mistake {
  /** What of Electron it gets wrong. */
  fact: string;
  file: string;
  right: string;
  wrong: string;
  /** Who has to notice: the type check, or a test file. */
  noticedBy: 'types' | string;
}

const at = (name: string) => `electron/desktop/${name}`;

export const mistakes: readonly Mistake[] = [
  {
    fact: 'start: the argv of a second start is reordered; it states its own',
    file: at('single-instance.ts'),
    right: 'laterStart.safeParse(additionalData).data',
    wrong: "laterStart.safeParse({ args: _argv, workingDirectory: '/' }).data",
    noticedBy: at('single-instance.test.ts'),
  },
  {
    fact: 'start: a link of macOS is the program’s only when the default is prevented',
    file: at('single-instance.ts'),
    right: '    event.preventDefault();\n',
    wrong: '',
    noticedBy: at('single-instance.test.ts'),
  },
  {
    fact: 'start: Windows finds a login item by its path and arguments only',
    file: at('login-item.ts'),
    right: 'app.getLoginItemSettings(how)',
    wrong: 'app.getLoginItemSettings()',
    noticedBy: at('login-item.test.ts'),
  },
  {
    fact: 'start: Electron has no login items on Linux',
    file: at('login-item.ts'),
    right: "options.platform === 'linux' ?",
    wrong: "options.platform === 'freebsd' ?",
    noticedBy: at('login-item.test.ts'),
  },
  {
    fact: 'start: app.dock is undefined but on macOS',
    file: at('attention.ts'),
    right: 'app.dock?.bounce',
    wrong: 'app.dock.bounce',
    noticedBy: 'types',
  },
  {
    fact: 'start: flashFrame bounces the dock of macOS until it is taken back',
    file: at('attention.ts'),
    right: "if (platform === 'darwin') {",
    wrong: "if (platform === 'aix') {",
    noticedBy: at('attention.test.ts'),
  },
  {
    fact: 'start: an overlay icon is there on Windows only, a badge count on the others',
    file: at('badge.ts'),
    right: "platform !== 'win32'",
    wrong: "platform === 'win32'",
    noticedBy: at('badge.test.ts'),
  },
  {
    fact: 'IPC: senderFrame is read before anything is awaited, or it is null',
    file: at('rpc-port.ts'),
    right: 'const hand = (event: IpcMainEvent) => {',
    wrong: 'const hand = async (event: IpcMainEvent) => {\n    await undefined;',
    noticedBy: at('rpc-port.test.ts'),
  },
  {
    fact: 'IPC: a frame inside the page is not the page',
    file: at('rpc-port.ts'),
    right: 'frame !== event.sender.mainFrame || ',
    wrong: '',
    noticedBy: at('rpc-port.test.ts'),
  },
  {
    fact: 'IPC: another host of the scheme is another origin, whatever Node calls its origin',
    file: at('origin.ts'),
    right: ' && named === host;',
    wrong: ' && named !== undefined;',
    noticedBy: at('origin.test.ts'),
  },
  {
    fact: 'pages: path.resolve throws the root away for a path that begins with a slash',
    file: at('protocol.ts'),
    right: 'const file = join(root, path);',
    wrong: "const file = path.startsWith('/') ? path : join(root, path);",
    noticedBy: at('protocol.test.ts'),
  },
  {
    fact: 'pages: without a content type a script becomes text/html',
    file: at('protocol.ts'),
    right: "'content-type': contentType, ",
    wrong: '',
    noticedBy: at('protocol.test.ts'),
  },
  {
    fact: 'pages: without a check handler everybody is allowed what needs no prompt',
    file: at('permissions.ts'),
    right: '  session.setPermissionCheckHandler(',
    wrong: '  void (',
    noticedBy: 'types',
  },
  {
    fact: 'pages: without a request handler everybody is granted everything',
    file: at('permissions.ts'),
    right: 'answer(granted.has(permission) && isOwnUrl(details.requestingUrl));',
    wrong: 'answer(isOwnUrl(details.requestingUrl));',
    noticedBy: at('permissions.test.ts'),
  },
  {
    fact: 'pages: a frame navigates by an event of its own',
    file: at('navigation.ts'),
    right: "  contents.on('will-frame-navigate', stay);\n",
    wrong: '',
    noticedBy: at('navigation.test.ts'),
  },
  {
    fact: 'tray: on macOS a set menu swallows the click',
    file: at('tray.ts'),
    right:
      "if (platform === 'darwin') tray.on('right-click', () => tray.popUpContextMenu(menu));\n  else tray.setContextMenu(menu);",
    wrong: 'tray.setContextMenu(menu);',
    noticedBy: at('tray.test.ts'),
  },
  {
    fact: 'tray: Linux shows the items of the moment of setting',
    file: at('tray.ts'),
    right: '      else tray.setContextMenu(menu);\n',
    wrong: '',
    noticedBy: at('tray.test.ts'),
  },
  {
    fact: 'tray: nothing shows it in stock GNOME',
    file: at('tray-host.ts'),
    right: 'let there = false;',
    wrong: 'const there = true;',
    noticedBy: 'types',
  },
  {
    fact: 'notifications: one that nobody holds is collected, and its click with it',
    file: at('notifications.ts'),
    right: '    shown.set(tag, { notification, notice });\n',
    wrong: '',
    noticedBy: at('notifications.test.ts'),
  },
  {
    fact: 'notifications: Linux has no buttons',
    file: at('notifications.ts'),
    right: "      case 'darwin':\n",
    wrong: "      case 'linux':\n      case 'darwin':\n",
    noticedBy: at('notifications.test.ts'),
  },
  {
    fact: 'notifications: Windows tells a button to the object and to the program',
    file: at('notifications.ts'),
    right: '    if (answered.has(tag)) return;\n',
    wrong: '',
    noticedBy: at('notifications.test.ts'),
  },
  {
    fact: 'notifications: handleActivation registers no activator by itself',
    file: at('notifications.ts'),
    right: '        electron.Notification.isSupported();\n',
    wrong: '',
    noticedBy: at('notifications.test.ts'),
  },
  {
    fact: 'notifications: without launch arguments nobody knows after a restart which toast it was',
    file: at('toast-xml.ts'),
    right: 'type=click&tag=',
    wrong: 'type=click&id=',
    noticedBy: at('toast-xml.test.ts'),
  },
  {
    fact: 'notifications: names of callers are escaped in XML',
    file: at('toast-xml.ts'),
    right: "(sign) => entities[sign] ?? ''",
    wrong: '(sign) => sign',
    noticedBy: at('toast-xml.test.ts'),
  },
  {
    fact: 'system: the clipboard is asynchronous',
    file: at('hotkey.ts'),
    right: 'findNumber(await place.readText())',
    wrong: 'findNumber(place.readText())',
    noticedBy: 'types',
  },
  {
    fact: 'system: there is no selection off Linux, whatever the types say',
    file: at('hotkey.ts'),
    right: "platform === 'linux' ? [",
    wrong: "platform !== 'aix' ? [",
    noticedBy: at('hotkey.test.ts'),
  },
  {
    fact: 'system: register answers false for a key that is taken',
    file: at('hotkey.ts'),
    right: 'if (!electron.globalShortcut.register(accelerator, press)) return false;',
    wrong: 'electron.globalShortcut.register(accelerator, press);',
    noticedBy: at('hotkey.test.ts'),
  },
  {
    fact: 'pop-up: what can be focused takes the focus',
    file: at('popup.ts'),
    right: '      focusable: false,\n',
    wrong: '',
    noticedBy: at('popup.test.ts'),
  },
  {
    fact: 'pop-up: the plain level is below full-screen windows',
    file: at('popup.ts'),
    right: "    made.setAlwaysOnTop(true, 'screen-saver');\n",
    wrong: '    made.setAlwaysOnTop(true);\n',
    noticedBy: at('popup.test.ts'),
  },
  {
    fact: 'pop-up: macOS makes the whole program one without a dock icon',
    file: at('popup.ts'),
    right: ', skipTransformProcessType: true',
    wrong: '',
    noticedBy: at('popup.test.ts'),
  },
  {
    fact: 'pop-up: the user works where the pointer is, and not on the first display',
    file: at('popup.ts'),
    right: 'electron.screen.getDisplayNearestPoint(electron.screen.getCursorScreenPoint()).workArea',
    wrong: 'electron.screen.getPrimaryDisplay().workArea',
    noticedBy: at('popup.test.ts'),
  },
  {
    fact: 'system: sleep is told on every system and may be missed on each',
    file: 'electron/core/wake/wake-watch.ts',
    right: 'late || ',
    wrong: '',
    noticedBy: 'electron/core/wake/wake-watch.test.ts',
  },
];
