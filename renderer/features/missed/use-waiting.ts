import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import type { Call, MissedGroup, Party } from '../../../shared/contract/call.ts';
import { destinationOf } from '../../../shared/domain/destination.ts';
import { useSession } from '../../session/session.tsx';

/** Whoever cannot be called waits for nothing, and is listed all the same: that somebody called is worth knowing. */
export function canWait(remote: Party): boolean {
  return destinationOf(remote) !== undefined;
}

const noGroups: readonly MissedGroup[] = [];

/** Whether the caller of a call waits to be called back because of it: what is settled or put off is history. */
export function useWaiting(): (call: Pick<Call, 'remote' | 'state' | 'startedAt'>) => boolean {
  const { api } = useSession();
  const { data = noGroups } = useQuery(api.missed.list.queryOptions({ input: { snoozed: false } }));
  const waitingSince = useMemo(
    () => new Map(data.filter(({ remote }) => canWait(remote)).map(({ key, firstAt }) => [key, firstAt])),
    [data],
  );
  return useCallback(
    ({ remote, state, startedAt }) =>
      state === 'missed' && startedAt >= (waitingSince.get(remote.key) ?? Number.POSITIVE_INFINITY),
    [waitingSince],
  );
}
