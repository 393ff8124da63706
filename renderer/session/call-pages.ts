import type { InfiniteData } from '@tanstack/react-query';
import type { Call, CallPage } from '../../shared/contract/call.ts';
import { compact } from '../../shared/domain/compact.ts';

/**
 * The pages of a log after its first page was fetched anew: what the fresh page covers is replaced, what lies below it
 * stays as it was. Ids are time-ordered, newest first.
 */
export function mergeNewest<Param>(
  held: InfiniteData<CallPage, Param>,
  fresh: CallPage,
): InfiniteData<CallPage, Param> {
  const onlyFresh = { pages: [fresh], pageParams: held.pageParams.slice(0, 1) };
  const newestHeld = newestOf(held);
  const { next } = fresh;
  // So much is new that the two do not meet: between them there are calls that nobody has read.
  if (next === undefined || newestHeld === undefined || newestHeld < next) return onlyFresh;

  const below = held.pages.map((page) => ({ ...page, calls: page.calls.filter((call) => call.id < next) }));
  if (below.every((page) => page.calls.length === 0)) return onlyFresh;
  return {
    pages: below.map((page, index) => (index === 0 ? { ...page, calls: [...fresh.calls, ...page.calls] } : page)),
    pageParams: held.pageParams,
  };
}

/** Page after page, until it reaches what is held or was asked for so often: a page may be short where little fits. */
export async function readNewest(
  read: (before: number | undefined) => Promise<CallPage>,
  downTo: number | undefined,
): Promise<CallPage> {
  let fresh = await read(undefined);
  for (let pages = 1; pages < mostFreshPages && downTo !== undefined && (fresh.next ?? 0) > downTo; pages += 1) {
    const { calls, next } = await read(fresh.next);
    fresh = { calls: [...fresh.calls, ...calls], ...compact({ next }) };
  }
  return fresh;
}
const mostFreshPages = 10;

export function newestOf(held: InfiniteData<CallPage, unknown>): number | undefined {
  return held.pages.flatMap((page) => page.calls)[0]?.id;
}

export function callsOf(data: InfiniteData<CallPage> | undefined): readonly Call[] {
  return data?.pages.flatMap((page) => page.calls) ?? [];
}
