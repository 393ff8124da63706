import type { Traps } from './traps.ts';

export type Format = 'json' | 'xml';
export type Fields = Record<string, unknown>;

/** Renders an answer's fields; the two formats carry the same data. */
export function renderAnswer(fields: Fields, format: Format, traps: Traps): { contentType: string; body: string } {
  const shown = traps.scalars === 'strings' ? stringsOnly(fields) : fields;
  if (format === 'json') return { contentType: 'application/json; charset=utf-8', body: JSON.stringify(shown) };
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n<response>${xmlOf(shown)}</response>`;
  return { contentType: 'text/xml; charset=utf-8', body };
}

function stringsOnly(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(stringsOnly);
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, stringsOnly(inner)]));
  }
  return typeof value === 'number' ? String(value) : value;
}

function xmlOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map((item) => `<item>${xmlOf(item)}</item>`).join('');
  if (typeof value === 'object') {
    return Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .map(([name, inner]) => `<${name}>${xmlOf(inner)}</${name}>`)
      .join('');
  }
  return String(value).replace(/[<>&]/g, (sign) => ({ '<': '&lt;', '>': '&gt;', '&': '&amp;' })[sign] ?? sign);
}

/** Gives a row the names and holes that the traps ask for. Undefined values are left out or null. */
function shapeRow(row: Fields, index: number, traps: Traps): Fields {
  const shaped: Fields = {};
  for (const [name, value] of Object.entries(row)) {
    if (traps.rowsWithoutPhone && name === 'Phone' && index % 3 === 0) continue;
    if (value === undefined && traps.absentFields === 'left-out') continue;
    shaped[traps.fieldNames === 'lower' ? name.toLowerCase() : name] = value ?? null;
  }
  if (traps.unknownFields) {
    shaped.Tariff = { name: 'Новый', steps: [1, 2] };
    shaped.Поле = 'значение';
  }
  return shaped;
}

/** A list under its key; an empty one may be missing. */
export function listField(key: string, rows: readonly Fields[], traps: Traps): Fields {
  if (rows.length === 0 && traps.emptyLists === 'absent') return {};
  if (rows.length === 0 && traps.emptyLists === 'null') return { [key]: null };
  return { [key]: rows.map((row, index) => shapeRow(row, index, traps)) };
}
