import { at, type Mistake } from './mistake.ts';

export const tray: readonly Mistake[] = [
  {
    fact: 'on macOS a set menu swallows the click',
    file: at('tray/tray.ts'),
    right:
      "if (platform === 'darwin') made.on('right-click', () => made.popUpContextMenu(menu));\n    else made.setContextMenu(menu);",
    wrong: 'made.setContextMenu(menu);',
    noticedBy: at('tray/tray.test.ts'),
  },
  {
    fact: 'Linux shows the items of the moment of setting',
    file: at('tray/tray.ts'),
    right: '    else tray.setContextMenu(menu);\n',
    wrong: '',
    noticedBy: at('tray/tray.test.ts'),
  },
  {
    fact: 'that somebody watches for icons does not say that a panel shows them',
    file: at('tray/host.ts'),
    right: "'IsStatusNotifierHostRegistered'",
    wrong: "'RegisteredStatusNotifierItems'",
    noticedBy: at('tray/host.test.ts'),
  },
  {
    fact: 'Linux looks for the panel once, when the icon is made: one that was made before it stays unseen',
    file: at('tray/tray.ts'),
    right: '      tray = put();\n',
    wrong: '',
    noticedBy: at('tray/tray.test.ts'),
  },
  {
    fact: 'an icon that was made before the panel brings no window back',
    file: at('tray/tray.ts'),
    right: 'isSeen: () => isSeen && options.hasHost()',
    wrong: 'isSeen: () => options.hasHost()',
    noticedBy: at('tray/tray.test.ts'),
  },
  {
    fact: 'nothing shows it in stock GNOME',
    file: at('tray/host.ts'),
    right: 'let there = false;',
    wrong: 'const there = true;',
    noticedBy: 'types',
  },
  {
    fact: 'a double click is a click first',
    file: at('window/main-window.ts'),
    right: '    if (window === undefined) {\n      window = create();\n      return;\n    }\n',
    wrong: '    window = create();\n',
    noticedBy: at('window/main-window.test.ts'),
  },
  {
    fact: 'Windows wants the sizes of an .ico',
    file: at('tray/tray.ts'),
    right: '.ico`',
    wrong: '.jpg`',
    noticedBy: at('tray/tray.test.ts'),
  },
  {
    fact: 'macOS knows a template by its name',
    file: at('tray/tray.ts'),
    right: 'Template.png`',
    wrong: '-template.png`',
    noticedBy: at('tray/tray.test.ts'),
  },
  {
    fact: 'without a listener the program ends with its last window',
    file: at('main/shell-ui.ts'),
    right: "    app.on('window-all-closed', () => {});\n",
    wrong: '',
    noticedBy: 'test/desktop/desktop.spec.ts > ends from the tray',
    built: true,
  },
];
