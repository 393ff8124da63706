import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { RecordingRow } from '../../../shared/contract/recording.ts';
import { useSession } from '../../session/session.tsx';
import { hearUpdate } from '../../stores/live-store.ts';
import { closePlayer, usePlayer } from '../../stores/player-store.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { useNow } from '../../ui/now.ts';
import { useWords } from '../../words/words.ts';

/** Asks first: what the provider has deleted meanwhile cannot be fetched again. */
export function DiscardDialog({ row, onClose }: { row: RecordingRow | undefined; onClose(): void }) {
  const { client } = useSession();
  const { t, who, when } = useWords();
  const now = useNow();
  // What it says stays while it fades.
  const [last, setLast] = useState(row);
  if (row !== undefined && row !== last) setLast(row);
  const discard = useMutation({
    mutationFn(callId: number) {
      // A file that is open stays on some systems.
      if (usePlayer.getState().call?.id === callId) closePlayer();
      return client.recordings.discard({ callId });
    },
    onSuccess: (recording) => hearUpdate({ kind: 'recording', recording }),
  });
  return (
    <ConfirmDialog
      open={row !== undefined}
      onClose={onClose}
      danger
      title={t('recordings.discardTitle')}
      text={last && t('recordings.discardText', { who: who(last.call.remote), when: when(last.call.startedAt, now) })}
      confirm={t('recordings.discardConfirm')}
      busy={discard.isPending}
      onConfirm={() => row && discard.mutateAsync(row.call.id)}
    />
  );
}
