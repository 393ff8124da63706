import type { diagnostics as diagnosticsEn, sound as soundEn } from '../en/diagnostics.ts';
import type { Translated } from '../translated.ts';

export const sound: Translated<typeof soundEn> = {
  device: 'Динамик',
  system: 'Как в системе',
  unnamed: 'Браузер не говорит, какие здесь динамики, поэтому звучит системный.',
  gone: '{{label}} (не подключён)',
  listen: 'Послушать',
};

export const diagnostics: Translated<typeof diagnosticsEn> = {
  title: 'Не пропущу ли я звонок?',
  text: 'Проверяет делом всё, что стоит между провайдером и вами: в том числе отправляет пробное событие туда, куда провайдер сообщает о звонках. Никому не звонит.',
  run: 'Проверить всё',
  again: 'Проверить снова',
  stop: 'Остановить',
  progress: 'Проверка',
  testing: 'проверяется…',
  waiting: 'ждёт',
  statuses: { ok: 'в порядке', warning: 'стоит знать', failed: 'не работает', 'not-applicable': 'не проверялось' },
  machine: 'Этот компьютер',
  good: 'Звонки доходят.',
  warnings_one: 'Звонки доходят; стоит знать: {{count}}.',
  warnings_few: 'Звонки доходят; стоит знать: {{count}}.',
  warnings_many: 'Звонки доходят; стоит знать: {{count}}.',
  warnings_other: 'Звонки доходят; стоит знать: {{count}}.',
  failures_one: 'Звонки могут не дойти: исправьте {{count}} пункт.',
  failures_few: 'Звонки могут не дойти: исправьте {{count}} пункта.',
  failures_many: 'Звонки могут не дойти: исправьте {{count}} пунктов.',
  failures_other: 'Звонки могут не дойти: исправьте {{count}} пункта.',
  notHere: 'Здесь не нужно: {{links}}.',
  broken: 'Проверка прервалась: {{problem}}',
  notCopied: 'Браузер не дал скопировать. Выделите текст ниже.',
  report: 'Отчёт',
  open: 'Открыть',
  claimLinks: 'Открывать здесь',
  linksAsked: 'Выберите Perezvon для TEL, CALLTO и SIP в окне системы.',
  log: 'Журнал программы',
  logHint: 'Что происходило, без паролей и полных номеров. Остаётся на этом компьютере.',
  logSize_one: '{{count}} файл, {{bytes}}',
  logSize_few: '{{count}} файла, {{bytes}}',
  logSize_many: '{{count}} файлов, {{bytes}}',
  logSize_other: '{{count}} файла, {{bytes}}',
  logLines: 'Последние строки',
  logEmpty: 'Пока в нём ничего нет.',
};

export const certificates = {
  late: 'Система долго отдаёт свои сертификаты, пока используются встроенные. За сетевым фильтром связи с провайдером может ещё не быть.',
  unread:
    'Прочитать сертификаты системы не удалось, используются встроенные. Если связи с провайдером нет, перезапустите программу.',
};
