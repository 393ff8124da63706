import { RadioGroup } from 'radix-ui';
import { useId } from 'react';
import { classNames } from './class-names.ts';
import { useUnable } from './unable.ts';

interface Option<Value extends string> {
  value: Value;
  label: string;
  hint: string;
  disabled?: boolean;
}

interface OptionCardsProps<Value extends string> {
  label: string;
  value: Value;
  options: readonly Option<Value>[];
  onChange(value: Value): void;
}

/** One of a few ways, each with what it means. */
export function OptionCards<Value extends string>({ label, value, options, onChange }: OptionCardsProps<Value>) {
  const id = useId();
  const unable = useUnable(undefined);
  return (
    <div>
      <p id={id} className="mb-1.5 font-medium">
        {label}
      </p>
      <RadioGroup.Root
        aria-labelledby={id}
        disabled={unable !== undefined}
        title={unable}
        value={value}
        onValueChange={(next) => onChange(next as Value)}
        className="flex flex-col overflow-hidden rounded-xl border border-line bg-surface data-disabled:opacity-50"
      >
        {options.map((option) => (
          <RadioGroup.Item
            key={option.value}
            value={option.value}
            disabled={option.disabled}
            aria-label={option.label}
            aria-describedby={`${id}-${option.value}`}
            className={classNames(
              'group flex items-start gap-3 border-line border-t px-3.5 py-2.5 text-left first:border-t-0 focus-visible:-outline-offset-2',
              value === option.value ? 'bg-selected' : !option.disabled && 'hover:bg-hover',
            )}
          >
            <span
              aria-hidden
              className="mt-px grid size-4 shrink-0 place-items-center rounded-full border border-line-strong bg-surface group-data-[state=checked]:border-accent-solid"
            >
              <RadioGroup.Indicator className="size-2 rounded-full bg-accent-solid" />
            </span>
            <span>
              <span className={classNames('block font-medium', option.disabled && 'text-dim')}>{option.label}</span>
              <span id={`${id}-${option.value}`} className="block text-dim text-sm">
                {option.hint}
              </span>
            </span>
          </RadioGroup.Item>
        ))}
      </RadioGroup.Root>
    </div>
  );
}
