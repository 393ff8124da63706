import { useQuery } from '@tanstack/react-query';
import { Copy, Pencil } from 'lucide-react';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { Call } from '../../../shared/contract/call.ts';
import type { Person } from '../../../shared/contract/person.ts';
import { useSession } from '../../session/session.tsx';
import { Avatar } from '../../ui/avatar.tsx';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { useWords } from '../../words/words.ts';
import { CallButton } from '../callbacks/call-button.tsx';
import { NoteField } from './note-field.tsx';
import { useCopyNumber } from './use-copy-number.ts';
import { useNotes } from './use-notes.ts';

/** Who it is, what can be done with the number, and what the user keeps about them. */
export function CallerHead({ call }: { call: Call }) {
  const { api } = useSession();
  const { t, who, number } = useWords();
  const copy = useCopyNumber();
  const { annotatePerson } = useNotes();
  const [naming, setNaming] = useState(false);
  const { remote } = call;
  const known = useQuery({
    ...api.people.get.queryOptions({ input: { key: remote.key } }),
    enabled: remote.key !== '',
  });
  const person = known.data;

  if (remote.kind === 'hidden') {
    return (
      <div>
        <Title name={undefined} title={who(remote)} />
        <p className="mt-2 text-dim">{t('calls.detail.hidden')}</p>
      </div>
    );
  }
  return (
    <div>
      {naming && person ? (
        <NameForm person={person} onDone={() => setNaming(false)} />
      ) : (
        <Title name={remote.name} title={who(remote)} under={remote.name && number(remote)}>
          {person && (
            <IconButton
              icon={Pencil}
              size="sm"
              label={t(remote.name ? 'calls.detail.rename' : 'calls.detail.addName')}
              onClick={() => setNaming(true)}
            />
          )}
        </Title>
      )}
      <div className="mt-3.5 flex flex-wrap gap-2">
        <CallButton remote={remote} accountId={call.accountId} label={call.state === 'missed' ? 'callBack' : 'call'} />
        <Button icon={Copy} onClick={() => copy(remote)}>
          {t('calls.copyNumber')}
        </Button>
      </div>
      {person && (
        <div className="mt-5">
          <NoteField
            label={t('calls.detail.personNote')}
            placeholder={t('calls.detail.personNoteEmpty')}
            place={`person ${person.key}`}
            value={person.note}
            onSave={(note, before) => annotatePerson(person.key, note, before)}
          />
        </div>
      )}
    </div>
  );
}

interface TitleProps {
  name: string | undefined;
  title: string;
  under?: string | undefined;
  children?: ReactNode;
}

function Title({ name, title, under, children }: TitleProps) {
  return (
    <div className="flex items-center gap-3.5 pr-8">
      <Avatar name={name} />
      <div className="min-w-0">
        <div className="flex items-center gap-1">
          <h2
            className={classNames(
              'min-w-0 font-semibold tracking-tight',
              // A number is read whole, or not at all.
              name === undefined ? 'text-xl tabular-nums sm:whitespace-nowrap' : 'break-words text-2xl',
            )}
          >
            {title}
          </h2>
          {children}
        </div>
        {under && <p className="text-dim text-lg">{under}</p>}
      </div>
    </div>
  );
}

function NameForm({ person, onDone }: { person: Person; onDone(): void }) {
  const { t } = useWords();
  const { savePerson } = useNotes();
  const [name, setName] = useState(person.name);
  const [busy, setBusy] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const said = name.trim() === '' ? t('calls.detail.nameTaken') : t('calls.detail.nameSaved', { name: name.trim() });
    setBusy(true);
    savePerson({ key: person.key, name: name.trim() }, said).then(onDone, () => setBusy(false));
  };
  return (
    <form onSubmit={submit} className="flex h-12 items-center gap-2 pr-8">
      <input
        aria-label={t('calls.detail.name')}
        placeholder={t('calls.detail.name')}
        ref={focusAtOnce}
        maxLength={120}
        value={name}
        onChange={(event) => setName(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.stopPropagation();
          onDone();
        }}
        className="h-9 min-w-0 flex-1 rounded-lg border border-line bg-surface px-2.5 font-semibold text-lg focus:border-accent-solid focus-visible:outline-[3px] focus-visible:outline-accent-solid/30 focus-visible:outline-offset-0"
      />
      <Button type="submit" variant="primary" busy={busy} className="h-9">
        {t('app.save')}
      </Button>
    </form>
  );
}

/** The pencil was pressed to type here. */
function focusAtOnce(field: HTMLInputElement | null) {
  field?.select();
}
