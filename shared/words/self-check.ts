/** What `--self-check` says of what it found: what is wrong and what to do, or why something was not tried. */
export type Language = 'ru' | 'en';

interface Complaint {
  problem: string;
  advice: string;
}

export interface SelfCheckWords {
  // Of any check
  needs(check: string): string;
  tooLong(seconds: number): Complaint;
  unexpected(detail: string): Complaint;
  // The machine
  oldSqlite(found: string, needed: string): Complaint;
  noSearch(detail: string): Complaint;
  searchFindsNothing(): Complaint;
  noKeychain(detail: string): string;
  keychainNotLoaded(detail: string): Complaint;
  keychainFails(detail: string): Complaint;
  keychainKeepsOther(): Complaint;
  keychainKeepsRemoved(service: string): Complaint;
  certificatesUnread(detail: string): Complaint;
  noWaveform(detail: string): Complaint;
  // Page, recordings and contract, in either host
  noPage(what: string): Complaint;
  noRange(status: number, contentRange: string): Complaint;
  otherBytes(): Complaint;
  noContract(detail: string): Complaint;
  otherVersion(said: string, version: string): Complaint;
  // The web host
  noServer(detail: string): Complaint;
  strangerLetIn(who: string, status: number): Complaint;
  // The desktop host
  noSeeking(detail: string): Complaint;
  policyNotInForce(): Complaint;
  policyViolated(count: number, what: string): Complaint;
  emptyImages(files: string): Complaint;
  noTrayHost(): string;
  noNotificationServer(): string;
  notificationsForbidden(): string;
  testNotification(): { title: string; body: string };
  notificationFailed(detail: string): Complaint;
  hotkeyNeedsConsent(): string;
  hotkeyRefused(keys: string): Complaint;
  hotkeyKept(keys: string): Complaint;
  loginItemFromSources(): string;
  loginItemNotKept(): Complaint;
  loginItemNotRemoved(): Complaint;
  sandboxUnknown(): string;
  noSandbox(processes: string): Complaint;
  windowingUnknown(): string;
}

const reinstall = { ru: 'Установите программу заново.', en: 'Install the program again.' };
const report = {
  ru: 'Это ошибка программы: пришлите этот отчёт её авторам.',
  en: 'This is a mistake of the program: send this report to its authors.',
};

