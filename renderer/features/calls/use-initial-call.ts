import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { LiveCard } from '../../../shared/contract/updates.ts';
import { goTo } from '../../route/route.ts';
import { useSession } from '../../session/session.tsx';
import { useLive } from '../../stores/live-store.ts';
import { useView } from '../../stores/view-store.ts';
import { liveEntries } from '../live/live-entries.ts';

/**
 * Where there is room for the caller's card, it opens once with whoever matters most: who rings, else whom to call back
 * first, else who called last. Once only: a card that changed by itself could have its button pressed for somebody else.
 */
export function useInitialCall(wide: boolean, callId: number | undefined): void {
  const { api } = useSession();
  const initialCallOpened = useView((state) => state.initialCallOpened);
  // Not looked at any longer than it matters: the whole screen is drawn anew for it.
  const ringing = useLive(({ cards }) => (initialCallOpened ? undefined : mostUrgent(cards)?.call.id));
  const enabled = wide && !initialCallOpened;
  const waiting = useQuery({ ...api.missed.list.queryOptions({ input: { snoozed: false } }), enabled });
  const latest = useQuery({
    ...api.calls.list.queryOptions({ input: { filter: { kind: 'all' }, limit: 1 } }),
    enabled: enabled && waiting.data?.length === 0,
  });
  const choice = ringing ?? waiting.data?.[0]?.lastCallId ?? latest.data?.calls[0]?.id;

  useEffect(() => {
    if (initialCallOpened) return;
    if (callId !== undefined) useView.setState({ initialCallOpened: true });
    else if (wide && choice !== undefined) goTo({ screen: 'calls', callId: choice }, { replace: true });
  }, [initialCallOpened, wide, callId, choice]);
}

/** The call that rings, else the one that is talked on; what is over needs nothing that the list does not say. */
function mostUrgent(cards: readonly LiveCard[]): LiveCard | undefined {
  const going = cards.filter(({ call }) => call.state === 'ringing' || call.state === 'answered');
  const [first] = liveEntries(going, []);
  return first?.kind === 'call' ? first.card : undefined;
}
