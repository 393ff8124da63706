/** What is kept when these of the phones are selected: all of them, also those that are heard later, is none by name. */
export function namedPhones(phones: readonly string[], selected: ReadonlySet<string>): string[] {
  return phones.every((phone) => selected.has(phone)) ? [] : phones.filter((phone) => selected.has(phone));
}

/** The phones that count as the user's own. */
export function selectedPhones(phones: readonly string[], named: readonly string[]): ReadonlySet<string> {
  return new Set(named.length === 0 ? phones : named);
}

/** All that can be selected: a phone that was named stays on the list though it was not heard for long. */
export function listedPhones(phones: readonly string[], named: readonly string[]): string[] {
  return [...new Set([...phones, ...named])].toSorted();
}
