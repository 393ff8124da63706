import type { LucideIcon } from 'lucide-react';
import type { ComponentProps, ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { type UnableReason, useUnable } from './unable.ts';

const variants = {
  plain: 'border-line bg-surface hover:bg-hover active:bg-sunk',
  primary: 'border-transparent bg-accent-solid text-on-accent hover:bg-accent-strong active:bg-accent-solid',
  go: 'border-go-line bg-go-bg text-go hover:border-go active:bg-go-line',
  quiet: 'border-transparent text-dim hover:bg-hover hover:text-text active:bg-sunk font-normal',
  danger: 'border-miss-line bg-surface text-miss hover:bg-miss-bg',
};

const unableLook = 'cursor-default border-line border-dashed text-faint';

const sizes = {
  md: 'h-8 gap-1.5 rounded-lg px-3',
  sm: 'h-7 gap-1.5 rounded-md px-2.5 text-sm',
  lg: 'h-10 gap-2 rounded-[10px] px-4 text-lg',
};

export interface ButtonProps extends ComponentProps<'button'> {
  variant?: keyof typeof variants;
  size?: keyof typeof sizes;
  icon?: LucideIcon;
  /** Locked while its work is under way. Stays focusable, so that the keyboard does not lose its place. */
  busy?: boolean;
  /** Why it cannot be pressed now: said as its hint. Stays focusable as well, for whoever looks for the reason. */
  unable?: UnableReason;
  children: ReactNode;
}

export function Button({ variant = 'plain', size = 'md', icon: Icon, busy = false, ...props }: ButtonProps) {
  const { className, children, onClick, title, unable: reason, ...rest } = props;
  const unable = useUnable(reason);
  const isLocked = busy || unable !== undefined;
  return (
    <button
      type="button"
      aria-disabled={isLocked || undefined}
      aria-busy={busy || undefined}
      aria-description={unable}
      title={unable ?? title}
      onClick={isLocked ? (event) => event.preventDefault() : onClick}
      className={classNames(
        'inline-flex shrink-0 items-center justify-center border font-medium whitespace-nowrap transition-[background-color,border-color] duration-100 disabled:pointer-events-none disabled:opacity-50',
        unable === undefined ? variants[variant] : unableLook,
        sizes[size],
        busy && 'opacity-70',
        className,
      )}
      {...rest}
    >
      {Icon && (
        <Icon
          aria-hidden
          size={size === 'lg' ? 18 : 15}
          strokeWidth={2}
          className={classNames('shrink-0', busy && 'animate-breathe')}
        />
      )}
      {children}
    </button>
  );
}
