import { CircleAlert, Hash } from 'lucide-react';
import type { Account } from '../../../shared/contract/account.ts';
import type { PbxLineSettings } from '../../../shared/domain/hosted-pbx/pbx-line-settings.ts';
import { formatParty } from '../../../shared/domain/party-format.ts';
import { parseParty } from '../../../shared/domain/phone-number.ts';
import { formatRoute } from '../../route/route.ts';
import { lineKey, useLineEdits } from '../../stores/line-edit-store.ts';
import { useLive } from '../../stores/live-store.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { useWords, type Words } from '../../words/words.ts';
import { type AccountLines, canSetLines } from './use-lines.ts';

interface LineListProps {
  accounts: readonly AccountLines[];
  current: { accountId: string; number: string } | undefined;
}

/** The lines by account; an account that fails leaves the others as they are. */
export function LineList({ accounts, current }: LineListProps) {
  const { t } = useWords();
  const others = useLive((state) => state.accounts).filter((account) => !canSetLines(account));
  return (
    <nav aria-label={t('lines.list')} className="flex flex-col gap-4 px-3 pb-6 md:pl-7 lg:pr-2">
      {accounts.map(({ account, query }) => (
        <section key={account.id} aria-label={account.label}>
          <h2 className="mb-1 px-1 text-dim">{account.label}</h2>
          {query.data === undefined ? (
            <Unread account={account} query={query} />
          ) : query.data.length === 0 ? (
            <NoNumbers />
          ) : (
            <ul className="divide-y divide-line overflow-hidden rounded-xl border border-line bg-surface">
              {query.data.map((line) => (
                <li key={line.number}>
                  <LineRow
                    account={account}
                    line={line}
                    isCurrent={current?.accountId === account.id && current.number === line.number}
                  />
                </li>
              ))}
            </ul>
          )}
        </section>
      ))}
      {others.length > 0 && accounts.length > 0 && (
        <p className="px-1 text-dim text-sm">
          {t('lines.cannot', { accounts: others.map(({ label }) => label).join(', ') })}
        </p>
      )}
    </nav>
  );
}

/** The name at the provider, else the one given here, else the number. */
export function lineTitle(account: Account, { number, name }: Pick<PbxLineSettings, 'number' | 'name'>): string {
  const party = parseParty(number);
  const label = account.lines.find((line) => line.number === party.e164)?.label;
  return name || (label !== undefined && label !== party.e164 ? label : '') || formatParty(party);
}

export function lineSubtitle(account: Account, line: Pick<PbxLineSettings, 'number' | 'name'>): string {
  const number = formatParty(parseParty(line.number));
  return lineTitle(account, line) === number ? '' : number;
}

/** What is not as usual. */
function describeLine({ mode, doNotDisturb }: PbxLineSettings, t: Words['t']): string {
  return [mode === 'phone' && t('lines.modes.phone'), doNotDisturb && t('lines.doNotDisturb')]
    .filter(Boolean)
    .join(' · ');
}

function LineRow({ account, line, isCurrent }: { account: Account; line: PbxLineSettings; isCurrent: boolean }) {
  const { t } = useWords();
  const isEdited = useLineEdits((state) => {
    const edit = state.edits[lineKey(account.id, line.number)];
    return edit !== undefined && edit.now !== edit.before;
  });
  const number = lineSubtitle(account, line);
  const state = describeLine(line, t);
  return (
    <a
      href={formatRoute({ screen: 'lines', accountId: account.id, number: line.number })}
      aria-current={isCurrent ? 'page' : undefined}
      draggable={false}
      className={classNames(
        'flex min-h-11 items-center gap-2.5 px-3.5 py-2 focus-visible:-outline-offset-2',
        isCurrent ? 'bg-selected' : 'hover:bg-hover',
      )}
    >
      <span className="min-w-0 flex-1">
        <span className="block truncate font-medium">{lineTitle(account, line)}</span>
        {number !== '' && <span className="block truncate text-dim text-sm">{number}</span>}
        {state !== '' && <span className="block truncate text-accent text-sm">{state}</span>}
      </span>
      {isEdited && <Badge tone="accent">{t('lines.edited')}</Badge>}
    </a>
  );
}

function Unread({ query }: AccountLines) {
  const { t, error } = useWords();
  if (query.isError) {
    return (
      <div role="alert" className="rounded-xl border border-miss-line bg-miss-bg px-3.5 py-3">
        <p className="flex gap-2 font-medium">
          <CircleAlert aria-hidden size={16} className="mt-px shrink-0 text-miss" />
          {t('lines.failed')}
        </p>
        <p className="mt-1 text-dim">{error(query.error)}</p>
        <Button size="sm" className="mt-2" busy={query.isFetching} onClick={() => void query.refetch()}>
          {t('app.retry')}
        </Button>
      </div>
    );
  }
  if (query.fetchStatus === 'paused') {
    return (
      <div className="rounded-xl border border-line bg-surface px-3.5 py-3">
        <p className="font-medium">{t('lines.offlineTitle')}</p>
        <p className="mt-1 text-dim">{t('lines.offlineText')}</p>
      </div>
    );
  }
  return <SkeletonRows count={1} />;
}

function NoNumbers() {
  const { t } = useWords();
  return (
    <div className="rounded-xl border border-line bg-surface px-3.5 py-3">
      <p className="flex gap-2 font-medium">
        <Hash aria-hidden size={16} className="mt-px shrink-0 text-dim" />
        {t('lines.noNumbers.title')}
      </p>
      <p className="mt-1 text-dim">{t('lines.noNumbers.text')}</p>
      <a
        href={formatRoute({ screen: 'settings', section: 'accounts' })}
        className="mt-2 inline-flex h-7 items-center rounded-md border border-line bg-surface px-2.5 font-medium text-sm hover:bg-hover"
      >
        {t('lines.noNumbers.action')}
      </a>
    </div>
  );
}
