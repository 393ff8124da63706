/**
 * What a search text looks for among stored digits: the significant digits of a number in any form, so that `8 (916) 100`,
 * `+7916100` and `916100` find the same; undefined when the text holds no digits to speak of.
 */
export function searchDigits(text: string): string | undefined {
  if (/[^\d\s()+.\-\u2010-\u2015\u00a0]/.test(text)) return undefined;
  const digits = text.replace(/\D/g, '');
  if (digits.length < 3) return undefined;
  if (digits.startsWith('810') && digits.length > 6) return digits.slice(3);
  if (/^[78]/.test(digits) && digits.length > 3) return digits.slice(1);
  return digits;
}
