import type { ComponentProps } from 'react';
import { classNames } from './class-names.ts';

/** One of several filters. `pressed` is said to screen readers too. */
export function Chip({ pressed, className, ...rest }: ComponentProps<'button'> & { pressed: boolean }) {
  return (
    <button
      type="button"
      aria-pressed={pressed}
      className={classNames(
        'h-7 shrink-0 rounded-full border px-3 whitespace-nowrap transition-colors duration-100',
        pressed
          ? 'border-inverse bg-inverse text-on-inverse'
          : 'border-line bg-surface text-dim hover:bg-hover hover:text-text',
        className,
      )}
      {...rest}
    />
  );
}
