import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Call, CallFilter } from '../../../shared/contract/call.ts';
import type { ExportPiece } from '../../../shared/contract/data.ts';
import { formatParty } from '../../../shared/domain/phone-number.ts';
import { callWords } from '../../../shared/words/calls.ts';
import type { CallRows } from '../database/call-rows.ts';

export interface CallExportDeps {
  calls: CallRows;
  accountLabel: (accountId: string) => string;
}

export interface CallExportRequest {
  filter: CallFilter;
  locale: 'ru' | 'en';
  /** IANA zone that times are written in. */
  timeZone: string;
}

/** One page of the log is one piece: small enough to keep calls ringing, large enough to be quick. */
const callsPerPiece = 500;

/** Makes the file page by page, newest call first; leaving the iterator ends it. */
export async function* exportCalls(
  { calls, accountLabel }: CallExportDeps,
  request: CallExportRequest,
): AsyncGenerator<ExportPiece, void> {
  const { filter, locale, timeZone } = request;
  const words = callWords(locale);
  const formatTime = timeFormat(timeZone);
  const total = calls.count(filter);
  // The mark tells a spreadsheet that the text is UTF-8.
  yield { text: `\ufeff${line(words.columns)}`, done: 0, total };
  let done = 0;
  let before: number | undefined;
  do {
    const page = calls.page(filter, before, callsPerPiece);
    const text = page.calls.map((call) => line(cells(call))).join('');
    done += page.calls.length;
    yield { text, done, total: Math.max(total, done) };
    before = page.next;
    await nextTurn();
  } while (before !== undefined);

  function cells(call: Call): string[] {
    const number = call.remote.kind === 'hidden' ? words.hidden : formatParty(call.remote);
    return [
      formatTime(call.startedAt),
      words.directions[call.direction],
      words.states[call.state],
      call.remote.name ?? '',
      number,
      call.line,
      accountLabel(call.accountId),
      call.ringSeconds === undefined ? '' : String(call.ringSeconds),
      call.talkSeconds === undefined ? '' : String(call.talkSeconds),
      call.note ?? '',
    ];
  }
}

/**
 * RFC 4180. A cell that a spreadsheet would take for a formula is made text: names and notes come from outside. A number's
 * own plus is no formula and stays.
 */
function line(values: readonly string[]): string {
  const quoted = values.map((value) => {
    const safe = /^[=@\t\r]|^[+-](?![\d ()-]*$)/.test(value) ? `'${value}` : value;
    return /[",;\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  });
  return `${quoted.join(',')}\r\n`;
}

/** `2026-11-20 14:05:09`: what every spreadsheet reads as a time. */
function timeFormat(timeZone: string): (ms: number) => string {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  return (ms) => format.format(ms);
}
