/**
 * Whether a text stands where a caller hides or nobody knows the number. Switches, gateways and tables of providers write
 * it in words ("withheld", "Номер скрыт"), as zeros, as -1, or as signs that say nothing. Taken for a person, all who hid
 * would be one caller.
 */
export function isHiddenCaller(address: string): boolean {
  const text = address.trim().toLowerCase().replaceAll('ё', 'е');
  if (zeros.test(text.replace(/[\s().-]/g, '')) || text === '-1' || masked.test(text)) return true;
  // Not a letter and not a digit: nothing, "-", "???", "***".
  if (!/[\p{L}\p{N}]/u.test(text)) return true;
  const words = text.match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.some((word) => telling.has(word)) && words.every((word) => telling.has(word) || filling.has(word));
}

/** Alone, or where a Russian number's ten digits stand. */
const zeros = /^(?:\+?0+|\+?[78]0{10})$/;
/** A number that was crossed out, and the form's "not applicable". */
const masked = /^(?:[xх]{3,}|n\/?a)$/;

/** At least one of these says it. */
const telling = new Set([
  ...[
    'anonymous',
    'anon',
    'unknown',
    'unavailable',
    'private',
    'restricted',
    'hidden',
    'withheld',
    'blocked',
    'secret',
  ],
  ...['null', 'nil', 'none', 'nan', 'undefined', 'empty', 'no', 'not', 'suppressed', 'unlisted', 'clir'],
  ...['неизвестный', 'неизвестно', 'неизвестен', 'скрыт', 'скрытый', 'скрыто', 'аноним', 'анонимный', 'анонимно'],
  ...['определен', 'определено', 'определился', 'недоступен', 'недоступно', 'закрыт', 'закрытый', 'засекречен'],
  ...['отсутствует', 'нет', 'пусто', 'приватный', 'невідомий', 'прихований', 'белгісіз', 'антиаон', 'антиопределитель'],
]);
/** May stand beside them. */
const filling = new Set([
  ...['caller', 'call', 'number', 'id', 'callerid', 'cid', 'user', 'name', 'party', 'available', 'provided', 'invalid'],
  ...['номер', 'номера', 'абонент', 'абонента', 'звонок', 'не', 'аон', 'пользователь'],
]);
