import { Pencil, Trash2 } from 'lucide-react';
import { type FormEvent, type KeyboardEvent, useState } from 'react';
import type { RecordingNote } from '../../../shared/contract/recording.ts';
import { formatDuration } from '../../format/duration.ts';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { useWords } from '../../words/words.ts';
import type { useRecordingNotes } from './use-recording-notes.ts';

const longest = 2000;
const field =
  'h-8 min-w-0 flex-1 rounded-lg border border-line bg-surface px-2.5 placeholder:text-faint hover:border-line-strong focus:border-accent-solid focus-visible:outline-[3px] focus-visible:outline-accent-solid/30 focus-visible:outline-offset-0';

interface NotesPanelProps {
  id: string;
  /** Where it plays, s. */
  at: number;
  notes: ReturnType<typeof useRecordingNotes>;
  onSeek(to: number): void;
  onClose(): void;
}

/** Notes at moments of the recording: a new one, and those that are there. */
export function NotesPanel({ id, at, notes, onSeek, onClose }: NotesPanelProps) {
  const { t } = useWords();
  const [editing, setEditing] = useState<number>();
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    if (editing === undefined) onClose();
    else setEditing(undefined);
  };
  return (
    <section
      id={id}
      aria-label={t('recordings.notes.title')}
      onKeyDown={onKeyDown}
      className="border-line border-b px-3 py-2 md:px-5"
    >
      <NewNote at={at} notes={notes} />
      {notes.all.length > 0 && (
        <ul className="mt-1.5 max-h-[min(10rem,20vh)] overflow-y-auto">
          {notes.all.map((note) => (
            <li key={note.id} className="flex min-h-8 items-center gap-2">
              <Button
                size="sm"
                variant="quiet"
                aria-label={`${t('recordings.notes.playFrom', { at: formatDuration(note.atSeconds) })}: ${note.text}`}
                onClick={() => onSeek(note.atSeconds)}
                className="min-w-14 text-accent!"
              >
                {formatDuration(note.atSeconds)}
              </Button>
              {editing === note.id ? (
                <EditNote note={note} notes={notes} onDone={() => setEditing(undefined)} />
              ) : (
                <>
                  <p className="min-w-0 flex-1 break-words">{note.text}</p>
                  <IconButton
                    icon={Pencil}
                    size="sm"
                    label={`${t('recordings.notes.edit')}: ${note.text}`}
                    onClick={() => setEditing(note.id)}
                  />
                  <IconButton
                    icon={Trash2}
                    size="sm"
                    label={`${t('recordings.notes.remove')}: ${note.text}`}
                    onClick={() => notes.remove.mutate(note)}
                  />
                </>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function NewNote({ at, notes }: Pick<NotesPanelProps, 'at' | 'notes'>) {
  const { t } = useWords();
  const [text, setText] = useState('');
  // The note belongs to the moment at which it was begun: while it is typed the recording goes on.
  const [begunAt, setBegunAt] = useState<number>();
  const place = begunAt ?? at;
  const label = t('recordings.notes.at', { at: formatDuration(place) });

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() === '' || notes.add.isPending) return;
    notes.add.mutate(
      { atSeconds: place, text: text.trim() },
      {
        onSuccess() {
          setText('');
          setBegunAt(undefined);
        },
      },
    );
  };

  return (
    <form onSubmit={submit} className="flex items-center gap-2">
      <input
        ref={focusAtOnce}
        aria-label={t('recordings.notes.new')}
        placeholder={label}
        maxLength={longest}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setBegunAt(event.target.value === '' ? undefined : place);
        }}
        className={field}
      />
      <span aria-hidden className={classNames('min-w-9 text-dim text-sm', text === '' && 'invisible')}>
        {formatDuration(place)}
      </span>
      <Button type="submit" disabled={text.trim() === ''} busy={notes.add.isPending}>
        {t('recordings.notes.add')}
      </Button>
    </form>
  );
}

interface EditNoteProps {
  note: RecordingNote;
  notes: NotesPanelProps['notes'];
  onDone(): void;
}

function EditNote({ note, notes, onDone }: EditNoteProps) {
  const { t } = useWords();
  const [text, setText] = useState(note.text);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() === '') return;
    notes.edit.mutate({ id: note.id, text: text.trim() }, { onSuccess: onDone });
  };
  return (
    <form onSubmit={submit} className="flex min-w-0 flex-1 items-center gap-2">
      <input
        ref={focusAtOnce}
        aria-label={t('recordings.notes.edit')}
        maxLength={longest}
        value={text}
        onChange={(event) => setText(event.target.value)}
        className={field}
      />
      <Button type="submit" size="sm" disabled={text.trim() === ''} busy={notes.edit.isPending}>
        {t('app.save')}
      </Button>
    </form>
  );
}

/** Whoever opened it wants to type. */
function focusAtOnce(input: HTMLInputElement | null) {
  input?.focus();
}
