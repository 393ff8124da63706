const latin = "`qwertyuiop[]asdfghjkl;'zxcvbnm,.";
const russian = 'ёйцукенгшщзхъфывапролджэячсмитьбю';

/**
 * What the same keys write under the other of the two layouts, in small letters: `vfhbz` is `мария`, `шмфт` is `ivan`;
 * undefined where that says nothing: no letter in it, or letters of both.
 */
export function inOtherLayout(text: string): string | undefined {
  const keys = [...text.toLowerCase()];
  const isRussian = keys.some((key) => /[а-яё]/.test(key));
  if (isRussian === keys.some((key) => /[a-z]/.test(key))) return undefined;
  const [from, to] = isRussian ? [russian, latin] : [latin, russian];
  return keys.map((key) => to[from.indexOf(key)] ?? key).join('');
}
