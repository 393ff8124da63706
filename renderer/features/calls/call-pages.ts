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
  const onlyFresh = { pages: [fresh], pageParams: held.pageParams.slice(0, 1) };
  const newestHeld = held.pages[0]?.calls[0]?.id;
  const oldestFresh = fresh.calls.at(-1)?.id;
  if (fresh.next === undefined || oldestFresh === undefined || newestHeld === undefined) return onlyFresh;
  // So much is new that the two do not meet: between them there are calls that nobody has read.
  if (newestHeld < oldestFresh) return onlyFresh;

  const below = held.pages.map((page) => ({ ...page, calls: page.calls.filter((call) => call.id < oldestFresh) }));
  if (below.every((page) => page.calls.length === 0)) return onlyFresh;
  return {
    pages: below.map((page, index) => (index === 0 ? { ...page, calls: [...fresh.calls, ...page.calls] } : page)),
    pageParams: held.pageParams,
  };
}

export function callsOf(data: InfiniteData<CallPage> | undefined): readonly Call[] {
  return data?.pages.flatMap((page) => page.calls) ?? [];
}
