/** Keeps the newest entries: a demo may run for weeks. */
export interface BoundedList<T> {
  entries: readonly T[];
  push(entry: T): void;
}

export function createBoundedList<T>(limit: number): BoundedList<T> {
  const entries: T[] = [];
  return {
    entries,
    push(entry) {
      entries.push(entry);
      if (entries.length > limit) entries.splice(0, Math.ceil(limit / 10));
    },
  };
}
