import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { goTo } from '../../app/route.ts';
import { useSession } from '../../app/session.tsx';
import { useLive } from '../../stores/live-store.ts';
import { useView } from '../../stores/view-store.ts';

/**
 * Where there is room for the caller's card, it opens once with whoever matters most: who rings, else who waits longest at
 * the top of the list. Once only: a card that changed by itself could have its button pressed for somebody else.
 */
export function useFirstChoice(wanted: boolean): void {
  const { api } = useSession();
  const queries = useQueryClient();
  const greeted = useView((state) => state.greeted);
  const ready = useLive((state) => state.ready);

  useEffect(() => {
    if (greeted || !ready) return;
    if (!wanted) {
      useView.setState({ greeted: true });
      return;
    }
    let left = false;
    void (async () => {
      const ringing = useLive.getState().cards[0]?.call.id;
      const input = { snoozed: false };
      const waiting = await queries.fetchQuery(api.missed.list.queryOptions({ input })).catch(() => []);
      const choice = ringing ?? waiting[0]?.lastCallId;
      if (left || useView.getState().greeted) return;
      useView.setState({ greeted: true });
      if (choice !== undefined) goTo({ screen: 'calls', callId: choice }, { replace: true });
    })();
    return () => {
      left = true;
    };
  }, [wanted, greeted, ready, api, queries]);
}
