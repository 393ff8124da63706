type PluralOf<Key> = Key extends `${infer Base}_other` ? Base : never;

/**
 * The shape a translation must have: every key of the English words, with the plural forms of any language instead of
 * the two that English has (Russian counts by `_one`, `_few`, `_many`, `_other`).
 */
export type Translated<Words> = {
  [Key in keyof Words as Key extends `${string}_${'one' | 'other'}` ? never : Key]: Words[Key] extends string
    ? string
    : Translated<Words[Key]>;
} & {
  [Key in keyof Words as PluralOf<Key> extends string
    ? `${PluralOf<Key>}_${'one' | 'few' | 'many' | 'other'}`
    : never]: string;
};
