import { useEffect, useId, useLayoutEffect, useState, useSyncExternalStore } from 'react';
import { useConnection } from '../../stores/connection-store.ts';
import { useLive } from '../../stores/live-store.ts';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { showToast } from '../../ui/toast.tsx';
import { useWords } from '../../words/words.ts';
import { createNoteEditing, type NoteEditing } from './note-draft.ts';
import { storedNoteDrafts } from './stored-note-drafts.ts';

interface NoteFieldProps {
  label: string;
  placeholder: string;
  /** Without a visible label and a frame, inside something that has both. */
  quiet?: boolean;
  /** Which note it is of this data: drafts are found again by it. The field is another one where it changes. */
  place: string;
  /** As core last told of it. */
  value: string;
  /** Resolves when it is kept; rejects with nothing kept where the note is not `before` any more. */
  onSave(text: string, before: string): Promise<void>;
}

/** A note that keeps itself: after a pause, when the field is left, and by Ctrl+Enter; Escape takes the change back. */
export function NoteField({ label, placeholder, quiet = false, place, value, onSave }: NoteFieldProps) {
  const id = useId();
  const { t } = useWords();
  const dataId = useLive((state) => state.dataId);
  const isConnected = useConnection(({ phase }) => phase === 'open');
  const surroundings = { kept: value, isConnected, save: onSave };
  const [editing] = useState(() =>
    createNoteEditing({ drafts: storedNoteDrafts(`${dataId} ${place}`), surroundings, after }),
  );
  const [hasTyped, setTyped] = useState(false);
  const { text, phase, theirs, canTakeBack } = useSyncExternalStore(editing.subscribe, editing.view);
  useLayoutEffect(() => editing.hear(surroundings));
  useEffect(() => () => editing.leave(), [editing]);
  const said = {
    kept: hasTyped && t('calls.detail.noteSaved'),
    typed: undefined,
    saving: undefined,
    waiting: t('calls.detail.noteWaits'),
    failed: t('calls.detail.noteFailed'),
    changed: t('calls.detail.noteFailed'),
  }[phase];

  return (
    <div>
      <div className={quiet ? 'sr-only' : 'mb-1 flex items-baseline justify-between gap-3'}>
        <label htmlFor={id} className="font-semibold">
          {label}
        </label>
        {!quiet && <Said text={said} isTrouble={phase !== 'kept'} />}
      </div>
      <textarea
        id={id}
        value={text}
        placeholder={placeholder}
        maxLength={4000}
        rows={1}
        onChange={(event) => {
          setTyped(true);
          editing.type(event.target.value);
        }}
        onBlur={editing.leave}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && canTakeBack) {
            event.stopPropagation();
            editing.takeBack();
          } else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
            event.currentTarget.blur();
          }
        }}
        className={classNames(
          'field-sizing-content block max-h-48 min-h-9 w-full resize-none px-3 py-2 transition-colors duration-100 placeholder:text-faint',
          quiet
            ? 'rounded-b-xl bg-transparent hover:bg-hover focus:bg-surface focus-visible:-outline-offset-2'
            : 'rounded-[10px] border hover:border-line-strong focus:border-accent-solid focus:bg-surface focus-visible:outline-[3px] focus-visible:outline-accent-solid/30 focus-visible:outline-offset-0',
          !quiet && (text ? 'border-accent-line bg-accent-bg' : 'border-line bg-surface'),
        )}
      />
      {quiet && said && (
        <p className="px-3 pb-2">
          <Said text={said} isTrouble={phase !== 'kept'} />
        </p>
      )}
      {theirs !== undefined && <Theirs text={theirs} mine={text} editing={editing} />}
    </div>
  );
}

function after(ms: number, run: () => void): () => void {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
}

function Said({ text, isTrouble }: { text: string | false | undefined; isTrouble: boolean }) {
  return (
    <span role="status" className={classNames('text-sm', isTrouble ? 'text-accent' : 'text-faint')}>
      {text}
    </span>
  );
}

/** Another window's note, and which of the two stays. */
function Theirs({ text, mine, editing }: { text: string; mine: string; editing: NoteEditing }) {
  const { t } = useWords();
  const take = () => {
    editing.takeTheirs();
    showToast({
      text: t('calls.detail.noteTaken'),
      undo() {
        editing.type(mine);
        editing.leave();
      },
    });
  };
  return (
    <div role="alert" className="mt-2 rounded-lg border border-accent-line bg-accent-bg px-3 py-2">
      <p>{t('calls.detail.noteChanged')}</p>
      <p className="mt-1 max-h-32 overflow-y-auto whitespace-pre-wrap break-words font-medium">
        {text || t('calls.detail.noteEmptied')}
      </p>
      <div className="mt-2 flex flex-wrap gap-2">
        <Button size="sm" onClick={editing.keepMine}>
          {t('calls.detail.noteMine')}
        </Button>
        <Button size="sm" onClick={take}>
          {t('calls.detail.noteTheirs')}
        </Button>
      </div>
    </div>
  );
}
