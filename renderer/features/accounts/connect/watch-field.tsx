import { useId } from 'react';
import type { WatchChoice } from '../../../../shared/contract/account.ts';
import { parseParty } from '../../../../shared/domain/phone-number.ts';
import { Badge } from '../../../ui/badge.tsx';
import { Checkbox } from '../../../ui/checkbox.tsx';
import { useWords } from '../../../words/words.ts';

/** One of the numbers that a provider lists. */
export interface WatchedNumber {
  number: string;
  isWatched: boolean;
  /** It was not there when the user chose. */
  isNew: boolean;
  name: string;
}

interface WatchFieldProps {
  numbers: readonly WatchedNumber[];
  onChange(numbers: readonly WatchedNumber[]): void;
}

/** Whose calls are wanted, and what each number is called. */
export function WatchField({ numbers, onChange }: WatchFieldProps) {
  const { t, number: written } = useWords();
  const id = useId();
  const change = (one: WatchedNumber, part: Partial<WatchedNumber>) =>
    onChange(numbers.map((each) => (each === one ? { ...each, ...part } : each)));
  return (
    <ul aria-label={t('accounts.watch.label')} className="max-h-80 divide-y divide-line overflow-y-auto">
      {numbers.map((one) => {
        const shown = written(parseParty(one.number));
        return (
          <li key={one.number} className="flex flex-wrap items-center gap-x-3 gap-y-1.5 py-2">
            <span className="flex min-w-0 flex-1 basis-40 items-center gap-2.5">
              <Checkbox
                id={`${id}-${one.number}`}
                checked={one.isWatched}
                onPress={() => change(one, { isWatched: !one.isWatched })}
              />
              <label htmlFor={`${id}-${one.number}`} className="tabular-nums">
                {shown}
              </label>
              {one.isNew && <Badge tone="accent">{t('accounts.watch.new')}</Badge>}
            </span>
            <input
              aria-label={t('accounts.watch.name', { number: shown })}
              placeholder={t('accounts.watch.namePlaceholder')}
              autoComplete="off"
              maxLength={60}
              value={one.name}
              onChange={({ target }) => change(one, { name: target.value })}
              className="h-9 min-w-0 flex-1 basis-56 rounded-lg border border-line bg-surface px-2.5 placeholder:text-faint hover:border-line-strong focus:border-accent-solid"
            />
          </li>
        );
      })}
    </ul>
  );
}

/** What is kept of it: who watches all watches what will be added as well. Undefined where nothing is watched. */
export function watchChoiceOf(numbers: readonly WatchedNumber[]): WatchChoice | undefined {
  const watched = numbers.filter(({ isWatched }) => isWatched).map(({ number }) => number);
  const leftOut = numbers.filter(({ isWatched }) => !isWatched).map(({ number }) => number);
  if (watched.length === 0 && leftOut.length > 0) return undefined;
  return {
    numbers: leftOut.length === 0 ? [] : watched,
    leftOut,
    names: Object.fromEntries(numbers.map(({ number, name }) => [number, name.trim()])),
  };
}
