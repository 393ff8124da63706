import type { Language } from '../../../shared/words/start.ts';

/** One text in the language of whoever looks around. */
export type Told = Readonly<Record<Language, string>>;

export const shopLabel: Told = { ru: 'Демо: магазин', en: 'Demo: shop' };
export const backRoomName: Told = { ru: 'Подсобка', en: 'Back room' };

const lines = [
  { number: '+74950000110', label: { ru: 'Магазин', en: 'Shop' } },
  { number: '+74950000120', label: { ru: 'Доставка', en: 'Delivery' } },
  { number: '+74950000130', label: { ru: 'Опт', en: 'Wholesale' } },
] as const;

interface Entry {
  number: string;
  name: Told;
  note?: Told;
}

const entries: readonly Entry[] = [
  { number: '+79430000211', name: { ru: 'Олег, доставка', en: 'Oliver, delivery' } },
  { number: '+79430000224', name: { ru: 'Руслан, курьер', en: 'Ross, courier' } },
  {
    number: '+78120000340',
    name: { ru: 'Типография «Лист»', en: 'Leaf Print' },
    note: { ru: 'Этикетки печатают за три дня', en: 'Labels take three days to print' },
  },
  {
    number: '+74950000455',
    name: { ru: 'ИП Кузнецов', en: 'Carter & Co' },
    note: { ru: 'Перенести отгрузку на пятницу', en: 'Move the shipment to Friday' },
  },
  {
    number: '+79430000372',
    name: { ru: 'Мария Соколова', en: 'Mary Fletcher' },
    note: {
      ru: 'Ждёт счёт на 48 000 ₽, выслать на почту до среды',
      en: 'Waits for an invoice for ₽48,000: email it by Wednesday',
    },
  },
  { number: '+79430000385', name: { ru: 'Анна Белова', en: 'Anna Bell' } },
  {
    number: '+79430000391',
    name: { ru: 'Виктор Павлович', en: 'Victor Palmer' },
    note: { ru: 'Звонить после обеда', en: 'Call after lunch' },
  },
  { number: '+73430000512', name: { ru: 'Склад в Екатеринбурге', en: 'Yekaterinburg warehouse' } },
  { number: '+79430000407', name: { ru: 'Ирина, бухгалтер', en: 'Irene, accounts' } },
  {
    number: '+74990000677',
    name: { ru: 'Кафе «Полдень»', en: 'Noon Café' },
    note: { ru: 'Заказ каждый вторник', en: 'Orders every Tuesday' },
  },
  { number: '+442079460958', name: { ru: 'Hartwell & Sons', en: 'Hartwell & Sons' } },
];

/**
 * What the owner of the shop would have written down by now. The provider knows no names: these are the program's own
 * data, given to it once, when the demo account is connected. Numbers are those of the cast, in E.164.
 */
export function shopLines(language: Language) {
  return lines.map(({ number, label }) => ({ number, label: label[language] }));
}

export function shopPeople(language: Language) {
  return entries.map(({ number, name, note }) => ({ number, name: name[language], note: note?.[language] ?? '' }));
}
