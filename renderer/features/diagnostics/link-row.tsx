import { CircleCheck, CircleDashed, CircleX, LoaderCircle, type LucideIcon, Minus, TriangleAlert } from 'lucide-react';
import type { Link, LinkResult, LinkStatus } from '../../../shared/contract/diagnostics.ts';
import { findingText, linkTitle } from '../../../shared/words/diagnostics.ts';
import { formatRoute, type SettingsSection } from '../../route/route.ts';
import { classNames } from '../../ui/class-names.ts';
import { useWords } from '../../words/words.ts';
import { ClaimLinks } from './claim-links.tsx';

const looks: Record<LinkStatus, { icon: LucideIcon; tone: string }> = {
  ok: { icon: CircleCheck, tone: 'text-go' },
  warning: { icon: TriangleAlert, tone: 'text-accent' },
  failed: { icon: CircleX, tone: 'text-miss' },
  'not-applicable': { icon: Minus, tone: 'text-faint' },
};

/** Where a link is put right; what the system alone decides has no place here. */
const sections: Partial<Record<Link, SettingsSection>> = {
  credentials: 'accounts',
  webhook: 'accounts',
  lists: 'accounts',
  relay: 'calls-in',
  'test-event': 'calls-in',
  vault: 'data',
  disk: 'data',
  quiet: 'notifications',
  notifications: 'notifications',
  sound: 'notifications',
  'login-item': 'program',
};

interface LinkRowProps {
  link: Link;
  /** Absent until it is known. */
  result: LinkResult | undefined;
  testing: boolean;
  /** What it tells may be otherwise now. */
  onChanged(): void;
}

/** One link: what it is, how it does, and what to do where it does not. */
export function LinkRow({ link, result, testing, onChanged }: LinkRowProps) {
  const { t, locale } = useWords();
  const look = result ? looks[result.status] : { icon: testing ? LoaderCircle : CircleDashed, tone: 'text-faint' };
  const Icon = look.icon;
  const section = result?.status === 'failed' || result?.status === 'warning' ? sections[link] : undefined;
  const state = result
    ? t(`diagnostics.statuses.${result.status}`)
    : t(`diagnostics.${testing ? 'testing' : 'waiting'}`);
  return (
    <li className="flex min-h-11 items-start gap-3 py-2.5">
      <Icon
        aria-hidden
        size={18}
        className={classNames('mt-px shrink-0', look.tone, testing && 'animate-spin motion-reduce:animate-breathe')}
      />
      <div className="min-w-0 flex-1">
        <p className={classNames(result?.status === 'failed' && 'font-semibold')}>
          {linkTitle(link, locale)}
          <span className="sr-only">: {state}</span>
        </p>
        {result && <p className="text-dim text-sm">{findingText(result, locale)}</p>}
      </div>
      {link === 'tel-links' && result?.status === 'warning' && <ClaimLinks onClaimed={onChanged} />}
      {section && (
        <a
          href={formatRoute({ screen: 'settings', section })}
          className="shrink-0 rounded text-accent text-sm underline underline-offset-3"
        >
          {t('diagnostics.open')}
          <span className="sr-only">: {t(`settings.sections.${section}`)}</span>
        </a>
      )}
    </li>
  );
}
