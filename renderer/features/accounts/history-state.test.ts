import { expect, test } from 'vitest';
import type { Account } from '../../../shared/contract/account.ts';
import { historyState } from './history-state.ts';

const account = (state: Account['status']['state'], share?: number | 'unknown') =>
  ({
    status: {
      state,
      since: 0,
      ...(share === undefined
        ? {}
        : { importing: { calls: 1, readBackTo: 0, ...(share === 'unknown' ? {} : { share }) } }),
    },
  }) as Pick<Account, 'status'>;

test('an empty list is only said to be all when all was read and everybody is heard', () => {
  expect(historyState([account('live'), account('polling')], false)).toEqual({ kind: 'whole' });
  expect(historyState([account('live')], true)).toEqual({ kind: 'unheard' });
  expect(historyState([account('live'), account('failing')], false)).toEqual({ kind: 'unheard' });
  expect(historyState([account('needs-attention')], false)).toEqual({ kind: 'unheard' });
});

test('what is read is as far as the account that is the least far', () => {
  expect(historyState([account('live', 0.8), account('polling', 0.3)], false)).toEqual({ kind: 'reading', share: 0.3 });
  expect(historyState([account('starting')], false)).toEqual({ kind: 'reading', share: undefined });
  expect(historyState([account('live', 0.5), account('live', 'unknown')], false)).toEqual({
    kind: 'reading',
    share: undefined,
  });
});
