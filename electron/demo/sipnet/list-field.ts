import { rowName } from './row-names.ts';
import type { Traps } from './traps.ts';

export type Fields = Record<string, unknown>;

/** Gives a row the names and holes that the traps ask for. Undefined values are left out or null. */
function shapeRow(row: Fields, index: number, traps: Traps): Fields {
  const shaped: Fields = {};
  for (const [name, value] of Object.entries(row)) {
    if (traps.rowsWithoutPhone && name === 'Phone' && index % 3 === 0) continue;
    if (value === undefined && traps.absentFields === 'left-out') continue;
    shaped[rowName(name, traps.fieldNames)] = value ?? null;
  }
  if (traps.unknownFields) {
    shaped.Tariff = { name: 'Новый', steps: [1, 2] };
    shaped.Поле = 'значение';
  }
  return shaped;
}

const strangers: readonly unknown[] = [null, 'Данные обновляются', [], {}];

/** A list under its key, in the shape that the traps ask for; an empty one may be missing. */
export function listField(key: string, rows: readonly Fields[], traps: Traps): Fields {
  const shaped: readonly unknown[] = rows.map((row, index) => shapeRow(row, index, traps));
  const all = traps.strangeRows ? [...strangers, ...shaped, ...strangers] : shaped;
  if (all.length === 0) return emptyList(key, traps);
  if (traps.listShape === 'lone-row' && all.length === 1) return { [key]: all[0] };
  // As PHP encodes an array from which something was taken out.
  if (traps.listShape === 'object') return { [key]: Object.fromEntries(all.map((row, index) => [index + 1, row])) };
  return { [key]: all };
}

function emptyList(key: string, { emptyLists }: Traps): Fields {
  switch (emptyLists) {
    case 'array':
      return { [key]: [] };
    case 'absent':
      return {};
    case 'null':
      return { [key]: null };
    case 'text':
      return { [key]: '' };
    case 'object':
      return { [key]: {} };
  }
}
