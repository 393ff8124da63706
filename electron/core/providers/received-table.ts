import type { ReceivedTable } from '../../../shared/contract/account-tools/reports.ts';
import { keepRaw, readRows } from './fields.ts';

const mostColumns = 40;
const mostRows = 2000;

/** Rows of no documented shape as a table: bounded, and without addresses and passwords. */
export function readTable(list: unknown): ReceivedTable {
  const rows = readRows(list).map(keepRaw);
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const columns = names.slice(0, mostColumns);
  return {
    columns: columns.map((name) => name.slice(0, 100)),
    rows: rows.slice(0, mostRows).map((row) => columns.map((name) => write(row[name]))),
    isCut: names.length > mostColumns || rows.length > mostRows,
  };
}

function write(value: unknown): string {
  if (value === null || value === undefined) return '';
  return (typeof value === 'object' ? JSON.stringify(value) : String(value)).slice(0, 500);
}
