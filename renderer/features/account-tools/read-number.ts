/** A value of a received table that is a number: a plain one, or a stretch of time in seconds. */
export interface ReadNumber {
  kind: 'number' | 'duration';
  value: number;
}

/** Thousands in groups, by whatever mark, and decimals after a point or a comma. */
const forms: readonly { form: RegExp; groups: RegExp }[] = [
  // A lone mark is a decimal one, as in sums of money: `1,234` of a Russian provider is not a thousand.
  { form: /^\d*[.,]?\d+$/, groups: /$^/ },
  { form: /^\d{1,3}([ ']\d{3})+([.,]\d+)?$/, groups: /[ ']/g },
  { form: /^\d{1,3}(,\d{3})+\.\d+$|^\d{1,3}(,\d{3}){2,}$/, groups: /,/g },
  { form: /^\d{1,3}(\.\d{3})+,\d+$|^\d{1,3}(\.\d{3}){2,}$/, groups: /\./g },
  // As JSON writes what is very small.
  { form: /^\d(\.\d+)?e-\d{1,3}$/i, groups: /$^/ },
];
const unit = String.raw`₽|руб\.?|р\.|\$|€|₴|RUB|USD|EUR|UAH|%`;
const unitBefore = new RegExp(`^([+-]?) ?(?:${unit}) ?`, 'i');
const unitAfter = new RegExp(` ?(?:${unit})$`, 'i');
/** More digits than this lose their last ones as a number, and are ids anyway. */
const mostDigits = 15;

/**
 * A number in the forms that programs and people write, for columns to which no document gives one: `1 234,50`, `1234.5`,
 * `1.234,50 ₽`, `−5`, and `12:30` or `1:02:03` for a stretch of time. Undefined for what is none: nothing, `-`, words, dates, and
 * ids, which a leading zero or their length gives away.
 */
export function readNumber(text: string): ReadNumber | undefined {
  const plain = text
    .trim()
    .replace(/\s/g, ' ')
    .replace(/^[\u2212\u2013]/, '-');
  const [, before = '', hours, minutes, seconds] = /^(-?)(?:(\d{1,6}):)?(\d{1,6}):([0-5]?\d)$/.exec(plain) ?? [];
  if (minutes !== undefined && (hours === undefined || Number(minutes) < 60)) {
    const value = (Number(hours ?? 0) * 60 + Number(minutes)) * 60 + Number(seconds);
    return { kind: 'duration', value: before === '' ? value : 0 - value };
  }
  const bare = plain.replace(unitAfter, '').replace(unitBefore, '$1');
  const [, sign = '', digits = ''] = /^([+-]?)(.*)$/.exec(bare) ?? [];
  const groups = forms.find(({ form }) => form.test(digits))?.groups;
  if (groups === undefined) return undefined;
  const written = digits.replace(groups, '').replace(',', '.');
  if (/^0\d/.test(written) || written.replace(/[.e].*$/i, '').length > mostDigits) return undefined;
  return { kind: 'number', value: sign === '-' ? 0 - Number(written) : Number(written) };
}
