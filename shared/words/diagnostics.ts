import type { Finding, Link, LinkResult } from '../contract/diagnostics.ts';
import { problemText } from './problems.ts';

type Locale = 'ru' | 'en';
type Said = Record<Locale, string>;

const titles: Record<Link, Said> = {
  provider: { ru: 'Провайдер отвечает', en: 'The provider answers' },
  credentials: { ru: 'Логин и ключ', en: 'Login or key' },
  webhook: { ru: 'Провайдер знает, куда сообщать', en: 'The provider knows where to report' },
  relay: { ru: 'Связь с ретранслятором', en: 'Connection to the relay' },
  'test-event': { ru: 'Пробное событие доходит', en: 'A test event gets through' },
  lists: { ru: 'Список звонков', en: 'The call list' },
  vault: { ru: 'Хранилище паролей', en: 'The password store' },
  clock: { ru: 'Часы компьютера', en: 'The clock of this computer' },
  disk: { ru: 'Место на диске', en: 'Disk space' },
  quiet: { ru: 'Программа подаёт сигнал о звонках', en: 'The program may ring' },
  notifications: { ru: 'Уведомления разрешены', en: 'Notifications are allowed' },
  'focus-assist': { ru: 'Режим «Не беспокоить» системы', en: 'The system’s own do not disturb' },
  tray: { ru: 'Значок у часов', en: 'The icon near the clock' },
  'login-item': { ru: 'Запуск вместе с системой', en: 'Start with the system' },
  'tel-links': { ru: 'Ссылки с номерами', en: 'Links with numbers' },
  proxy: { ru: 'Прокси и сертификаты', en: 'Proxy and certificates' },
  sound: { ru: 'Звонок слышно', en: 'The ring can be heard' },
};

/** What a link says when nothing is wrong with it. */
const good: Partial<Record<Link, Said>> = {
  provider: { ru: 'Ответил за {time}.', en: 'It answered in {time}.' },
  credentials: { ru: 'Провайдер их принял.', en: 'The provider accepts them.' },
  webhook: { ru: 'Адрес указывает сюда.', en: 'The address points here.' },
  relay: { ru: 'Ответил за {time}.', en: 'It answered in {time}.' },
  'test-event': {
    ru: 'Прошло тем же путём, что и звонки, за {time}.',
    en: 'It came the way that calls come, in {time}.',
  },
  lists: { ru: 'Читается, последний раз {time} назад.', en: 'It can be read; last read {time} ago.' },
  vault: { ru: 'Открыто.', en: 'It is open.' },
  clock: { ru: 'Идут верно.', en: 'It is right.' },
  disk: { ru: 'Свободно {bytes}.', en: '{bytes} are free.' },
  quiet: { ru: 'Звук и уведомления о звонках включены.', en: 'It is not silenced and notices are on.' },
  notifications: { ru: 'Система их показывает.', en: 'The system shows them.' },
  'focus-assist': { ru: 'Выключен.', en: 'It is off.' },
  tray: { ru: 'Виден.', en: 'It is visible.' },
  'login-item': { ru: 'Включён.', en: 'It is on.' },
  'tel-links': { ru: 'Открываются здесь.', en: 'They open here.' },
  proxy: {
    ru: 'Соединение проходит, сертификату можно верить{detail}.',
    en: 'The connection gets through and the certificate is trusted{detail}.',
  },
  sound: { ru: 'Звук включён.', en: 'Sound is on.' },
};

