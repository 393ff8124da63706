import { useEffect, useRef, useState } from 'react';
import type { CallFilter } from '../../../shared/contract/call.ts';
import type { CallColumn } from '../../../shared/domain/call-columns.ts';
import { useSession } from '../../session/session.tsx';
import { coreNow } from '../../stores/live-store.ts';
import { exportName, saveFile } from '../../ui/save-file.ts';
import { useWords } from '../../words/words.ts';

export type ExportState =
  | { at: 'idle' }
  | { at: 'running'; done: number; total: number | undefined }
  | { at: 'saved'; name: string; calls: number }
  | { at: 'failed'; said: string };

/** The filtered log as a CSV file: made piece by piece by core, saved once it is whole, left at any moment. */
export function useExport() {
  const { client } = useSession();
  const { t, locale, error } = useWords();
  const [state, setState] = useState<ExportState>({ at: 'idle' });
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);

  async function run(filter: CallFilter, columns: readonly CallColumn[]): Promise<void> {
    const abort = new AbortController();
    running.current = abort;
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    const pieces: string[] = [];
    let calls = 0;
    setState({ at: 'running', done: 0, total: undefined });
    try {
      const told = await client.data.exportCalls(
        { filter, columns: [...columns], locale, timeZone },
        { signal: abort.signal },
      );
      for await (const { text, done, total } of told) {
        if (abort.signal.aborted) return;
        pieces.push(text);
        calls = done;
        setState({ at: 'running', done, total });
      }
      const name = exportName(t('calls.export.fileName'), coreNow(), 'csv');
      saveFile(name, pieces, 'text/csv;charset=utf-8');
      setState({ at: 'saved', name, calls });
    } catch (thrown) {
      if (!abort.signal.aborted) setState({ at: 'failed', said: error(thrown) });
    }
  }

  return {
    state,
    start: (filter: CallFilter, columns: readonly CallColumn[]) => void run(filter, columns),
    cancel() {
      running.current?.abort();
      setState({ at: 'idle' });
    },
  };
}
