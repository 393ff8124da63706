import type { InfiniteData } from '@tanstack/react-query';
import type { Call, CallPage } from '../../../shared/contract/call.ts';

/**
 * The pages of a log after its first page was fetched anew: what the fresh page covers is replaced, what lies below it
 * stays as it was. Ids are time-ordered, newest first.
 */
export function mergeNewest<Param>(
  held: InfiniteData<CallPage, Param>,
  fresh: CallPage,
): InfiniteData<CallPage, Param> {
  const oldestFresh = fresh.calls.at(-1)?.id;
  // The fresh page has the whole log: whatever else was held is gone.
  if (fresh.next === undefined || oldestFresh === undefined) {
    return { pages: [fresh], pageParams: held.pageParams.slice(0, 1) };
  }
  const pages = held.pages.map((page, index) => ({
    next: page.next,
    calls: [...(index === 0 ? fresh.calls : []), ...page.calls.filter((call) => call.id < oldestFresh)],
  }));
  const [first] = pages;
  // Nothing of the first page is left below the fresh one, so more must be fetched from where the fresh one ends.
  if (pages.length === 1 && first !== undefined && first.calls.length === fresh.calls.length) first.next = fresh.next;
  return { pages, pageParams: held.pageParams };
}

export function callsOf(data: InfiniteData<CallPage> | undefined): readonly Call[] {
  return data?.pages.flatMap((page) => page.calls) ?? [];
}
