import { ChevronDown } from 'lucide-react';
import type { ComponentProps } from 'react';
import { classNames } from './class-names.ts';
import { useUnable } from './unable.ts';

interface ChipSelectProps extends Omit<ComponentProps<'select'>, 'onChange'> {
  label: string;
  options: readonly { value: string; label: string }[];
  /** Drawn as set when it is not the first, which means "any". */
  onValueChange(value: string): void;
}

/** A filter that looks like a chip and is the system's own list: it opens as people are used to on every platform. */
export function ChipSelect({ label, options, value, onValueChange, className, ...rest }: ChipSelectProps) {
  const unable = useUnable(undefined);
  const set = value !== options[0]?.value;
  return (
    <span className={classNames('relative inline-flex shrink-0', className)}>
      <select
        aria-label={label}
        value={value}
        disabled={unable !== undefined}
        title={unable}
        onChange={(event) => onValueChange(event.target.value)}
        className={classNames(
          'h-7 max-w-44 appearance-none truncate rounded-full disabled:opacity-50 border pr-7 pl-3 transition-colors duration-100',
          set
            ? 'border-inverse bg-inverse text-on-inverse'
            : 'border-line bg-surface text-dim hover:bg-hover hover:text-text',
        )}
        {...rest}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value} className="bg-surface text-text">
            {option.label}
          </option>
        ))}
      </select>
      <ChevronDown
        aria-hidden
        size={14}
        className={classNames(
          'pointer-events-none absolute top-[7px] right-2.5',
          set ? 'text-on-inverse' : 'text-faint',
        )}
      />
    </span>
  );
}
