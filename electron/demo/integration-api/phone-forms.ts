/** Ten digits, as the contract writes its numbers, from any Russian form; undefined for everything else. */
export function contractForm(text: string): string | undefined {
  return /^(?:\+?7|8)?(\d{10})$/.exec(text.trim())?.[1];
}

/** Digits with the country's code, from any form; what is no number (hidden, a short one) stays as it is. */
export function internationalDigits(text: string): string {
  const digits = text.replace(/^\+/, '');
  if (/^810\d{7,15}$/.test(digits)) return digits.slice(3);
  if (/^8\d{10}$/.test(digits)) return `7${digits.slice(1)}`;
  return /^\d{10}$/.test(digits) ? `7${digits}` : digits;
}

/** `8…` within the country, `810…` abroad; what is no number stays as it is. */
export function nationalForm(international: string): string {
  if (/^7\d{10}$/.test(international)) return `8${international.slice(1)}`;
  return /^\d{7,15}$/.test(international) ? `810${international}` : international;
}

/** PhoneTo of callback/create: `8XXXXXXXXXX` or `810…` and nothing else (Integration API, callback/create). */
export function parsePhoneTo(text: string): string | undefined {
  const abroad = /^810(\d{7,15})$/.exec(text)?.[1];
  // No Russian area code begins with 10, so 810 always leads abroad.
  if (abroad !== undefined) return abroad;
  const national = /^8(\d{10})$/.exec(text)?.[1];
  return national === undefined ? undefined : `7${national}`;
}

/** A forwarding number: ten digits, or with 8 or +7 in front (Integration API, Vats/settings/set). */
export function isRedirectNumber(text: string): boolean {
  return /^(?:8|\+7)?\d{10}$/.test(text);
}
