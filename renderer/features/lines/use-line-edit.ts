import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { comparePbxLines } from '../../../shared/domain/hosted-pbx/pbx-line-difference.ts';
import type { PbxLineSettings } from '../../../shared/domain/hosted-pbx/pbx-line-settings.ts';
import { ConnectionLost } from '../../connection/connection.ts';
import { problemOf, useSession } from '../../session/session.tsx';
import { beginEdit, redoEdit, undoEdit } from '../../stores/line-edit.ts';
import { dropEdit, editLine, lineKey, putEdit, useLineEdits } from '../../stores/line-edit-store.ts';
import { showToast } from '../../ui/toast.tsx';
import { useWords } from '../../words/words.ts';
import { settingsToSend } from './line-parts.ts';
import { rebaseEdit } from './rebase.ts';

/** The edit of one line, and what can be done with it. `line` is what the provider has. */
export function useLineEdit(accountId: string, line: PbxLineSettings) {
  const { client, api } = useSession();
  const queries = useQueryClient();
  const { t, error } = useWords();
  const key = lineKey(accountId, line.number);
  const edit = useLineEdits((state) => state.edits[key]);
  // Taken back to where it began, and that is not what the provider has any more: there is nothing to keep.
  const isStale = edit !== undefined && edit.now === edit.before && !isSame(edit.before, line);
  useEffect(() => {
    if (isStale) dropEdit(key);
  }, [isStale, key]);
  const before = edit?.before ?? line;
  const now = edit?.now ?? line;
  const edited = settingsToSend(before, now);

  const putLine = (settings: PbxLineSettings) =>
    queries.setQueryData<PbxLineSettings[]>(api.lines.read.queryKey({ input: { accountId } }), (lines) =>
      lines?.map((one) => (one.number === settings.number ? settings : one)),
    );

  const save = useMutation({
    mutationFn: () => client.lines.save({ accountId, before, edited }),
    onSuccess(settings) {
      putLine(settings);
      dropEdit(key);
      showToast({ text: t('lines.change.sent') });
    },
    onSettled: () =>
      queries.invalidateQueries({
        queryKey: api.lines.history.queryKey({ input: { accountId, number: line.number } }),
      }),
  });

  /** Takes what the provider has now, and makes the edit again on top of it. */
  const rebase = useMutation({
    mutationFn: async () => {
      const lines = await client.lines.read({ accountId });
      queries.setQueryData(api.lines.read.queryKey({ input: { accountId } }), lines);
      return lines.find(({ number }) => number === line.number);
    },
    onSuccess(fresh) {
      save.reset();
      if (fresh === undefined || edit === undefined) return;
      const next = rebaseEdit(before, now, fresh);
      if (isSame(fresh, settingsToSend(fresh, next))) {
        dropEdit(key);
        showToast({ text: t('lines.change.same') });
        return;
      }
      putEdit(key, { ...beginEdit(fresh), now: next, past: [fresh] });
      showToast({ text: t(isSame(fresh, before) ? 'lines.change.notReached' : 'lines.change.rebased') });
    },
    onError: (thrown) => showToast({ tone: 'miss', text: error(thrown) }),
  });

  return {
    before,
    now,
    /** As it would be sent. */
    edited,
    isEdited: !isSame(before, edited),
    /** Somebody else changed the line since the edit began. */
    isBehind: edit !== undefined && !isStale && !isSame(before, line),
    canUndo: (edit?.past.length ?? 0) > 0,
    canRedo: (edit?.future.length ?? 0) > 0,
    change: (next: PbxLineSettings, field?: string) => editLine(key, line, next, field),
    undo: () => edit && putEdit(key, undoEdit(edit)),
    redo: () => edit && putEdit(key, redoEdit(edit)),
    discard: () => dropEdit(key),
    save,
    rebase,
    /** What a failed sending says, and whether only a new reading helps. */
    failure: save.isError ? readFailure(save.error) : undefined,
  };

  function readFailure(thrown: unknown): { text: string; needsReading: boolean } {
    if (thrown instanceof ConnectionLost && thrown.sent) return { text: t('lines.change.lost'), needsReading: true };
    const code = problemOf(thrown)?.code;
    if (code === 'PROVIDER_DOWN') return { text: t('lines.change.down'), needsReading: false };
    return { text: error(thrown), needsReading: code === 'LINE_CHANGED' || code === 'CHANGE_UNKNOWN' };
  }
}

export type LineEditing = ReturnType<typeof useLineEdit>;

function isSame(one: PbxLineSettings, other: PbxLineSettings): boolean {
  return comparePbxLines(one, other).length === 0;
}
