import type {
  other as otherEn,
  palette as paletteEn,
  shortcuts as shortcutsEn,
  which as whichEn,
} from '../en/dialogs.ts';
import type { Translated } from '../translated.ts';

export const shortcuts: Translated<typeof shortcutsEn> = {
  title: 'Клавиши',
  open: 'Список клавиш',
  move: 'По списку',
  openRow: 'Открыть',
  callBack: 'Перезвонить',
  play: 'Слушать, пауза',
  seek: 'Назад 10 с, вперёд 10 с',
  note: 'Заметка к записи',
  choose: 'Выбрать, несколько подряд',
  search: 'Поиск',
  dial: 'Набрать номер',
  escape: 'Закрыть',
  help: 'Этот список',
  done: 'Готово, убрать из списка',
  later: 'Напомнить позже',
};

export const palette: Translated<typeof paletteEn> = {
  title: 'Найти и открыть',
  label: 'Имя, номер, раздел, действие',
  dial: 'Набрать {{number}}…',
  nothing: 'Ничего не нашлось',
};

export const which: Translated<typeof whichEn> = {
  several: 'Номеров здесь несколько. Какой набрать?',
  short: 'Здесь десять цифр, и первая 8. Если это весь номер, нажмите на него; если цифры не хватает, допишите её.',
  rest: 'Цифр здесь больше, чем в одном номере. Набрать этот?',
};

export const other: Translated<typeof otherEn> = {
  title: 'Позвонить с другой линии?',
  text: '{{who}}: звонок был на «{{called}}», а провайдер этой линии звонить не умеет. Позвонить можно через «{{through}}»: сначала зазвонит ваш телефон, собеседник увидит номер той линии, и платит тот аккаунт.',
  once: 'Спрашиваем один раз: дальше звонившим на «{{called}}» перезваниваем так.',
  order: 'Позвонить через «{{through}}»',
};

export const again = {
  title: 'Заказать ещё раз?',
  text: 'Чем кончился прошлый заказ ({{who}}), неизвестно: он мог пройти, и тогда новый станет вторым звонком и вторым платежом. Посмотрите на телефон.',
  looked: 'Телефон проверен: он не звонил',
  leave: 'Не заказывать',
  order: 'Заказать ещё раз',
};
