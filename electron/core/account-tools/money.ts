import type { MoneyOperation } from '../../../shared/contract/account-tools/money.ts';
import { compact } from '../../../shared/domain/compact.ts';
import { kindOf, type MoneyKind, writeAmount } from '../../../shared/domain/money.ts';
import { moneyColumns } from '../../../shared/words/money.ts';
import { decimal, tableLine, text } from '../data/table-line.ts';
import { timeFormat } from '../data/time-cell.ts';
import { ProblemError } from '../problems.ts';
import { facetOf } from '../providers/facets.ts';
import type { MoneyFacet } from '../providers/money-facet.ts';
import type { ToolsOf, Whose } from './whose.ts';

/** What accounts have and spend. Rejects with ProblemError, ProviderError or VaultError. */
export interface MoneyTool {
  balance(whose: Whose): Promise<{ amount?: string; currency: string }>;
  /** Newest first. */
  operations(range: MoneyRange): Promise<{ operations: MoneyOperation[]; isCut: boolean }>;
  table(request: MoneyTableRequest): Promise<{ text: string; count: number }>;
}

interface MoneyRange extends Whose {
  from: number;
  to: number;
}

interface MoneyTableRequest extends MoneyRange {
  kind?: MoneyKind | undefined;
  locale: 'ru' | 'en';
  /** IANA zone that times are written in. */
  timeZone: string;
}

const longestMs = 100 * 24 * 3600_000;
const mostOperations = 10_000;

export function createMoneyTool({ toolsOf }: { toolsOf: ToolsOf }): MoneyTool {
  async function access(whose: Whose): Promise<MoneyFacet> {
    return facetOf(await toolsOf(whose), 'money');
  }

  async function read({ from, to, ...whose }: MoneyRange): Promise<{ operations: MoneyOperation[]; isCut: boolean }> {
    if (to < from || to - from > longestMs) throw new ProblemError('BAD_INPUT', { field: 'from' });
    const operations = await (await access(whose)).operations({ from, to });
    const newestFirst = operations.toSorted((one, other) => (other.at ?? 0) - (one.at ?? 0));
    return { operations: newestFirst.slice(0, mostOperations), isCut: newestFirst.length > mostOperations };
  }

  return {
    async balance(whose) {
      const { amount, currency } = await (await access(whose)).balance();
      return { currency, ...compact({ amount }) };
    },
    operations: read,
    async table({ kind, locale, timeZone, ...range }) {
      const { operations } = await read(range);
      const wanted = operations.filter(({ amount }) => kind === undefined || kindOf(amount) === kind);
      // Whatever the provider names besides stands in columns of its own, under its names.
      const names = [...new Set(wanted.flatMap(({ columns }) => columns.map(({ name }) => name)))].slice(0, 60);
      const write = timeFormat(timeZone);
      const lines = wanted.map(({ at, amount, currency, description, columns }) =>
        tableLine(
          [
            at === undefined ? '' : write(at),
            amount === undefined ? '' : decimal(writeAmount(amount), locale),
            text(currency),
            text(description),
            ...names.map((name) => text(columns.find((column) => column.name === name)?.value ?? '')),
          ],
          locale,
        ),
      );
      const head = tableLine([...moneyColumns[locale], ...names].map(text), locale);
      // The mark tells a spreadsheet that the text is UTF-8.
      return { text: `\ufeff${head}${lines.join('')}`, count: wanted.length };
    },
  };
}
