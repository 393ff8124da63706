import type { quiet as quietEn } from '../en/quiet.ts';
import type { Translated } from '../translated.ts';

export const quiet: Translated<typeof quietEn> = {
  label: 'Не беспокоить',
  off: 'Звук включён',
  on: 'Тихо',
  onUntil: 'Тихо до {{when}}',
  halfHour: 'На 30 минут',
  hour: 'На час',
  tomorrow: 'До завтра, 9:00',
  always: 'Пока не выключу',
  ring: 'Включить звук',
  hours: 'Тихие часы',
  hoursHint: 'В это время нет ни звука, ни уведомлений. Потом одно уведомление скажет, кто звонил.',
  from: 'С',
  to: 'До',
  days: 'Начинаются',
  weekdays: { '1': 'пн', '2': 'вт', '3': 'ср', '4': 'чт', '5': 'пт', '6': 'сб', '7': 'вс' },
  add: 'Добавить часы',
  remove: 'Убрать эти часы',
  nextDay: 'следующего дня',
};
