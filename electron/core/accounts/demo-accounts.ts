import { type AccountDraft, usualTimeZone } from '../../../shared/contract/account.ts';
import type { RunningDemo } from '../ports.ts';

export interface DemoAccount {
  /** As the connect form would be filled in. */
  draft: AccountDraft & { webhook: boolean; replaceHook: boolean };
  lines: RunningDemo['lines'];
}

/** The accounts of the demo, the one that rings first: they are at stands of this program's own. */
export function describeDemo(demo: RunningDemo): DemoAccount[] {
  const { baseUrl, login, password, label, ownNumber, lines, warehouse } = demo;
  const { provider, numbers, token, lines: warehouseLines } = warehouse;
  return [
    {
      draft: {
        ...{ provider: 'sipnet', label, baseUrl, timeZone: usualTimeZone, ownNumber },
        ...{ credentials: { kind: 'password', login, password }, webhook: true, replaceHook: true },
      },
      lines,
    },
    {
      draft: {
        ...{ provider, label: warehouse.label, baseUrl: warehouse.baseUrl, timeZone: usualTimeZone },
        ...{ ownNumber: numbers[0] ?? '', numbers: [...numbers] },
        ...{ credentials: { kind: 'token', token }, webhook: false, replaceHook: false },
      },
      lines: warehouseLines,
    },
  ];
}
