import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Call } from '../../../shared/contract/call.ts';
import { useSession } from '../../session/session.tsx';
import { useDebounced } from '../../ui/use-debounced.ts';
import { fitsSearch } from './fits-search.ts';

/** So many of the newest calls are looked through for different callers. */
const lookedThrough = 60;

/** Callers that a text finds, each by the newest call with them; without a text, those of lately. Nobody who hides the number. */
export function usePeople(typed: string, most: number): readonly Call[] {
  const { api } = useSession();
  const search = useDebounced(typed.trim()).slice(0, 200);
  const found = useQuery({
    ...api.calls.list.queryOptions({
      input: { filter: { kind: 'all', search: search || undefined }, limit: lookedThrough },
    }),
    placeholderData: keepPreviousData,
  });
  return namedFirst(newestOfEach(found.data?.calls ?? []), search).slice(0, most);
}

/** A search finds notes and lines as well: whoever is called so is meant before all others. */
export function namedFirst(calls: readonly Call[], search: string): Call[] {
  const isMeant = ({ remote: { name } }: Call) => name !== undefined && fitsSearch(name, search);
  return [...calls.filter(isMeant), ...calls.filter((call) => !isMeant(call))];
}

export function newestOfEach(calls: readonly Call[]): Call[] {
  const newest = new Map<string, Call>();
  for (const call of calls) {
    if (call.remote.key !== '' && !newest.has(call.remote.key)) newest.set(call.remote.key, call);
  }
  return [...newest.values()];
}