const ru: SelfCheckWords = {
  needs: (check) => `Не проверялось: сначала исправьте «${check}».`,
  tooLong: (seconds) => ({
    problem: `Ответа нет ${seconds} с.`,
    advice: 'Посмотрите, не ждёт ли система вашего ответа в другом окне, и запустите проверку ещё раз.',
  }),
  unexpected: (detail) => ({ problem: `Проверка не удалась: ${detail}`, advice: report.ru }),
  oldSqlite: (found, needed) => ({
    problem: `SQLite ${found} старше нужной ${needed}.`,
    advice: 'Запускайте программу её собственным Node: npm start.',
  }),
  noSearch: (detail) => ({
    problem: `База данных с поиском не создаётся: ${detail}`,
    advice:
      'Проверьте, есть ли место и право на запись в папке временных файлов; если есть, установите программу заново.',
  }),
  searchFindsNothing: () => ({ problem: 'Поиск не находит того, что записано.', advice: reinstall.ru }),
  noKeychain: (detail) =>
    `Хранилища паролей системы здесь нет, программа хранит их в файле под вашей парольной фразой. (${detail})`,
  keychainNotLoaded: (detail) => ({
    problem: `Модуль хранилища паролей не загрузился: ${detail}`,
    advice: reinstall.ru,
  }),
  keychainFails: (detail) => ({
    problem: `Хранилище паролей системы не работает: ${detail}`,
    advice:
      'Разблокируйте его и запустите проверку ещё раз. До тех пор программа хранит пароли в файле под парольной фразой.',
  }),
  keychainKeepsOther: () => ({
    problem: 'Хранилище паролей вернуло не то, что в него положили.',
    advice: 'Не доверяйте ему паролей: PEREZVON_VAULT=passphrase хранит их в файле под парольной фразой.',
  }),
  keychainKeepsRemoved: (service) => ({
    problem: 'Хранилище паролей не удалило пробную запись.',
    advice: `Удалите запись «${service}» сами.`,
  }),
  certificatesUnread: (detail) => ({
    problem: `Сертификаты системы не прочитаны: ${detail}`,
    advice: 'Программа верит сертификатам из Node; в сети, которая проверяет TLS, соединений не будет.',
  }),
  noWaveform: (detail) => ({ problem: `Форма волны записи не рисуется: ${detail}`, advice: reinstall.ru }),
  noPage: (what) => ({ problem: `Страница не открылась: ${what}`, advice: reinstall.ru }),
  noRange: (status, contentRange) => ({
    problem: `На запрос части записи пришло ${status} (${contentRange}), а не 206: записи нельзя перематывать.`,
    advice: report.ru,
  }),
  otherBytes: () => ({ problem: 'Часть записи пришла с другими байтами.', advice: report.ru }),
  noContract: (detail) => ({ problem: `Страница не получила ответа от программы: ${detail}`, advice: report.ru }),
  otherVersion: (said, version) => ({
    problem: `Отвечает версия ${said}, а проверяется ${version}.`,
    advice: reinstall.ru,
  }),
  noServer: (detail) => ({
    problem: `Сервер на 127.0.0.1 не запустился: ${detail}`,
    advice:
      'Разрешите программе слушать 127.0.0.1 и проверьте, есть ли место и право на запись в папке временных файлов.',
  }),
  strangerLetIn: (who, status) => ({
    problem: `Чужой запрос не отвергнут (${who}): ответ ${status}.`,
    advice: 'Не пользуйтесь программой в браузере и пришлите этот отчёт её авторам.',
  }),
  noSeeking: (detail) => ({ problem: `Запись нельзя перемотать: ${detail}`, advice: report.ru }),
  policyNotInForce: () => ({ problem: 'Политика страницы (CSP) не действует.', advice: report.ru }),
  policyViolated: (count, what) => ({
    problem: `Страница нарушила свою политику (CSP), раз: ${count}. ${what}`,
    advice: report.ru,
  }),
  emptyImages: (files) => ({ problem: `Значки пусты или не читаются: ${files}`, advice: reinstall.ru }),
  noTrayHost: () =>
    'В этом сеансе никто не показывает значки у часов, поэтому окно сворачивается на панель задач. В GNOME нужно расширение AppIndicator.',
  noNotificationServer: () =>
    'В этом сеансе никто не показывает уведомления: звонки видны в окне и всплывающей карточке.',
  notificationsForbidden: () => 'Система не показывает уведомления этой программы. Разрешите их в её настройках.',
  testNotification: () => ({ title: 'Проверка Perezvon', body: 'Это уведомление сейчас исчезнет.' }),
  notificationFailed: (detail) => ({
    problem: `Пробное уведомление не показано: ${detail}`,
    advice: 'Разрешите уведомления этой программы в настройках системы. macOS не показывает их без подписи программы.',
  }),
  hotkeyNeedsConsent: () => 'В Wayland о клавишах спрашивают вас, поэтому без вас это не проверялось.',
  hotkeyRefused: (keys) => ({
    problem: `Система не отдала программе клавиши ${keys}.`,
    advice: 'Если их заняла другая программа, выберите в настройках другие. Иначе системе не известны общие клавиши.',
  }),
  hotkeyKept: (keys) => ({ problem: `Клавиши ${keys} не освободились.`, advice: report.ru }),
  loginItemFromSources: () =>
    'Программа запущена из исходников, а при входе в систему запускается только установленная.',
  loginItemNotKept: () => ({
    problem: 'Система не запомнила, что программу нужно запускать при входе.',
    advice: 'Проверьте право на запись в папку автозапуска и запреты администратора.',
  }),
  loginItemNotRemoved: () => ({
    problem: 'Пробная запись автозапуска не удалилась.',
    advice: 'Удалите «Perezvon self-check» из автозапуска сами.',
  }),
  sandboxUnknown: () => 'Система не говорит, в песочнице ли процессы страниц.',
  noSandbox: (processes) => ({
    problem: `Процессы страниц работают без песочницы: ${processes}`,
    advice:
      'Запускайте программу без --no-sandbox. В Linux установите пакет deb или отдайте chrome-sandbox пользователю root с правами 4755.',
  }),
  windowingUnknown: () => 'Неизвестно, X11 это или Wayland.',
};

