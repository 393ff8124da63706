import { Search, X } from 'lucide-react';
import { useWords } from '../words/words.ts';
import { IconButton } from './icon-button.tsx';
import { Kbd } from './kbd.tsx';

interface SearchBoxProps {
  label: string;
  value: string;
  onChange(value: string): void;
}

export function SearchBox({ label, value, onChange }: SearchBoxProps) {
  const { t } = useWords();
  return (
    <div className="relative min-w-0 flex-1 sm:max-w-64">
      <Search aria-hidden size={15} className="pointer-events-none absolute top-[9px] left-2.5 text-faint" />
      <input
        type="search"
        data-search
        aria-label={label}
        placeholder={label}
        value={value}
        maxLength={200}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.stopPropagation();
          if (value) onChange('');
          else event.currentTarget.blur();
        }}
        className="peer h-8 w-full rounded-lg border border-line bg-surface pr-8 pl-8 text-ellipsis placeholder:text-faint hover:border-line-strong focus:border-accent-solid focus-visible:outline-[3px] focus-visible:outline-offset-0 focus-visible:outline-accent-solid/30 [&::-webkit-search-cancel-button]:hidden"
      />
      {value ? (
        <IconButton
          icon={X}
          size="sm"
          label={t('calls.clearSearch')}
          onClick={() => onChange('')}
          className="absolute! top-0.5 right-0.5"
        />
      ) : (
        <span aria-hidden className="pointer-events-none absolute top-[7px] right-2 hidden peer-focus:hidden md:block">
          <Kbd>/</Kbd>
        </span>
      )}
    </div>
  );
}
