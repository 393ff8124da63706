export type NumberForm =
  | 'digits'
  | 'plus'
  | 'sip'
  | 'eight'
  | 'plus-eight'
  | 'double-zero'
  | 'ten-digits'
  | 'spaced'
  | 'named';

/** Writes a number, kept in digits with its country's code, as a service may. SIP ids and extensions have fewer forms. */
export function writeNumber(number: string, form: NumberForm): string {
  if (form === 'sip') return `sip:${number}@sipnet.ru`;
  if (form === 'named') return `"Иван Петров" <sip:${number}@sipnet.ru>`;
  const isPhone = /^[1-9]\d{9,}$/.test(number);
  if (!isPhone || form === 'digits') return number;
  if (form === 'double-zero') return `00${number}`;
  const national = /^7(\d{10})$/.exec(number)?.[1];
  if (national === undefined) return form === 'eight' || form === 'ten-digits' ? `810${number}` : `+${number}`;
  switch (form) {
    case 'plus':
      return `+${number}`;
    case 'eight':
      return `8${national}`;
    case 'plus-eight':
      // With a plus, 8 and 495 would begin a number of Vietnam.
      return national.startsWith('9') ? `+8${national}` : `+${number}`;
    case 'ten-digits':
      return national;
    case 'spaced':
      return national.replace(/^(\d{3})(\d{3})(\d\d)(\d\d)$/, '+7 ($1) $2-$3-$4');
  }
}
