import type { Call, CallFilter } from '../../../shared/contract/call.ts';
import type { ExportPiece } from '../../../shared/contract/data.ts';
import { type CallColumn, callColumns } from '../../../shared/domain/call-columns.ts';
import { formatParty } from '../../../shared/domain/party-format.ts';
import { callWords } from '../../../shared/words/calls.ts';
import type { CallLog } from '../calls/call-log.ts';
import { nextTurn } from '../next-turn.ts';
import { number, tableLine, text } from './table-line.ts';
import { timeFormat } from './time-cell.ts';

export interface CallExportDeps {
  log: CallLog;
  accountLabel: (accountId: string) => string;
}

export interface CallExportRequest {
  filter: CallFilter;
  columns: readonly CallColumn[];
  locale: 'ru' | 'en';
  /** IANA zone that times are written in. */
  timeZone: string;
}

/** One page of the log is one piece: small enough to keep calls ringing, large enough to be quick. */
const callsPerPiece = 500;

/** Makes the file page by page, newest call first; leaving the iterator ends it. */
export async function* exportCalls(
  { log, accountLabel }: CallExportDeps,
  request: CallExportRequest,
): AsyncGenerator<ExportPiece, void> {
  const { filter, locale, timeZone } = request;
  const columns = callColumns.filter((column) => request.columns.includes(column));
  const words = callWords(locale);
  const formatTime = timeFormat(timeZone);
  const line = (cellOf: (column: CallColumn) => string) => tableLine(columns.map(cellOf), locale);
  const cells: Record<CallColumn, (call: Call) => string> = {
    time: ({ startedAt }) => formatTime(startedAt),
    direction: ({ direction }) => text(words.directions[direction]),
    outcome: ({ state }) => text(words.states[state]),
    name: ({ remote }) => text(remote.name),
    number: ({ remote }) => text(remote.kind === 'hidden' ? words.hidden : formatParty(remote)),
    line: (call) => text(call.line),
    account: ({ accountId }) => text(accountLabel(accountId)),
    rang: ({ ringSeconds }) => number(ringSeconds),
    talked: ({ talkSeconds }) => number(talkSeconds),
    note: ({ note }) => text(note),
  };
  const total = await log.count(filter);
  // The mark tells a spreadsheet that the text is UTF-8.
  yield { text: `\ufeff${line((column) => text(words.columns[column]))}`, done: 0, total };
  let done = 0;
  let before: number | undefined;
  do {
    const page = log.page(filter, before, callsPerPiece);
    const lines = page.calls.map((call) => line((column) => cells[column](call))).join('');
    done += page.calls.length;
    yield { text: lines, done, total: Math.max(total, done) };
    before = page.next;
    await nextTurn();
  } while (before !== undefined);
}
