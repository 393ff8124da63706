import type { ReceivedTable as Table } from '../../../shared/contract/account-tools/reports.ts';
import { useWords } from '../../words/words.ts';
import { readNumber } from './read-number.ts';

/** Whatever columns came, under the names they came with; numbers at the right. Scrolls within itself where it is wide. */
export function ReceivedTable({ label, table }: { label: string; table: Table }) {
  const { t } = useWords();
  if (table.rows.length === 0) return <p className="text-dim">{t('tools.table.none')}</p>;
  const isNumeric = table.columns.map((_, at) => table.rows.every((row) => isNumberOrNothing(row[at] ?? '')));
  const side = (at: number) => (isNumeric[at] ? 'text-right tabular-nums' : 'text-left');
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: who has no mouse scrolls a wide table by keys
    <section aria-label={label} tabIndex={0} className="max-h-96 overflow-auto">
      <table className="w-full border-collapse">
        <thead>
          <tr>
            {table.columns.map((name, at) => (
              <th key={name} scope="col" className={`px-2 py-1.5 font-medium text-dim text-sm ${side(at)}`}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, line) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows of the provider have no id that is known
            <tr key={line} className="border-line border-t">
              {table.columns.map((name, at) => (
                <td key={name} className={`px-2 py-1.5 ${side(at)}`}>
                  {row[at]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {table.isCut && <p className="py-1.5 text-accent">{t('tools.table.cut')}</p>}
    </section>
  );
}

/** Ids are read like words, by their beginning. */
function isNumberOrNothing(value: string): boolean {
  return !/[\p{L}\p{N}]/u.test(value) || readNumber(value) !== undefined;
}
