/** What the desktop host writes outside the page: tray, menus, error boxes. */
export type Language = 'ru' | 'en';

export interface DesktopWords {
  open: string;
  quit: string;
  /** State of the connection, as a clause. */
  link: { none: string; listening: string; degraded: string; offline: string };
  /** Callers that wait for a callback. */
  missed(count: number): string;
  tray: {
    dial: string;
    hidden: string;
    /** Of a balance. */
    low: string;
    quiet: string;
    halfAnHour: string;
    anHour: string;
    tilTomorrow: string;
    ringAgain: string;
    quietNow: string;
    quietUntil(time: string): string;
  };
  menu: {
    file: string;
    edit: string;
    view: string;
    window: string;
    actualSize: string;
    larger: string;
    smaller: string;
    minimize: string;
    zoom: string;
    close: string;
    front: string;
    about: string;
    services: string;
    hide: string;
    hideOthers: string;
    showAll: string;
  };
  edit: { undo: string; redo: string; cut: string; copy: string; paste: string; selectAll: string };
  /** Buttons of notifications. */
  notice: { callBack: string; open: string; silence: string };
  /** Said once, when the window hides for the first time. */
  staysInTray: { title: string; body: string };
  /** Something was to be dialled that is no number. */
  noNumber: { title: string; body: string };
  hotkeyTaken: { title: string; body: string };
  /** Titles of error boxes. */
  cannotStart: string;
  hasFailed: string;
}

const ru: DesktopWords = {
  open: 'Открыть Perezvon',
  quit: 'Выйти',
  link: { none: 'линия не подключена', listening: 'на линии', degraded: 'видны не все звонки', offline: 'нет связи' },
  missed: (count) => `${count} ${choose('ru', count, { one: 'пропущенный', other: 'пропущенных' })}`,
  tray: {
    dial: 'Набрать номер…',
    hidden: 'Номер скрыт',
    low: 'мало',
    quiet: 'Не беспокоить',
    halfAnHour: '30 минут',
    anHour: '1 час',
    tilTomorrow: 'До завтра, 9:00',
    ringAgain: 'Включить звук',
    quietNow: 'не беспокоить',
    quietUntil: (time) => `не беспокоить до ${time}`,
  },
  menu: {
    file: 'Файл',
    edit: 'Правка',
    view: 'Вид',
    window: 'Окно',
    actualSize: 'Обычный размер',
    larger: 'Крупнее',
    smaller: 'Мельче',
    minimize: 'Свернуть',
    zoom: 'Изменить масштаб',
    close: 'Закрыть окно',
    front: 'Все окна — на передний план',
    about: 'О программе Perezvon',
    services: 'Службы',
    hide: 'Скрыть Perezvon',
    hideOthers: 'Скрыть остальные',
    showAll: 'Показать все',
  },
  edit: {
    undo: 'Отменить',
    redo: 'Повторить',
    cut: 'Вырезать',
    copy: 'Копировать',
    paste: 'Вставить',
    selectAll: 'Выделить всё',
  },
  notice: { callBack: 'Перезвонить', open: 'Открыть', silence: 'Заглушить' },
  staysInTray: {
    title: 'Perezvon остаётся в трее',
    body: 'Окно закрыто, но о звонках программа сообщит. Открыть её или выйти можно через значок.',
  },
  noNumber: { title: 'Номер не найден', body: 'В выделенном, скопированном или ссылке нет одного понятного номера.' },
  hotkeyTaken: {
    title: 'Клавиша занята',
    body: 'Эту клавишу набора держит другая программа. Выберите другую в настройках.',
  },
  cannotStart: 'Perezvon не может запуститься',
  hasFailed: 'Perezvon завершился из-за ошибки',
};

const en: DesktopWords = {
  open: 'Open Perezvon',
  quit: 'Quit',
  link: {
    none: 'no line connected',
    listening: 'listening',
    degraded: 'some calls may not show',
    offline: 'no connection',
  },
  missed: (count) => `${count} ${choose('en', count, { one: 'missed caller', other: 'missed callers' })}`,
  tray: {
    dial: 'Dial a number…',
    hidden: 'Hidden number',
    low: 'low',
    quiet: 'Do not disturb',
    halfAnHour: 'For 30 minutes',
    anHour: 'For 1 hour',
    tilTomorrow: 'Until tomorrow, 9:00',
    ringAgain: 'Turn sound on',
    quietNow: 'do not disturb',
    quietUntil: (time) => `do not disturb until ${time}`,
  },
  menu: {
    file: 'File',
    edit: 'Edit',
    view: 'View',
    window: 'Window',
    actualSize: 'Actual Size',
    larger: 'Zoom In',
    smaller: 'Zoom Out',
    minimize: 'Minimize',
    zoom: 'Zoom',
    close: 'Close Window',
    front: 'Bring All to Front',
    about: 'About Perezvon',
    services: 'Services',
    hide: 'Hide Perezvon',
    hideOthers: 'Hide Others',
    showAll: 'Show All',
  },
  edit: { undo: 'Undo', redo: 'Redo', cut: 'Cut', copy: 'Copy', paste: 'Paste', selectAll: 'Select All' },
  notice: { callBack: 'Call back', open: 'Open', silence: 'Silence' },
  staysInTray: {
    title: 'Perezvon stays in the tray',
    body: 'The window is closed, and calls are still announced. Open it or quit by the icon.',
  },
  noNumber: {
    title: 'No number found',
    body: 'What was selected, copied or linked holds no single number that can be read.',
  },
  hotkeyTaken: {
    title: 'The key is taken',
    body: 'Another program has the dialling key. Choose another one in the settings.',
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
