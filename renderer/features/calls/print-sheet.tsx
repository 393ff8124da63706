import type { ReactNode } from 'react';
import { createPortal } from 'react-dom';
import type { Call } from '../../../shared/contract/call.ts';
import { type CallColumn, callColumns } from '../../../shared/domain/call-columns.ts';
import { callWords } from '../../../shared/words/calls.ts';
import { formatDuration } from '../../format/duration.ts';
import { useLive } from '../../stores/live-store.ts';
import { classNames } from '../../ui/class-names.ts';
import { useNow } from '../../ui/now.ts';
import { useWords } from '../../words/words.ts';

/** More columns than this have no room on upright paper. */
const mostUpright = 6;

interface PrintSheetProps {
  calls: readonly Call[];
  columns: readonly CallColumn[];
  /** What the list is a list of. */
  facts: readonly string[];
}

/**
 * The calls as a table for paper. It stands beside the page and not in it: on the screen it is not seen, and printed it is all
 * there is (`print-sheet` in theme.css).
 */
export function PrintSheet({ calls, columns, facts }: PrintSheetProps) {
  const words = useWords();
  const { t, when } = words;
  const now = useNow();
  const accounts = useLive((state) => state.accounts);
  const { columns: titles, directions, states } = callWords(words.locale);

  const times = new Intl.DateTimeFormat(words.locale === 'ru' ? 'ru-RU' : 'en-GB', {
    dateStyle: 'short',
    timeStyle: 'short',
  });
  const seconds = (value: number | undefined) => (value ? formatDuration(value) : '');
  const cells: Record<CallColumn, (call: Call) => ReactNode> = {
    time: ({ startedAt }) => times.format(startedAt),
    direction: ({ direction }) => directions[direction],
    outcome: ({ state }) => states[state],
    name: ({ remote }) => remote.name,
    number: ({ remote }) => words.number(remote),
    line: ({ line }) => line,
    account: ({ accountId }) => accounts.find(({ id }) => id === accountId)?.label,
    rang: ({ ringSeconds }) => seconds(ringSeconds),
    talked: ({ talkSeconds }) => seconds(talkSeconds),
    note: ({ note }) => note,
  };
  const shown = callColumns.filter((column) => columns.includes(column));
  return createPortal(
    <main className={classNames('print-sheet', shown.length > mostUpright && 'print-wide')}>
      <h1>{t('calls.title')}</h1>
      <p>{[...facts, t('calls.export.printedAt', { when: when(now, now) })].join(' · ')}</p>
      <table>
        <thead>
          <tr>
            {shown.map((column) => (
              <th key={column}>{titles[column].replace(/, [sс]$/, '')}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {calls.map((call) => (
            <tr key={call.id}>
              {shown.map((column) => (
                <td key={column} className={`print-${column}`}>
                  {cells[column](call)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </main>,
    document.body,
  );
}
