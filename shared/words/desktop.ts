/** What the desktop host writes outside the page: tray, menus, error boxes. */
export type Language = 'ru' | 'en';

export interface DesktopWords {
  open: string;
  quit: string;
  /** State of the connection, as a clause. */
  link: { none: string; listening: string; offline: string };
  /** Callers that wait for a callback. */
  missed(count: number): string;
  menu: {
    file: string;
    edit: string;
    view: string;
    window: string;
    actualSize: string;
    larger: string;
    smaller: string;
  };
  edit: { undo: string; redo: string; cut: string; copy: string; paste: string; selectAll: string };
  /** Buttons of notifications. */
  notice: { callBack: string; open: string; silence: string };
  /** Said once, when the window hides for the first time. */
  staysInTray: { title: string; body: string };
  /** Titles of error boxes. */
  cannotStart: string;
  hasFailed: string;
}

const ru: DesktopWords = {
  open: 'Открыть Perezvon',
  quit: 'Выйти',
  link: { none: 'линия не подключена', listening: 'на линии', offline: 'нет связи' },
  missed: (count) => `${count} ${choose('ru', count, { one: 'пропущенный', other: 'пропущенных' })}`,
  menu: {
    file: 'Файл',
    edit: 'Правка',
    view: 'Вид',
    window: 'Окно',
    actualSize: 'Обычный размер',
    larger: 'Крупнее',
    smaller: 'Мельче',
  },
  edit: {
    undo: 'Отменить',
    redo: 'Повторить',
    cut: 'Вырезать',
    copy: 'Копировать',
    paste: 'Вставить',
    selectAll: 'Выделить всё',
  },
  notice: { callBack: 'Перезвонить', open: 'Открыть', silence: 'Не звонить' },
  staysInTray: {
    title: 'Perezvon остаётся в трее',
    body: 'Окно закрыто, но о звонках программа сообщит. Открыть её или выйти можно через значок.',
  },
  cannotStart: 'Perezvon не может запуститься',
  hasFailed: 'Perezvon завершился из-за ошибки',
};

const en: DesktopWords = {
  open: 'Open Perezvon',
  quit: 'Quit',
  link: { none: 'no line connected', listening: 'listening', offline: 'no connection' },
  missed: (count) => `${count} ${choose('en', count, { one: 'missed caller', other: 'missed callers' })}`,
  menu: {
    file: 'File',
    edit: 'Edit',
    view: 'View',
    window: 'Window',
    actualSize: 'Actual Size',
    larger: 'Zoom In',
    smaller: 'Zoom Out',
  },
  edit: { undo: 'Undo', redo: 'Redo', cut: 'Cut', copy: 'Copy', paste: 'Paste', selectAll: 'Select All' },
  notice: { callBack: 'Call back', open: 'Open', silence: 'Silence' },
  staysInTray: {
    title: 'Perezvon stays in the tray',
    body: 'The window is closed, and calls are still announced. Open it or quit by the icon.',
  },
  cannotStart: 'Perezvon cannot start',
  hasFailed: 'Perezvon ended because of an error',
};

export function desktopWords(language: Language): DesktopWords {
  return language === 'ru' ? ru : en;
}

function choose(
  language: Language,
  count: number,
  forms: Partial<Record<Intl.LDMLPluralRule, string>> & { other: string },
): string {
  return forms[new Intl.PluralRules(language).select(count)] ?? forms.other;
}
