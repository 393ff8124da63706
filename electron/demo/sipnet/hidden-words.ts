export type HiddenWord =
  | 'empty'
  | 'absent'
  | 'null'
  | 'null-word'
  | 'anonymous'
  | 'anonymous-caller'
  | 'anonymous-address'
  | 'unknown'
  | 'unknown-in-brackets'
  | 'withheld'
  | 'zero'
  | 'zeros'
  | 'minus-one'
  | 'russian';

/** What stands in place of a number that the caller hides; undefined where the field has no value at all. */
const hiddenWords: Readonly<Record<HiddenWord, string | null | undefined>> = {
  empty: '',
  absent: undefined,
  null: null,
  'null-word': 'NULL',
  anonymous: 'anonymous',
  'anonymous-caller': 'Anonymous Caller',
  'anonymous-address': 'anonymous@anonymous.invalid',
  unknown: 'unknown',
  'unknown-in-brackets': '<unknown>',
  withheld: 'withheld',
  zero: '0',
  zeros: '0000000000',
  'minus-one': '-1',
  russian: 'Скрытый номер',
};

export function hiddenText(word: HiddenWord): string | null | undefined {
  return hiddenWords[word];
}
