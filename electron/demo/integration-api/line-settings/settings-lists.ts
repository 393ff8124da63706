import type { Traps } from '../traps.ts';

/** The scans have lost every bracket: what else than arrays these may be on the wire. */
type ListForm = Traps['settingsLists'];

const listNames = new Set(['profiles', 'scheduleBlocks', 'redirectNums', 'times']);

/** Writes settings of several lines, and the lists of the documents in them, in the form of the trap. */
export function writeLists(settings: readonly unknown[], form: ListForm): unknown {
  return writeList(writeInner(settings, form), form);
}

/** Arrays again of what came back in the form of the trap; arrays are taken in every form. */
export function readLists(received: unknown, form: ListForm): unknown {
  return readInner(readList(received, form), form);
}

function writeInner(value: unknown, form: ListForm): unknown {
  return mapFields(value, (name, field) => {
    const inner = writeInner(field, form);
    return listNames.has(name) ? writeList(inner, form) : inner;
  });
}

function readInner(value: unknown, form: ListForm): unknown {
  return mapFields(value, (name, field) => readInner(listNames.has(name) ? readList(field, form) : field, form));
}

function writeList(value: unknown, form: ListForm): unknown {
  if (!Array.isArray(value)) return value;
  if (form === 'numbered') return { ...value };
  return form === 'single-as-object' && value.length === 1 ? value[0] : value;
}

function readList(value: unknown, form: ListForm): unknown {
  if (Array.isArray(value) || typeof value !== 'object' || value === null || form === 'arrays') return value;
  return form === 'numbered' ? Object.values(value) : [value];
}

/** The same object with other fields, or the same array with such objects. */
function mapFields(value: unknown, map: (name: string, field: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => mapFields(item, map));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, map(name, field)]));
}
