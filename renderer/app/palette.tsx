import { Keyboard, type LucideIcon, Phone, Search, Settings, UserRound } from 'lucide-react';
import { type KeyboardEvent, useId, useState } from 'react';
import { readDialled } from '../../shared/domain/dialling.ts';
import { fitsSearch } from '../features/people/fits-search.ts';
import { usePeople } from '../features/people/use-people.ts';
import { goTo, settingsSections } from '../route/route.ts';
import { openDial, useView } from '../stores/view-store.ts';
import { classNames } from '../ui/class-names.ts';
import { Dialog } from '../ui/dialog.tsx';
import { useWords } from '../words/words.ts';
import { usePlaces } from './places.ts';

interface Entry {
  key: string;
  icon: LucideIcon;
  label: string;
  hint?: string | undefined;
  run(): void;
}

const mostPeople = 6;

/** Ctrl+K: people, numbers, screens and actions by a few letters. It leads there, and orders nothing by itself. */
export function Palette() {
  const { t } = useWords();
  const open = useView((state) => state.paletteOpen);
  const close = () => useView.setState({ paletteOpen: false });
  return (
    <Dialog open={open} onClose={close} title={t('app.palette.title')}>
      <Finder onDone={close} />
    </Dialog>
  );
}

function Finder({ onDone }: { onDone(): void }) {
  const { t } = useWords();
  const id = useId();
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const entries = useEntries(typed);
  const current = Math.min(at, entries.length - 1);
  const run = (entry: Entry | undefined) => {
    if (entry === undefined) return;
    onDone();
    entry.run();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) setAt((current + step + entries.length) % Math.max(1, entries.length));
    else if (event.key === 'Enter') run(entries[current]);
    else return;
    event.preventDefault();
  };
  return (
    <div>
      <div className="relative">
        <Search aria-hidden size={16} className="pointer-events-none absolute top-[11px] left-3 text-faint" />
        <input
          role="combobox"
          aria-label={t('app.palette.label')}
          aria-expanded
          aria-controls={id}
          aria-activedescendant={entries[current] && `${id}-${current}`}
          placeholder={t('app.palette.label')}
          value={typed}
          maxLength={200}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => {
            setTyped(event.target.value);
            setAt(0);
          }}
          onKeyDown={onKeyDown}
          className="h-[38px] w-full rounded-lg border border-line bg-surface pr-3 pl-9 placeholder:text-faint focus:border-accent-solid focus-visible:outline-[3px] focus-visible:outline-accent-solid/30 focus-visible:outline-offset-0"
        />
      </div>
      <div id={id} role="listbox" aria-label={t('app.palette.title')} className="mt-2 flex min-h-64 flex-col">
        {entries.map(({ key, icon: Icon, label, hint, ...entry }, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the keys
          <div
            key={key}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === current}
            onPointerMove={() => setAt(index)}
            onClick={() => run({ key, icon: Icon, label, hint, ...entry })}
            className={classNames(
              'flex min-h-9 items-center gap-2.5 rounded-md px-2.5',
              index === current && 'bg-selected',
            )}
          >
            <Icon aria-hidden size={16} className="shrink-0 text-dim" />
            <span className="min-w-0 truncate">{label}</span>
            {hint && <span className="ml-auto shrink-0 text-dim text-sm">{hint}</span>}
          </div>
        ))}
      </div>
      {entries.length === 0 && <p className="-mt-64 px-2.5 text-dim">{t('app.palette.nothing')}</p>}
    </div>
  );
}

function useEntries(typed: string): readonly Entry[] {
  const { t, who, number } = useWords();
  const people = usePeople(typed, mostPeople);
  // What is apart is found by its sections.
  const screens = usePlaces().filter(({ isApart }) => !isApart);
  const dialled = readDialled(typed);
  const places: Entry[] = [
    ...screens.map(({ screen, icon }) => ({
      key: screen,
      icon,
      label: t(`app.nav.${screen}`),
      run: () => goTo({ screen }),
    })),
    ...settingsSections.map((section) => ({
      key: `settings ${section}`,
      icon: Settings,
      label: t(`settings.sections.${section}`),
      hint: t('app.nav.settings'),
      run: () => goTo({ screen: 'settings', section }),
    })),
    { key: 'dial', icon: Phone, label: t('callback.dialTitle'), hint: 'D', run: () => openDial('') },
    {
      key: 'keys',
      icon: Keyboard,
      label: t('app.shortcuts.open'),
      hint: '?',
      run: () => useView.setState({ shortcutsOpen: true }),
    },
  ];
  return [
    ...(dialled.kind === 'number'
      ? [
          {
            key: 'number',
            icon: Phone,
            label: t('app.palette.dial', { number: number(dialled.party) }),
            run: () => openDial(typed.trim()),
          },
        ]
      : []),
    ...people.map(({ id, remote }) => ({
      key: `person ${remote.key}`,
      icon: UserRound,
      label: who(remote),
      hint: remote.name && number(remote),
      run: () => goTo({ screen: 'calls', callId: id }),
    })),
    ...(typed.trim() === '' ? places.slice(0, 3) : places.filter(({ label }) => fitsSearch(label, typed))),
  ];
}
