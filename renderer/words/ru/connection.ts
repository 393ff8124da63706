import type { connection as connectionEn } from '../en/connection.ts';
import type { Translated } from '../translated.ts';

/** Of the accounts, what the first screen says. */
export const connection: Translated<typeof connectionEn> = {
  connection: 'Связь',
  short: {
    starting: 'Связь…',
    live: 'На линии',
    polling: 'Раз в минуту',
    failing: 'Нет связи',
    'needs-attention': 'Ждёт вас',
    lost: 'Нет связи',
  },
  import: {
    title: 'Прошлые звонки',
    starting: 'Спрашиваем у провайдера прошлые звонки…',
    sofar: 'прочитано звонков: {{calls}}, дошли до {{date}}',
    cancel: 'Дальше не читать',
    again: 'Прочитать всё заново',
    readUntil: 'Списки прочитаны: {{when}}.',
    next: 'Следующий раз: {{when}}.',
    never: 'Списки ещё не читались.',
    depth: 'За сколько читать звонки',
    depths: { week: 'неделя', quarter: '3 месяца', year: 'год', all: 'всё, что есть' },
    known: 'Все звонки с {{date}} уже здесь.',
    ends: {
      refused: 'Более ранних провайдер не отдаёт.',
      empty: 'За три месяца до этого звонков не было.',
    },
    readOn: 'Читать дальше',
  },
};
