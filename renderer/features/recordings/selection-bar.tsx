import { Download, FileDown } from 'lucide-react';
import { type ReactNode, type RefObject, useRef } from 'react';
import type { RecordingRow } from '../../../shared/contract/recording.ts';
import { useLost } from '../../session/use-lost.ts';
import { Button } from '../../ui/button.tsx';
import { useWords } from '../../words/words.ts';
import { isFetchable } from './recording-words.ts';
import { useRecordings } from './use-recordings.ts';
import { useSaveMany } from './use-save-many.ts';

/** The most that one request may ask for. */
const mostAtOnce = 1000;

interface SelectionBarProps {
  /** What is listed, each as it was told last. */
  rows: readonly RecordingRow[];
  selected: ReadonlySet<number>;
  onDone(): void;
}

/** Fetches or saves several at once. Always there, so that selecting moves no row. */
export function SelectionBar({ rows, selected, onDone }: SelectionBarProps) {
  const { t, count } = useWords();
  const lost = useLost();
  const { fetchMany } = useRecordings();
  const { done, save, cancel } = useSaveMany();
  const selectedRows = rows.filter(({ call }) => selected.has(call.id));
  const some = selectedRows.length > 0;
  const fetchable = (some ? selectedRows : rows).filter(({ recording }) => isFetchable(recording.state));
  const here = selectedRows.flatMap(({ recording }) => (recording.mediaPath === undefined ? [] : [recording]));

  const saving = done !== undefined;
  const bar = useRef<HTMLDivElement>(null);
  // The button that was pressed goes away, or becomes another that nobody meant to press twice.
  const finish = () => {
    bar.current?.focus();
    onDone();
  };
  // What is being saved can be stopped, whatever is listed meanwhile.
  if (rows.length === 0 && !saving) return null;

  return (
    <Bar
      bar={bar}
      said={
        saving
          ? t('recordings.saving', { count: count(done) })
          : some
            ? t('recordings.selected', { count: selectedRows.length })
            : fetchable.length === 0
              ? t('recordings.allHere')
              : t('recordings.notHere', { count: fetchable.length })
      }
    >
      {some && !saving && (
        <Button size="sm" variant="quiet" onClick={finish}>
          {t('recordings.selectNone')}
        </Button>
      )}
      {fetchable.length > 0 && !saving && (
        <Button
          size="sm"
          variant={some ? 'primary' : 'plain'}
          icon={Download}
          unable={lost}
          onClick={() => {
            fetchMany(fetchable.slice(0, mostAtOnce).map(({ call }) => call.id));
            finish();
          }}
        >
          {some ? t('recordings.fetchSelected', { count: fetchable.length }) : t('recordings.fetchShown')}
        </Button>
      )}
      {/* One button for both, so that whoever pressed it keeps the focus. */}
      {(saving || here.length > 0) && (
        <Button
          size="sm"
          variant={saving ? 'plain' : 'primary'}
          icon={saving ? undefined : FileDown}
          unable={saving ? undefined : lost}
          onClick={saving ? cancel : () => save(here)}
        >
          {saving ? t('recordings.stop') : t('recordings.saveSelected', { count: here.length })}
        </Button>
      )}
    </Bar>
  );
}

interface BarProps {
  bar: RefObject<HTMLDivElement | null>;
  said: string;
  children: ReactNode;
}

function Bar({ bar, said, children }: BarProps) {
  return (
    <div ref={bar} tabIndex={-1} className="flex min-h-10 flex-wrap items-center gap-x-2 gap-y-1 pb-2 outline-none">
      <p role="status" className="min-w-0 flex-1 basis-60 px-1 text-dim">
        {said}
      </p>
      {children}
    </div>
  );
}