/** What is wrong and, after it, what to do. */
const findings: Record<Exclude<Finding, 'fine' | 'problem'>, Said> = {
  blocked: {
    ru: 'Не проверялось: сначала исправьте то, что отмечено выше или ниже.',
    en: 'Not tested: fix what is marked first.',
  },
  'not-here': { ru: 'Здесь этого нет.', en: 'There is no such thing here.' },
  slow: {
    ru: 'Работает, но медленно: {time}. Звонок может показаться поздно. Проверьте сеть.',
    en: 'It works but is slow: {time}. Calls may show late. Check the network.',
  },
  'no-proxy': {
    ru: 'Прокси из настроек системы не отвечает{detail}. Проверьте его адрес в настройках сети или спросите администратора.',
    en: 'The proxy of the system’s settings does not answer{detail}. Check its address in the network settings, or ask the administrator.',
  },
  'proxy-refuses': {
    ru: 'Прокси не пропускает{detail}. Если это 407, ему нужны логин и пароль: укажите их в HTTPS_PROXY или попросите администратора пропускать этот адрес.',
    en: 'The proxy lets nothing through{detail}. If it says 407 it wants a login: name it in HTTPS_PROXY, or ask the administrator to let this address through.',
  },
  'proxy-unspoken': {
    ru: 'В настройках назван прокси такого вида, с которым программа говорить не умеет{detail}: соединение идёт мимо него. Укажите в HTTPS_PROXY прокси HTTP или SOCKS.',
    en: 'The settings name a kind of proxy that this program does not speak to{detail}: the connection goes around it. Name an HTTP or SOCKS proxy in HTTPS_PROXY.',
  },
  'no-host': {
    ru: 'Сервер провайдера не отвечает{detail}. Проверьте интернет, VPN и адрес провайдера в аккаунте. Если в этой сети нужен прокси, а программа работает в браузере, укажите его в HTTPS_PROXY и запустите её снова.',
    en: 'The provider’s server does not answer{detail}. Check the internet, the VPN and the provider’s address in the account. If this network needs a proxy and the program runs in a browser, name it in HTTPS_PROXY and start it again.',
  },
  'no-tls': {
    ru: 'Вместо защищённого соединения отвечает что-то другое{detail}. Так бывает в сетях со страницей входа: откройте в браузере любой сайт и войдите.',
    en: 'Something else answers in place of a secure connection{detail}. Networks with a sign-in page do that: open any site in the browser and sign in.',
  },
  untrusted: {
    ru: 'Сертификату нельзя верить{detail}. Если это антивирус или прокси вашей компании, его корневой сертификат нужно установить в систему; если нет, не подключайтесь через эту сеть.',
    en: 'The certificate is not trusted{detail}. If it is your antivirus or your company’s proxy, its root certificate has to be installed in the system; if not, do not connect over this network.',
  },
  'polls-by-choice': {
    ru: 'Для этого аккаунта выбран только опрос: звонки видны, когда уже закончились. Чтобы узнавать сразу, выберите другой способ в «Как узнаём о звонках» и включите события в аккаунте.',
    en: 'This account is polled only: calls show when they are over. To hear them ring, choose another way under “How calls arrive” and switch events on in the account.',
  },
  'no-relay': {
    ru: 'Не выбрано, через что приходят звонки. Выберите способ в «Как узнаём о звонках».',
    en: 'No way for calls to come in is chosen. Choose one under “How calls arrive”.',
  },
  'hook-gone': {
    ru: 'У провайдера нашего адреса больше нет. Откройте аккаунт в настройках и зарегистрируйте его снова.',
    en: 'Our address is gone at the provider. Open the account in the settings and register it again.',
  },
  'hook-taken': {
    ru: 'Провайдер сообщает о звонках другой системе{detail}, сюда они не приходят. Решите, какая из них нужна; заменить адрес можно в аккаунте.',
    en: 'The provider reports calls to another system{detail}, so none come here. Decide which is needed; the address can be replaced in the account.',
  },
  'not-posted': {
    ru: 'По адресу, который знает провайдер, событие не приняли{detail}. Проверьте «Адрес для провайдера»: он должен быть виден из интернета.',
    en: 'The address that the provider knows did not take the event{detail}. Check “Address for the provider”: it has to be reachable from the internet.',
  },
  'not-heard': {
    ru: 'Событие приняли, но сюда оно не пришло. «Адрес для провайдера» и адрес, откуда читает программа, должны вести к одному ретранслятору.',
    en: 'The event was taken but did not arrive here. The address for the provider and the one that this program reads must lead to the same relay.',
  },
  'lists-stale': {
    ru: 'Читается, но программа не читала его уже {time}. Нажмите «Попробовать сейчас» у аккаунта.',
    en: 'It can be read, but the program has not read it for {time}. Press “Try now” at the account.',
  },
  'rows-unreadable': {
    ru: 'Читается, но строк, которые не удалось понять за неделю: {count}. Они сохранены, среди звонков их нет. Сверьте звонки с кабинетом провайдера и пришлите разработчикам отчёт отсюда.',
    en: 'It can be read, but rows that could not be understood this week: {count}. They are kept and are not among the calls. Compare the calls with the provider’s own site, and send the developers the report from here.',
  },
  'events-unreadable': {
    ru: 'Адрес указывает сюда, но событий, которые не удалось понять за неделю: {count}. Если это не ваши пробы, о каких-то звонках программа могла узнать позже, из списка. Пришлите разработчикам отчёт отсюда.',
    en: 'The address points here, but events that could not be understood this week: {count}. Unless those were trials of yours, some calls may have shown late, from the list. Send the developers the report from here.',
  },
  'vault-locked': {
    ru: 'Закрыто: аккаунты не подключены. Откройте его.',
    en: 'It is locked, so accounts are not connected. Unlock it.',
  },
  'vault-memory': {
    ru: 'Пароли только в памяти: после перезапуска звонков не будет. Выберите место в «Данные и пароли».',
    en: 'Passwords are in memory only: after a restart no calls come. Choose a place under “Data and passwords”.',
  },
  'vault-none': {
    ru: 'Паролям негде храниться. Выберите место в «Данные и пароли».',
    en: 'There is nowhere to keep passwords. Choose a place under “Data and passwords”.',
  },
  'clock-ahead': {
    ru: 'Спешат на {time}. Включите в системе установку времени через интернет.',
    en: 'It is {time} fast. Let the system set it over the internet.',
  },
  'clock-behind': {
    ru: 'Отстают на {time}. Включите в системе установку времени через интернет.',
    en: 'It is {time} slow. Let the system set it over the internet.',
  },
  'clock-unknown': {
    ru: 'Сравнить не с чем: ни один сервер не ответил.',
    en: 'Nothing to compare it with: no server answered.',
  },
  'disk-low': {
    ru: 'Осталось {bytes}. Освободите место, иначе записи перестанут загружаться.',
    en: '{bytes} are left. Free some space, or recordings stop being downloaded.',
  },
  'disk-full': {
    ru: 'Места не осталось: {bytes}. Новые звонки не сохранятся. Освободите место.',
    en: 'The disk is full: {bytes} left. New calls cannot be kept. Free some space.',
  },
  'do-not-disturb': {
    ru: 'Включён режим «Не беспокоить»: звонки видны только в окне. Выключить: колокольчик в боковой панели.',
    en: 'Do not disturb is on: calls show in the window only. Switch it off at the bell in the side bar.',
  },
  'quiet-hours': {
    ru: 'Сейчас тихие часы: звонки видны только в окне. Часы меняются в «Уведомлениях».',
    en: 'It is quiet hours now: calls show in the window only. Change them under “Notifications”.',
  },
  'notices-off': {
    ru: 'Уведомления о входящих выключены в настройках программы.',
    en: 'Notices of incoming calls are switched off in the settings of this program.',
  },
  'permission-denied': {
    ru: 'Запрещены. Разрешите их этой программе в настройках системы или этой странице в браузере (значок слева от адреса).',
    en: 'They are forbidden. Allow them for this program in the system settings, or for this page in the browser (left of the address).',
  },
  'permission-unasked': {
    ru: 'Разрешение ещё не дано. Нажмите «Разрешить уведомления» в «Уведомлениях».',
    en: 'Nobody allowed them yet. Press “Allow notifications” under “Notifications”.',
  },
  'no-server': {
    ru: 'В этом сеансе уведомления показывать некому: нет службы org.freedesktop.Notifications. Установите её, например dunst или mako; до тех пор о звонках говорят всплывающее окно и звук.',
    en: 'Nothing in this session shows notifications: there is no org.freedesktop.Notifications. Install a server, dunst or mako for instance; until then the pop-up and the ring tell of calls.',
  },
  'system-quiet': {
    ru: 'Система сейчас не показывает уведомления. Выключите этот режим или добавьте программу в исключения.',
    en: 'The system shows no notifications now. Switch it off, or let this program through.',
  },
  'system-untold': {
    ru: 'Программам этого не говорят, посмотрите сами. Windows: Параметры → Система → Уведомления. macOS: Пункт управления → Фокусирование. Linux: меню у часов.',
    en: 'Programs are not told, so look yourself. Windows: Settings → System → Notifications. macOS: Control Centre → Focus. Linux: the menu at the clock.',
  },
  'system-unknown': { ru: 'Система не отвечает на этот вопрос.', en: 'The system does not answer this question.' },
  'tray-hidden': {
    ru: 'Здесь значков у часов нет: закрытое окно сворачивается. В GNOME их добавляет расширение AppIndicator.',
    en: 'There are no such icons here, so a closed window is minimised. In GNOME the AppIndicator extension adds them.',
  },
  'not-at-login': {
    ru: 'Выключен: после включения компьютера звонков не будет, пока программу не откроют. Включается в настройках.',
    en: 'It is off: after the computer starts no calls show until the program is opened. It can be switched on in the settings.',
  },
  'login-refused': {
    ru: 'В настройках программы включён, но система её не запустит: его выключили в системе. Windows: Диспетчер задач → Автозагрузка. macOS: Системные настройки → Объекты входа.',
    en: 'It is on in this program’s settings, but the system will not start it: somebody switched it off there. Windows: Task Manager → Startup. macOS: System Settings → Login Items.',
  },
  'other-program': {
    ru: 'Их открывает другая программа{detail}. Можно открывать здесь.',
    en: 'Another program opens them{detail}. They can be opened here.',
  },
  'no-program': {
    ru: 'Их ничто не открывает. Можно открывать здесь.',
    en: 'Nothing opens them. They can be opened here.',
  },
  'sound-off': {
    ru: 'Звук выключен в «Уведомлениях»: звонок будет только виден.',
    en: 'Sound is off under “Notifications”: a call is only seen.',
  },
  'no-speaker': {
    ru: 'Система не видит ни одного динамика. Подключите его или выберите другой в «Уведомлениях».',
    en: 'The system sees no loudspeaker. Plug one in, or choose another under “Notifications”.',
  },
};

