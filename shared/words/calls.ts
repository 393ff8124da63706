import type { CallState, Direction } from '../contract/call.ts';

/** What a table of calls says, in a file or on paper. */
export interface CallWords {
  columns: readonly string[];
  directions: Readonly<Record<Direction, string>>;
  states: Readonly<Record<CallState, string>>;
  hidden: string;
}

export function callWords(locale: 'ru' | 'en'): CallWords {
  return locale === 'ru' ? russian : english;
}

const russian: CallWords = {
  columns: [
    'Время',
    'Направление',
    'Чем кончился',
    'Имя',
    'Номер',
    'Линия',
    'Аккаунт',
    'Вызов, с',
    'Разговор, с',
    'Заметка',
  ],
  directions: { in: 'входящий', out: 'исходящий' },
  states: {
    ringing: 'звонит',
    answered: 'идёт разговор',
    ended: 'разговор',
    missed: 'пропущен',
    rejected: 'отклонён',
    busy: 'занято',
    'answered-elsewhere': 'ответили с другого телефона',
    'no-answer': 'не ответили',
    failed: 'не удался',
    unknown: 'неизвестно',
  },
  hidden: 'номер скрыт',
};

const english: CallWords = {
  columns: ['Time', 'Direction', 'Outcome', 'Name', 'Number', 'Line', 'Account', 'Rang, s', 'Talked, s', 'Note'],
  directions: { in: 'incoming', out: 'outgoing' },
  states: {
    ringing: 'ringing',
    answered: 'talking',
    ended: 'talked',
    missed: 'missed',
    rejected: 'rejected',
    busy: 'busy',
    'answered-elsewhere': 'answered on another phone',
    'no-answer': 'no answer',
    failed: 'failed',
    unknown: 'unknown',
  },
  hidden: 'hidden number',
};
