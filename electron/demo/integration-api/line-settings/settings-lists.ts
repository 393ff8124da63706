import type { Traps } from '../traps.ts';

/** The scans have lost every bracket: what else than arrays these may be on the wire. */
type ListForm = Traps['settingsLists'];

const listNames = new Set(['profiles', 'scheduleBlocks', 'redirectNums', 'times']);

/** Writes every array in the form of the trap. */
export function writeLists(value: unknown, form: ListForm): unknown {
  if (Array.isArray(value)) {
    const items = value.map((item) => writeLists(item, form));
    if (form === 'numbered') return { ...items };
    return form === 'single-as-object' && items.length === 1 ? items[0] : items;
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, writeLists(inner, form)]));
}

/** Arrays again of what came back in the form of the trap; arrays are taken in every form. */
export function readLists(value: unknown, form: ListForm): unknown {
  return readInner(readList(value, form), form);
}

function readInner(value: unknown, form: ListForm): unknown {
  if (Array.isArray(value)) return value.map((item) => readInner(item, form));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([name, inner]) => [
    name,
    readInner(listNames.has(name) ? readList(inner, form) : inner, form),
  ]);
  return Object.fromEntries(entries);
}

function readList(value: unknown, form: ListForm): unknown {
  if (Array.isArray(value) || typeof value !== 'object' || value === null || form === 'arrays') return value;
  return form === 'numbered' ? Object.values(value) : [value];
}
