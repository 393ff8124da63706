import type { LucideIcon } from 'lucide-react';
import type { ComponentProps } from 'react';
import { classNames } from './class-names.ts';
import { Hint } from './hint.tsx';

const tones = {
  quiet: 'text-dim hover:bg-sunk hover:text-text',
  go: 'text-go hover:bg-go-bg',
  accent: 'text-accent hover:bg-accent-bg',
  solid: 'bg-accent-solid text-on-accent hover:brightness-110',
};

interface IconButtonProps extends ComponentProps<'button'> {
  icon: LucideIcon;
  /** The name for screen readers, and the hint. */
  label: string;
  keys?: string;
  tone?: keyof typeof tones;
  size?: 'sm' | 'md' | 'lg';
  /** Fills the shape, as play and pause are drawn. */
  filled?: boolean;
}

const boxes = { sm: 'size-7 rounded-md', md: 'size-8 rounded-lg', lg: 'size-10 rounded-full' };

export function IconButton({
  icon: Icon,
  label,
  keys,
  tone = 'quiet',
  size = 'md',
  filled,
  ...props
}: IconButtonProps) {
  const { className, ...rest } = props;
  return (
    <Hint text={label} keys={keys}>
      <button
        type="button"
        aria-label={label}
        className={classNames(
          'grid shrink-0 place-items-center transition-colors duration-100 disabled:pointer-events-none disabled:opacity-45',
          boxes[size],
          tones[tone],
          className,
        )}
        {...rest}
      >
        <Icon aria-hidden size={size === 'lg' ? 18 : 16} strokeWidth={1.9} fill={filled ? 'currentColor' : 'none'} />
      </button>
    </Hint>
  );
}
