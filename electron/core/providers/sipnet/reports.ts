import type { ReceivedTable, ReportKind } from '../../../../shared/contract/account-tools/reports.ts';
import { readTable } from '../received-table.ts';
import { formatGmt } from './dates.ts';
import type { Ask } from './wire.ts';

/** SIPNET API 2.7.0, 6.18. Sums of a period: it cannot be asked for in pieces. */
export async function readReport(
  { read }: Ask,
  { kind, from, to }: { kind: ReportKind; from: number; to: number },
): Promise<ReceivedTable> {
  const period = { d1: formatGmt(from), d2: formatGmt(to) };
  const { fields } = await read('report', { type: kind, ...period, showchild: '1' });
  return readTable(fields.rows);
}

/** SIPNET API 2.7.0, 6.14, where `operation` says `aninnumbers` by a slip. */
export async function readChildren({ read }: Ask): Promise<ReceivedTable> {
  const { fields } = await read('children', { action: 'list' });
  return readTable(fields.accounts);
}
