import { Download, FileDown } from 'lucide-react';
import type { RecordingRow } from '../../../shared/contract/recording.ts';
import { useLost } from '../../session/use-lost.ts';
import { Button } from '../../ui/button.tsx';
import { useWords } from '../../words/words.ts';
import { isFetchable } from './recording-words.ts';
import { useRecordings } from './use-recordings.ts';
import { useSaveMany } from './use-save-many.ts';

/** The most that one request may ask for. */
const mostAtOnce = 1000;

interface ChoiceBarProps {
  /** What is listed, each as it was told last. */
  rows: readonly RecordingRow[];
  chosen: ReadonlySet<number>;
  onDone(): void;
}

/** Fetches or saves several at once. Always there, so that choosing moves no row. */
export function ChoiceBar({ rows, chosen, onDone }: ChoiceBarProps) {
  const { t, count } = useWords();
  const lost = useLost();
  const { fetchMany } = useRecordings();
  const { done, save, cancel } = useSaveMany();
  const picked = rows.filter(({ call }) => chosen.has(call.id));
  const some = picked.length > 0;
  const fetchable = (some ? picked : rows).filter(({ recording }) => isFetchable(recording.state));
  const here = picked.flatMap(({ recording }) => (recording.mediaPath === undefined ? [] : [recording]));

  if (done !== undefined) {
    return (
      <Bar said={t('recordings.saving', { count: count(done) })}>
        <Button size="sm" onClick={cancel}>
          {t('recordings.stop')}
        </Button>
      </Bar>
    );
  }
  return (
    <Bar
      said={
        some
          ? t('recordings.chosen', { count: picked.length })
          : fetchable.length === 0
            ? t('recordings.allHere')
            : t('recordings.notHere', { count: fetchable.length })
      }
    >
      {some && (
        <Button size="sm" variant="quiet" onClick={onDone}>
          {t('recordings.chooseNone')}
        </Button>
      )}
      {fetchable.length > 0 && (
        <Button
          size="sm"
          variant={some ? 'primary' : 'plain'}
          icon={Download}
          unable={lost}
          onClick={() => {
            fetchMany(fetchable.slice(0, mostAtOnce).map(({ call }) => call.id));
            onDone();
          }}
        >
          {some ? t('recordings.fetchChosen', { count: fetchable.length }) : t('recordings.fetchShown')}
        </Button>
      )}
      {here.length > 0 && (
        <Button size="sm" variant="primary" icon={FileDown} unable={lost} onClick={() => save(here)}>
          {t('recordings.saveChosen', { count: here.length })}
        </Button>
      )}
    </Bar>
  );
}

function Bar({ said, children }: { said: string; children: React.ReactNode }) {
  return (
    <div className="flex min-h-10 flex-wrap items-center gap-x-2 gap-y-1 pb-2">
      <p role="status" className="min-w-0 flex-1 basis-60 px-1 text-dim">
        {said}
      </p>
      {children}
    </div>
  );
}
