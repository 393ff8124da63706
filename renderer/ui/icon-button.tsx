import type { LucideIcon } from 'lucide-react';
import type { ComponentProps } from 'react';
import { classNames } from './class-names.ts';
import { Hint } from './hint.tsx';
import { type UnableReason, useUnable } from './unable.ts';

const tones = {
  quiet: 'text-dim hover:bg-sunk hover:text-text',
  go: 'text-go hover:bg-go-bg',
  accent: 'text-accent hover:bg-accent-bg',
  solid: 'bg-accent-solid text-on-accent hover:bg-accent-strong',
};

const unableLook = 'cursor-default text-dim';
const pressedTone = 'bg-accent-bg text-accent hover:bg-selected';
const boxes = { sm: 'size-7 rounded-md', md: 'size-8 rounded-lg', lg: 'size-10 rounded-full' };

interface LookProps {
  icon: LucideIcon;
  /** The name for screen readers, and the hint. */
  label: string;
  tone?: keyof typeof tones;
  size?: keyof typeof boxes;
  /** Fills the shape, as play and pause are drawn. */
  filled?: boolean | undefined;
}

interface IconButtonProps extends ComponentProps<'button'>, LookProps {
  keys?: string;
  /** Of a button that switches something on and off. */
  pressed?: boolean;
  /** Why it cannot be pressed now: said instead of its hint. */
  unable?: UnableReason;
}

export function IconButton({ icon, label, keys, tone = 'quiet', size = 'md', filled, ...props }: IconButtonProps) {
  const { className, pressed, unable: reason, onClick, ...rest } = props;
  const unable = useUnable(reason);
  return (
    <Hint text={unable ?? label} keys={unable === undefined ? keys : undefined}>
      <button
        type="button"
        aria-label={label}
        aria-pressed={pressed}
        aria-disabled={unable === undefined ? undefined : true}
        aria-description={unable}
        onClick={unable === undefined ? onClick : undefined}
        className={classNames(
          'grid shrink-0 place-items-center transition-colors duration-100 disabled:pointer-events-none disabled:opacity-45 aria-disabled:opacity-45',
          boxes[size],
          unable !== undefined ? unableLook : pressed ? pressedTone : tones[tone],
          className,
        )}
        {...rest}
      >
        <Drawing icon={icon} size={size} filled={filled} />
      </button>
    </Hint>
  );
}

interface IconLinkProps extends Omit<ComponentProps<'a'>, 'ref'>, LookProps {
  href: string;
  /** Why it leads nowhere now. */
  unable?: UnableReason;
}

/** The same where it leads somewhere: to a file that is saved, for one. */
export function IconLink({ icon, label, tone = 'quiet', size = 'md', filled, href, unable, ...props }: IconLinkProps) {
  const { className, tabIndex, ...rest } = props;
  const reason = useUnable(unable);
  if (reason !== undefined)
    return <IconButton {...{ icon, label, size, filled, className, tabIndex }} unable={reason} />;
  return (
    <Hint text={label}>
      <a
        href={href}
        aria-label={label}
        draggable={false}
        tabIndex={tabIndex}
        className={classNames(
          'grid shrink-0 place-items-center transition-colors duration-100',
          boxes[size],
          tones[tone],
          className,
        )}
        {...rest}
      >
        <Drawing icon={icon} size={size} filled={filled} />
      </a>
    </Hint>
  );
}

function Drawing({ icon: Icon, size, filled }: Pick<LookProps, 'icon' | 'size' | 'filled'>) {
  return <Icon aria-hidden size={size === 'lg' ? 18 : 16} strokeWidth={1.9} fill={filled ? 'currentColor' : 'none'} />;
}
