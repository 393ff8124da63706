import { useMemo } from 'react';
import { useConnection } from '../../stores/connection-store.ts';
import { useLive } from '../../stores/live-store.ts';
import { type HistoryState, historyState } from './history-state.ts';

export function useHistoryState(): HistoryState {
  const isLost = useConnection((state) => state.phase === 'lost');
  const accounts = useLive((state) => state.accounts);
  return useMemo(() => historyState(accounts, isLost), [accounts, isLost]);
}
