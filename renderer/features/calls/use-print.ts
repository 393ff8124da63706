import { useEffect, useRef, useState } from 'react';
import type { Call, CallFilter } from '../../../shared/contract/call.ts';
import { useSession } from '../../session/session.tsx';
import { useWords } from '../../words/words.ts';

/** So many calls go on paper: some fifty sheets. More is what a file is for. */
export const mostPrinted = 2000;
/** As many as one answer may hold. */
const pageSize = 500;

export type PrintState =
  | { at: 'idle' }
  | { at: 'reading'; done: number }
  | { at: 'ready'; calls: readonly Call[] }
  | { at: 'failed'; said: string };

/**
 * Reads the filtered log for paper: whatever was scrolled to, from the newest call on. Once it is drawn, the system's print
 * dialog opens: once for each reading, however often the sheet itself comes and goes.
 */
export function usePrint() {
  const { client } = useSession();
  const { error } = useWords();
  const [state, setState] = useState<PrintState>({ at: 'idle' });
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);
  useEffect(() => {
    if (state.at === 'ready') window.print();
  }, [state]);

  async function run(filter: CallFilter): Promise<void> {
    const abort = new AbortController();
    const { signal } = abort;
    running.current = abort;
    const calls: Call[] = [];
    setState({ at: 'reading', done: 0 });
    try {
      for (let before: number | undefined, more = true; more && calls.length < mostPrinted; ) {
        const page = await client.calls.list({ filter, before, limit: pageSize }, { signal });
        if (signal.aborted) return;
        calls.push(...page.calls);
        before = page.next;
        more = before !== undefined;
        setState({ at: 'reading', done: calls.length });
      }
      setState({ at: 'ready', calls: calls.slice(0, mostPrinted) });
    } catch (thrown) {
      if (!signal.aborted) setState({ at: 'failed', said: error(thrown) });
    }
  }

  return {
    state,
    start: (filter: CallFilter) => void run(filter),
    cancel() {
      running.current?.abort();
      setState({ at: 'idle' });
    },
  };
}
