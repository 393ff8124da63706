/** The same with what may be undefined as what may be missing. */
type Compact<Fields> = {
  [Key in keyof Fields as undefined extends Fields[Key] ? never : Key]: Fields[Key];
} & {
  [Key in keyof Fields as undefined extends Fields[Key] ? Key : never]?: Exclude<Fields[Key], undefined>;
};

/**
 * Without what is undefined. A field that is there and says nothing is not the same as none: it is told to pages, makes two
 * records differ, and takes the place of what it is spread over.
 */
export function compact<Fields extends object>(fields: Fields): Compact<Fields> {
  // Not by way of entries: each event of a call comes by here.
  const told: Partial<Fields> = {};
  for (const key of Object.keys(fields) as (keyof Fields)[]) if (fields[key] !== undefined) told[key] = fields[key];
  return told as unknown as Compact<Fields>;
}
