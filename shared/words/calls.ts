import type { CallState, Direction } from '../contract/call.ts';
import type { CallColumn } from '../domain/call-columns.ts';

/** What a table of calls says, in a file or on paper. */
export interface CallWords {
  columns: Readonly<Record<CallColumn, string>>;
  directions: Readonly<Record<Direction, string>>;
  states: Readonly<Record<CallState, string>>;
  hidden: string;
}

export function callWords(locale: 'ru' | 'en'): CallWords {
  return locale === 'ru' ? russian : english;
}

const russian: CallWords = {
  columns: {
    time: 'Время',
    direction: 'Направление',
    outcome: 'Чем кончился',
    name: 'Имя',
    number: 'Номер',
    line: 'Линия',
    account: 'Аккаунт',
    rang: 'Вызов, с',
    talked: 'Разговор, с',
    note: 'Заметка',
  },
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
  columns: {
    time: 'Time',
    direction: 'Direction',
    outcome: 'Outcome',
    name: 'Name',
    number: 'Number',
    line: 'Line',
    account: 'Account',
    rang: 'Rang, s',
    talked: 'Talked, s',
    note: 'Note',
  },
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