const en: SelfCheckWords = {
  needs: (check) => `Not tried: put "${check}" right first.`,
  tooLong: (seconds) => ({
    problem: `No answer within ${seconds} s.`,
    advice: 'See whether the system waits for you in another window, and run the check again.',
  }),
  unexpected: (detail) => ({ problem: `The check broke: ${detail}`, advice: report.en }),
  oldSqlite: (found, needed) => ({
    problem: `SQLite ${found} is older than ${needed}, which is needed.`,
    advice: 'Run the program under its own Node: npm start.',
  }),
  noSearch: (detail) => ({
    problem: `A database with search cannot be created: ${detail}`,
    advice:
      'See whether there is room and the right to write in the folder of temporary files; if there is, install the program again.',
  }),
  searchFindsNothing: () => ({ problem: 'The search does not find what was written.', advice: reinstall.en }),
  noKeychain: (detail) =>
    `The system has no keychain here, and the program keeps secrets in a file under your passphrase. (${detail})`,
  keychainNotLoaded: (detail) => ({ problem: `The keychain's module did not load: ${detail}`, advice: reinstall.en }),
  keychainFails: (detail) => ({
    problem: `The system's keychain does not work: ${detail}`,
    advice: 'Unlock it and run the check again. Until then the program keeps secrets in a file under a passphrase.',
  }),
  keychainKeepsOther: () => ({
    problem: 'The keychain returned something else than was put there.',
    advice: 'Trust it with no secrets: PEREZVON_VAULT=passphrase keeps them in a file under a passphrase.',
  }),
  keychainKeepsRemoved: (service) => ({
    problem: 'The keychain did not remove the test entry.',
    advice: `Remove the entry "${service}" yourself.`,
  }),
  certificatesUnread: (detail) => ({
    problem: `The system's certificates cannot be read: ${detail}`,
    advice: 'The program trusts those of Node; in a network that inspects TLS nothing will connect.',
  }),
  noWaveform: (detail) => ({ problem: `The waveform of a recording is not drawn: ${detail}`, advice: reinstall.en }),
  noPage: (what) => ({ problem: `The page did not open: ${what}`, advice: reinstall.en }),
  noRange: (status, contentRange) => ({
    problem: `A part of a recording was answered with ${status} (${contentRange}) and not with 206: recordings cannot be played from the middle.`,
    advice: report.en,
  }),
  otherBytes: () => ({ problem: 'A part of a recording came with other bytes.', advice: report.en }),
  noContract: (detail) => ({ problem: `The page got no answer from the program: ${detail}`, advice: report.en }),
  otherVersion: (said, version) => ({
    problem: `Version ${said} answers, and ${version} is being checked.`,
    advice: reinstall.en,
  }),
  noServer: (detail) => ({
    problem: `The server on 127.0.0.1 did not start: ${detail}`,
    advice:
      'Let the program listen on 127.0.0.1, and see whether there is room and the right to write in the folder of temporary files.',
  }),
  strangerLetIn: (who, status) => ({
    problem: `A stranger's request was not refused (${who}): it was answered with ${status}.`,
    advice: 'Do not use the program in the browser, and send this report to its authors.',
  }),
  noSeeking: (detail) => ({ problem: `A recording cannot be played from the middle: ${detail}`, advice: report.en }),
  policyNotInForce: () => ({ problem: 'The policy of the page (CSP) is not in force.', advice: report.en }),
  policyViolated: (count, what) => ({
    problem: `The page broke its own policy (CSP), times: ${count}. ${what}`,
    advice: report.en,
  }),
  emptyImages: (files) => ({ problem: `Icons are empty or cannot be read: ${files}`, advice: reinstall.en }),
  noTrayHost: () =>
    'Nobody shows tray icons in this session, so the window goes to the task bar. GNOME needs the extension AppIndicator.',
  noNotificationServer: () =>
    'Nobody shows notifications in this session: calls are seen in the window and in the pop-up.',
  notificationsForbidden: () => "The system does not show this program's notifications. Allow them in its settings.",
  testNotification: () => ({ title: 'Perezvon checks itself', body: 'This notification is about to go away.' }),
  notificationFailed: (detail) => ({
    problem: `The test notification was not shown: ${detail}`,
    advice:
      "Allow this program's notifications in the system's settings. macOS shows none of a program that is not signed.",
  }),
  hotkeyNeedsConsent: () => 'Wayland asks you about keys, so this was not tried without you.',
  hotkeyRefused: (keys) => ({
    problem: `The system did not give the keys ${keys} to the program.`,
    advice:
      'If another program has them, choose others in the settings. Else the system knows no keys for all programs.',
  }),
  hotkeyKept: (keys) => ({ problem: `The keys ${keys} were not given back.`, advice: report.en }),
  loginItemFromSources: () => 'The program runs from its sources, and only an installed one is started at login.',
  loginItemNotKept: () => ({
    problem: 'The system did not keep that the program is to be started at login.',
    advice: 'See whether the autostart folder can be written and whether an administrator forbids it.',
  }),
  loginItemNotRemoved: () => ({
    problem: 'The test entry of what starts at login was not removed.',
    advice: 'Remove "Perezvon self-check" from what starts at login yourself.',
  }),
  sandboxUnknown: () => 'The system does not say whether the processes of pages are in a sandbox.',
  noSandbox: (processes) => ({
    problem: `Processes of pages run without a sandbox: ${processes}`,
    advice:
      'Start the program without --no-sandbox. On Linux install the deb package, or give chrome-sandbox to root with mode 4755.',
  }),
  windowingUnknown: () => 'Whether this is X11 or Wayland is not known.',
};

const words: Record<Language, SelfCheckWords> = { ru, en };

export function selfCheckWords(language: Language): SelfCheckWords {
  return words[language];
}
