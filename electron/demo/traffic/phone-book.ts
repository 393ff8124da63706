/**
 * What the owner of the shop would have written down by now. The provider knows no names: these are the program's own
 * data, given to it once, when the demo account is connected. Numbers are those of the cast, in E.164.
 */
export const lineLabels = [
  { number: '+74950000110', label: 'Магазин' },
  { number: '+74950000120', label: 'Доставка' },
  { number: '+74950000130', label: 'Опт' },
] as const;

export const phoneBook = [
  { number: '+79430000211', name: 'Олег, доставка', note: '' },
  { number: '+79430000224', name: 'Руслан, курьер', note: '' },
  { number: '+78120000340', name: 'Типография «Лист»', note: 'Этикетки печатают за три дня' },
  { number: '+74950000455', name: 'ИП Кузнецов', note: 'Перенести отгрузку на пятницу' },
  { number: '+79430000372', name: 'Мария Соколова', note: 'Ждёт счёт на 48 000 ₽, выслать на почту до среды' },
  { number: '+79430000385', name: 'Анна Белова', note: '' },
  { number: '+79430000391', name: 'Виктор Павлович', note: 'Звонить после обеда' },
  { number: '+73430000512', name: 'Склад в Екатеринбурге', note: '' },
  { number: '+79430000407', name: 'Ирина, бухгалтер', note: '' },
  { number: '+74990000677', name: 'Кафе «Полдень»', note: 'Заказ каждый вторник' },
  { number: '+442079460958', name: 'Hartwell & Sons', note: '' },
] as const;
