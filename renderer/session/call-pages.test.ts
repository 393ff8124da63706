import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Call, CallPage } from '../../shared/contract/call.ts';
import { parseParty } from '../../shared/domain/phone-number.ts';
import { callsOf, mergeNewest } from './call-pages.ts';

const call = (id: number): Call => ({
  id,
  accountId: 'a',
  direction: 'in',
  state: 'ended',
  remote: parseParty('+79161000232'),
  line: '',
  startedAt: id,
});

/** The log as core answers it: newest first, by pages. */
function page(ids: readonly number[], limit: number, before = Number.POSITIVE_INFINITY): CallPage {
  const found = [...ids].sort((a, b) => b - a).filter((id) => id < before);
  const calls = found.slice(0, limit).map(call);
  return found.length > limit ? { calls, next: calls.at(-1)?.id } : { calls };
}

describe('mergeNewest', () => {
  test('a log with a fresh first page is the log that was read, with what is new on top, and no gap', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 1, max: 500 }), { maxLength: 60 }),
        fc.array(fc.integer({ min: 501, max: 900 }), { maxLength: 12 }),
        fc.integer({ min: 1, max: 10 }),
        fc.integer({ min: 1, max: 5 }),
        (old, fresh, limit, pagesRead) => {
          const pages: CallPage[] = [page(old, limit)];
          while (pages.length < pagesRead && pages.at(-1)?.next !== undefined) {
            pages.push(page(old, limit, pages.at(-1)?.next));
          }
          const now = [...new Set([...old, ...fresh])];
          const merged = mergeNewest({ pages, pageParams: pages.map(() => undefined) }, page(now, limit));
          const shown = callsOf(merged as Parameters<typeof callsOf>[0]).map(({ id }) => id);
          const next = merged.pages.at(-1)?.next;
          const sorted = now.sort((a, b) => b - a);

          expect(new Set(shown).size).toBe(shown.length);
          expect(shown).toEqual(shown.toSorted((a, b) => b - a));
          expect(shown).toEqual(sorted.slice(0, shown.length));
          // The next page begins where the shown ones end.
          expect(next).toBe(shown.length === sorted.length ? undefined : shown.at(-1));
        },
      ),
    );
  });

  test('a fresh page that has the whole log throws away what was held', () => {
    const merged = mergeNewest(
      { pages: [page([1, 2, 3], 2), page([1, 2, 3], 2, 2)], pageParams: [undefined, 2] },
      page([3], 2),
    );
    expect(merged).toEqual({ pages: [{ calls: [call(3)] }], pageParams: [undefined] });
  });
});
