import type { CallFilter } from '../../../shared/contract/call.ts';
import { useWords } from '../../app/words.ts';
import { useLive } from '../../stores/live-store.ts';
import { type Period, useView } from '../../stores/view-store.ts';
import { Chip } from '../../ui/chip.tsx';
import { Pick } from '../../ui/pick.tsx';
import { ExportButton } from './export-button.tsx';
import { keepsMessages } from './voicemail-list.tsx';

const kinds: readonly CallFilter['kind'][] = ['all', 'missed', 'incoming', 'outgoing', 'recorded'];
const periods: readonly Period[] = ['any', 'today', 'yesterday', 'week', 'month'];

export function FilterBar() {
  const { t } = useWords();
  const { kind, period, messages } = useView();
  const hasVoicemail = useLive((state) => state.accounts.some(keepsMessages));
  return (
    <div className="flex items-center gap-2">
      <fieldset className="scroll-quiet -ml-3 flex min-w-0 flex-1 items-center gap-1.5 overflow-x-auto py-2 pl-3 md:-ml-7 md:pl-7">
        <legend className="sr-only">{t('calls.filters.label')}</legend>
        {kinds.map((one) => (
          <Chip
            key={one}
            pressed={messages === undefined && kind === one}
            onClick={() => useView.setState({ kind: one, messages: undefined })}
          >
            {t(`calls.filters.${one}`)}
          </Chip>
        ))}
        {hasVoicemail && (
          <Chip pressed={messages !== undefined} onClick={() => useView.setState({ messages: 'unheard', search: '' })}>
            {t('calls.voicemail.title')}
          </Chip>
        )}
        <span aria-hidden className="mx-1 h-4 w-px shrink-0 bg-line-strong" />
        {messages === undefined && (
          <Pick
            label={t('calls.period')}
            value={period}
            onPick={(value) => useView.setState({ period: value as Period })}
            options={periods.map((value) => ({ value, label: t(`calls.periods.${value}`) }))}
          />
        )}
        <SourcePick />
      </fieldset>
      {messages === undefined && <ExportButton />}
    </div>
  );
}

/** Accounts and, under each, its lines; absent where there is but one. */
function SourcePick() {
  const { t } = useWords();
  const accounts = useLive((state) => state.accounts);
  const source = useView((state) => state.source);
  const sources = accounts.flatMap((account) => [
    { accountId: account.id, line: undefined, label: account.label },
    ...(account.lines.length > 1
      ? account.lines.map((line) => ({
          accountId: account.id,
          line: line.number,
          label: accounts.length > 1 ? `${account.label}: ${line.label || line.number}` : line.label || line.number,
        }))
      : []),
  ]);
  if (sources.length < 2) return null;
  const index = sources.findIndex((one) => one.accountId === source?.accountId && one.line === source?.line);
  return (
    <Pick
      label={t('calls.account')}
      value={String(index)}
      onPick={(value) => useView.setState({ source: sources[Number(value)] })}
      options={[
        { value: '-1', label: t('calls.allLines') },
        ...sources.map(({ label }, at) => ({ value: String(at), label })),
      ]}
    />
  );
}
