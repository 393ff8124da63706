import type { CallerId } from '../../../../shared/contract/account-tools/caller-ids.ts';
import { compact } from '../../../../shared/domain/compact.ts';
import type { CallerIdsFacet } from '../caller-ids-facet.ts';
import { type Fields, readFields, readRows, text } from '../fields.ts';
import type { Ask } from './wire.ts';
import { readYesNo } from './yes-no.ts';

/** SIPNET API 2.7.0, 6.13: "an array of added numbers with their type". What a row holds, it does not say. */
const numberFields = ['phone', 'number', 'ani', 'anum', 'cli'];
const typeFields = ['type', 'checktype', 'kind'];
const defaultFields = ['default', 'isdefault', 'main', 'ismain'];
const mostNumbers = 1000;

export function createCallerIds({ read, write }: Ask): CallerIdsFacet {
  return {
    async list(signal) {
      const { fields } = await read('aninnumbers', { action: 'list' }, signal);
      return readCallerIds(fields.phones);
    },
    async add(number, by) {
      // In digits, as the provider lists numbers itself.
      await write('aninnumbers', { action: 'add', phone: number.replace(/^\+/, ''), checktype: by });
    },
    async confirm(code) {
      await write('aninnumbers', { action: 'checkcode', code });
    },
    async setDefault(number) {
      await write('aninnumbers', { action: 'setdefault', phone: number });
    },
    async remove(number) {
      await write('aninnumbers', { action: 'delete', phone: number });
    },
  };
}

export function readOwnNumbers(phones: unknown): string[] {
  return readCallerIds(phones).map(({ number }) => number);
}

/** Rows of whatever shape, bare numbers, or types by their number. */
function readCallerIds(phones: unknown): CallerId[] {
  const rows = byNumber(phones) ?? readRows(phones).map(readRow);
  const known = rows.filter((row) => row !== undefined).slice(0, mostNumbers);
  // Where one says that it is the default, the others are not.
  const hasDefault = known.some(({ isDefault }) => isDefault);
  return hasDefault ? known.map((row) => ({ ...row, isDefault: row.isDefault === true })) : known;
}

function byNumber(phones: unknown): CallerId[] | undefined {
  if (typeof phones !== 'object' || phones === null || Array.isArray(phones)) return undefined;
  const entries = Object.entries(phones);
  if (entries.length === 0 || !entries.every(([key]) => /^\+?\d{5,20}$/.test(key))) return undefined;
  return entries.map(([number, value]) => {
    const fields = readFields(value);
    return fields === undefined ? describe(number, { type: value }) : describe(number, fields);
  });
}

function readRow(row: unknown): CallerId | undefined {
  const fields = readFields(row);
  const number = (fields === undefined ? text.parse(row) : first(fields, numberFields))?.slice(0, 200);
  return number === undefined ? undefined : describe(number, fields ?? {});
}

function describe(number: string, fields: Fields): CallerId {
  const type = first(fields, typeFields)?.slice(0, 200);
  const isDefault = defaultFields.map((name) => readYesNo(fields[name])).find((flag) => flag !== undefined);
  return {
    number,
    ...compact({ type }),
    ...(type?.toLowerCase() === 'default' ? { isDefault: true } : compact({ isDefault })),
  };
}

function first(fields: Fields, names: readonly string[]): string | undefined {
  return names.map((name) => text.parse(fields[name])).find((value) => value !== undefined);
}