export function linkTitle(link: Link, locale: Locale): string {
  return titles[link][locale];
}

/** What was found and what to do about it, in sentences. */
export function findingText(result: LinkResult, locale: Locale): string {
  const { link, finding, milliseconds, count = 0, bytes, detail, problem } = result;
  if (finding === 'problem') return problem === undefined ? findings.blocked[locale] : problemText(problem, locale);
  const said = finding === 'fine' ? good[link] : findings[finding];
  return (said?.[locale] ?? '')
    .replace('{time}', milliseconds === undefined ? '…' : formatSpan(milliseconds, locale))
    .replace('{count}', new Intl.NumberFormat(intl[locale]).format(count))
    .replace('{bytes}', formatSize(bytes ?? 0, locale))
    .replace('{detail}', () => (detail === undefined ? '' : ` (${detail})`));
}

const intl: Record<Locale, string> = { ru: 'ru-RU', en: 'en-GB' };

function formatUnit(value: number, unit: string, locale: Locale): string {
  const rounded = value < 10 ? Math.round(value * 10) / 10 : Math.round(value);
  return new Intl.NumberFormat(intl[locale], { style: 'unit', unit, unitDisplay: 'short' }).format(rounded);
}

function formatSpan(milliseconds: number, locale: Locale): string {
  if (milliseconds < 1000) return formatUnit(Math.round(milliseconds), 'millisecond', locale);
  if (milliseconds < 120_000) return formatUnit(milliseconds / 1000, 'second', locale);
  if (milliseconds < 2 * 3600_000) return formatUnit(Math.round(milliseconds / 60_000), 'minute', locale);
  return formatUnit(milliseconds / 3600_000, 'hour', locale);
}

function formatSize(bytes: number, locale: Locale): string {
  const gigabytes = bytes / 1024 ** 3;
  return gigabytes >= 1 ? formatUnit(gigabytes, 'gigabyte', locale) : formatUnit(bytes / 1024 ** 2, 'megabyte', locale);
}
