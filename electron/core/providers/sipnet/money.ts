import type { MoneyOperation } from '../../../../shared/contract/account-tools/money.ts';
import { compact } from '../../../../shared/domain/compact.ts';
import { readAmount } from '../../../../shared/domain/money.ts';
import { type Fields, keepRaw, readFields, readRows, text } from '../fields.ts';
import type { MoneyFacet } from '../money-facet.ts';
import { readTime } from '../times.ts';
import { splitInDays } from './dates.ts';
import type { Ask } from './wire.ts';

/**
 * SIPNET API 2.7.0, 6.1 and 6.3. The fields of an operation are not documented: these are the names of running clients for
 * calls and the usual ones. Whatever has another name is shown as it came.
 */
const timeFields = ['gmt', 'datetime', 'date', 'time', 'created'];
const amountFields = ['amount', 'sum', 'summa', 'cost', 'price', 'money', 'value'];
const descriptionFields = ['descr', 'description', 'comment', 'name', 'type', 'operation'];

/** How many rows one answer may hold is not documented. */
const daysPerQuestion = 7;

export function createMoney({ read }: Ask): MoneyFacet {
  return {
    async balance(signal) {
      const { fields } = await read('balance', {}, signal);
      return { amount: text.parse(fields.balance)?.slice(0, 100), currency: currencyOf(fields) };
    },
    async operations(range, signal) {
      const operations: MoneyOperation[] = [];
      for (const period of splitInDays(range, daysPerQuestion)) {
        // Of the children as well, as the calls are: they may spend what the account has.
        const { fields } = await read('finopers', { ...period, showchild: '1' }, signal);
        operations.push(...readRows(fields.finopers).map(readOperation));
      }
      return operations;
    },
  };
}

function readOperation(row: unknown): MoneyOperation {
  const fields = readFields(row) ?? {};
  const at = timeFields.map((name) => readTime(fields[name])).find((time) => time !== undefined);
  const amount = amountFields.map((name) => readAmount(text.parse(fields[name]))).find((sum) => sum !== undefined);
  const description = descriptionFields.map((name) => text.parse(fields[name])).find((words) => words !== undefined);
  return {
    ...compact({ at, amount }),
    currency: currencyOf(fields),
    description: description ?? '',
    columns: Object.entries(keepRaw(row)).map(([name, value]) => ({ name: name.slice(0, 100), value: write(value) })),
  };
}

function currencyOf(fields: Fields): string {
  return (text.parse(fields.currency) ?? '').slice(0, 20);
}

function write(value: unknown): string {
  if (value === null || value === undefined) return '';
  return (typeof value === 'object' ? JSON.stringify(value) : String(value)).slice(0, 500);
}
