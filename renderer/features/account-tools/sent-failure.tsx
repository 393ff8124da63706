import { CircleAlert } from 'lucide-react';
import { problemOf } from '../../session/session.tsx';
import { useWords } from '../../words/words.ts';

/** Whether something was sent that is not known to have been refused: what there is now is read before anything else is sent. */
export function needsReading(error: unknown): boolean {
  const code = problemOf(error)?.code;
  return code === undefined || code === 'CHANGE_UNKNOWN' || code === 'SETTINGS_CHANGED' || code === 'NOT_FOUND';
}

/** Why a change failed; where the way to core broke, nobody knows whether it did. */
export function SentFailure({ error: failure }: { error: unknown }) {
  const { t, error } = useWords();
  return (
    <p role="alert" className="mt-4 flex gap-2 rounded-[10px] border border-miss-line bg-miss-bg px-3 py-2.5">
      <CircleAlert aria-hidden size={16} className="mt-px shrink-0 text-miss" />
      {problemOf(failure) === undefined ? t('lines.change.lost') : error(failure)}
    </p>
  );
}
