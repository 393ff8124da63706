/**
 * The order in which to show items while somebody may be about to click one: those that were shown stay where they were,
 * with what is new in them, and new ones come at the end. `shown` are the keys as last shown.
 */
export function keepOrder<Item extends { key: string }>(
  items: readonly Item[],
  shown: readonly string[],
): readonly Item[] {
  const byKey = new Map(items.map((item) => [item.key, item]));
  const kept = shown.flatMap((key) => byKey.get(key) ?? []);
  const seen = new Set(shown);
  return [...kept, ...items.filter((item) => !seen.has(item.key))];
}
