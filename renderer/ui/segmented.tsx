import { RadioGroup } from 'radix-ui';
import { useUnable } from './unable.ts';

interface SegmentedProps<Value extends string> {
  label: string;
  value: Value;
  /** `lang`: of a label in another language than the page's. */
  options: readonly { value: Value; label: string; lang?: string }[];
  onChange(value: Value): void;
}

/** One of a few, all of them in sight. */
export function Segmented<Value extends string>({ label, value, options, onChange }: SegmentedProps<Value>) {
  const unable = useUnable(undefined);
  return (
    <RadioGroup.Root
      disabled={unable !== undefined}
      title={unable}
      aria-label={label}
      value={value}
      onValueChange={(next) => onChange(next as Value)}
      className="inline-flex max-w-full self-start flex-wrap rounded-lg border border-line bg-sunk p-0.5 data-disabled:opacity-50"
    >
      {options.map((option) => (
        <RadioGroup.Item
          key={option.value}
          value={option.value}
          lang={option.lang}
          className="h-7 rounded-md px-3 text-dim transition-colors duration-100 data-[state=checked]:bg-raised data-[state=checked]:text-text data-[state=checked]:shadow-card"
        >
          {option.label}
        </RadioGroup.Item>
      ))}
    </RadioGroup.Root>
  );
}
