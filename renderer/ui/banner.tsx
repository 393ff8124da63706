import { type LucideIcon, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslate } from '../words/i18n.ts';
import { classNames } from './class-names.ts';
import { IconButton } from './icon-button.tsx';

const tones = {
  plain: 'bg-sunk border-line',
  accent: 'bg-accent-bg border-accent-line',
  miss: 'bg-miss-bg border-miss-line',
};

interface BannerProps {
  icon: LucideIcon;
  tone?: keyof typeof tones;
  title?: string;
  children: ReactNode;
  action?: ReactNode;
  onDismiss?: (() => void) | undefined;
}

/** Something about the whole program, across the top, until it is over or dismissed. */
export function Banner({ icon: Icon, tone = 'plain', title, children, action, onDismiss }: BannerProps) {
  const t = useTranslate();
  return (
    <div
      role="status"
      className={classNames(
        'flex min-h-10 flex-wrap items-center gap-x-2.5 gap-y-1 border-b px-3 py-1.5 md:px-4',
        tones[tone],
      )}
    >
      <Icon
        aria-hidden
        size={16}
        className={tone === 'miss' ? 'text-miss' : tone === 'accent' ? 'text-accent' : 'text-dim'}
      />
      <p className="min-w-0 flex-1 basis-48">
        {title && <b className="mr-1.5 font-semibold">{title}</b>}
        <span className={title && 'text-dim'}>{children}</span>
      </p>
      {action}
      {onDismiss && <IconButton icon={X} label={t('app.dismiss')} size="sm" onClick={onDismiss} />}
    </div>
  );
}
