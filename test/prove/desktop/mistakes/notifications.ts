import { at, type Mistake } from './mistake.ts';

export const notifications: readonly Mistake[] = [
  {
    fact: 'one that nobody holds is collected, and its click with it',
    file: at('notifications.ts'),
    right: '    shown.set(tag, { notification, notice });\n',
    wrong: '',
    noticedBy: at('notifications.test.ts'),
  },
  {
    fact: 'Linux has no buttons',
    file: at('notifications.ts'),
    right: "      case 'darwin':\n",
    wrong: "      case 'linux':\n      case 'darwin':\n",
    noticedBy: at('notifications.test.ts'),
  },
  {
    fact: 'Windows tells a button to the object and to the program',
    file: at('notifications.ts'),
    right: '    if (answered.has(tag)) return;\n',
    wrong: '',
    noticedBy: at('notifications.test.ts'),
  },
  {
    fact: 'handleActivation registers no activator by itself',
    file: at('notifications.ts'),
    right: '        electron.Notification.isSupported();\n',
    wrong: '',
    noticedBy: at('notifications.test.ts'),
  },
  {
    fact: 'without launch arguments nobody knows after a restart which toast it was',
    file: at('toast-xml.ts'),
    right: 'type=click&tag=',
    wrong: 'type=click&id=',
    noticedBy: at('toast-xml.test.ts'),
  },
  {
    fact: 'names of callers are escaped in XML',
    file: at('toast-xml.ts'),
    right: "(sign) => entities[sign] ?? ''",
    wrong: '(sign) => sign',
    noticedBy: at('toast-xml.test.ts'),
  },
  {
    fact: 'macOS tells an unsigned program by an event alone that it showed nothing',
    file: at('notifications.ts'),
    right: "      logger.warn('desktop.notification-failed', { error });\n",
    wrong: '',
    noticedBy: at('notifications.test.ts'),
  },
  {
    fact: 'Windows counts buttons by their arguments, and not by their place',
    file: at('notifications.ts'),
    right: "(platform === 'win32' ? actions : offered)[actionIndex]",
    wrong: 'offered[actionIndex]',
    noticedBy: at('notifications.test.ts'),
  },
];
