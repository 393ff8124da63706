import { keepPreviousData } from '@tanstack/react-query';

/** How a filtered list is read, page after page. While a new filter is being read, the former rows stay. */
export function pagesOf<Filter>(filter: Filter, limit: number) {
  return {
    input: (before: number | undefined) => ({ filter, before, limit }),
    initialPageParam: undefined,
    getNextPageParam: (page: { next?: number | undefined }) => page.next,
    placeholderData: keepPreviousData,
  };
}
