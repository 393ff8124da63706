import type { ComponentProps } from 'react';
import { classNames } from './class-names.ts';
import { useUnable } from './unable.ts';

/** One of several filters. `pressed` is said to screen readers too. */
export function Chip({ pressed, className, ...rest }: ComponentProps<'button'> & { pressed: boolean }) {
  const unable = useUnable(undefined);
  return (
    <button
      type="button"
      aria-pressed={pressed}
      disabled={unable !== undefined}
      title={unable}
      className={classNames(
        'h-7 shrink-0 rounded-full border px-3 whitespace-nowrap transition-colors duration-100 disabled:pointer-events-none disabled:opacity-50',
        pressed
          ? 'border-inverse bg-inverse text-on-inverse'
          : 'border-line bg-surface text-dim hover:bg-hover hover:text-text',
        className,
      )}
      {...rest}
    />
  );
}
