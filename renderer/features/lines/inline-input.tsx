import type { ComponentProps } from 'react';
import { classNames } from '../../ui/class-names.ts';

/** A field in a row of fields: its name comes from `aria-label` or from a label around it. */
export function InlineInput({ wrong, className, ...rest }: ComponentProps<'input'> & { wrong: boolean }) {
  return (
    <input
      autoComplete="off"
      aria-invalid={wrong || undefined}
      className={classNames(
        'h-8 min-w-0 rounded-lg border bg-surface px-2 placeholder:text-faint hover:border-line-strong focus:border-accent-solid focus-visible:outline-[3px] focus-visible:outline-accent-solid/30 focus-visible:outline-offset-0',
        wrong ? 'border-miss text-miss' : 'border-line',
        className,
      )}
      {...rest}
    />
  );
}
