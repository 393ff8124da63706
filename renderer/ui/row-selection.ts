/** What is selected in a list, and what was pressed last: a range goes from there. */
export interface RowSelection<Key = number> {
  selected: ReadonlySet<Key>;
  last?: Key | undefined;
}

export const emptySelection: RowSelection<never> = { selected: new Set() };

/**
 * The selection after a press on `id`. With `range`, everything from the last press to this one becomes what the last one
 * is. `ids` are all that can be selected, in the order of the list.
 */
export function pressRow<Key>(
  { selected, last }: RowSelection<Key>,
  id: Key,
  ids: readonly Key[],
  range: boolean,
): RowSelection<Key> {
  const from = range && last !== undefined ? ids.indexOf(last) : -1;
  const to = ids.indexOf(id);
  const pressed = from < 0 || to < 0 ? [id] : ids.slice(Math.min(from, to), Math.max(from, to) + 1);
  const add = from >= 0 && last !== undefined ? selected.has(last) : !selected.has(id);
  const next = new Set(selected);
  for (const one of pressed) {
    if (add) next.add(one);
    else next.delete(one);
  }
  return { selected: next, last: id };
}
