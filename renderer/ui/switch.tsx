import { Switch as Primitive } from 'radix-ui';
import { type ReactNode, useId } from 'react';
import { useUnable } from './unable.ts';

interface SwitchProps {
  label: string;
  hint?: ReactNode;
  checked: boolean;
  disabled?: boolean;
  onChange(checked: boolean): void;
}

export function Switch({ label, hint, checked, disabled, onChange }: SwitchProps) {
  const id = useId();
  const unable = useUnable(undefined);
  return (
    <div className="flex min-h-11 items-center justify-between gap-4 py-2">
      <div className="min-w-0">
        <label htmlFor={id}>{label}</label>
        {hint && (
          <p id={`${id}-hint`} className="text-sm text-dim">
            {hint}
          </p>
        )}
      </div>
      <Primitive.Root
        id={id}
        checked={checked}
        disabled={disabled || unable !== undefined}
        title={unable}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onCheckedChange={onChange}
        className="relative h-5 w-9 shrink-0 rounded-full border border-line-strong bg-sunk transition-colors duration-100 disabled:opacity-50 data-[state=checked]:border-accent-solid data-[state=checked]:bg-accent-solid"
      >
        <Primitive.Thumb className="block size-4 translate-x-px rounded-full bg-faint transition-transform duration-100 data-[state=checked]:translate-x-[17px] data-[state=checked]:bg-on-accent" />
      </Primitive.Root>
    </div>
  );
}
