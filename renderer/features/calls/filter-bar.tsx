import type { CallFilter } from '../../../shared/contract/call.ts';
import { useLive } from '../../stores/live-store.ts';
import { type Period, useView } from '../../stores/view-store.ts';
import { Chip } from '../../ui/chip.tsx';
import { type FoldingItem, FoldingRow } from '../../ui/folding-row.tsx';
import { Pick } from '../../ui/pick.tsx';
import { useWords } from '../../words/words.ts';
import { ExportButton } from './export-button.tsx';
import { keepsMessages } from './keeps-messages.ts';

const kinds: readonly CallFilter['kind'][] = ['all', 'missed', 'incoming', 'outgoing', 'recorded'];
const periods: readonly Period[] = ['any', 'today', 'yesterday', 'week', 'month'];

export function FilterBar() {
  const { t } = useWords();
  const { kind, period, messages } = useView();
  const hasVoicemail = useLive((state) => state.accounts.some(keepsMessages));
  const source = useSourceItem();
  const kindLabel = (one: CallFilter['kind']) => t(`calls.filters.${one}`);
  const periodOptions = periods.map((value) => ({ value, label: t(`calls.periods.${value}`) }));
  const items: (FoldingItem | false | undefined)[] = [
    ...kinds.map((one): FoldingItem => {
      const pressed = messages === undefined && kind === one;
      const press = () => useView.setState({ kind: one, messages: undefined });
      return {
        key: one,
        words: kindLabel(one),
        set: pressed ? kindLabel(one) : undefined,
        node: (
          <Chip pressed={pressed} onClick={press}>
            {kindLabel(one)}
          </Chip>
        ),
      };
    }),
    hasVoicemail && {
      key: 'voicemail',
      words: t('calls.voicemail.title'),
      set: messages === undefined ? undefined : t('calls.voicemail.title'),
      node: (
        <Chip pressed={messages !== undefined} onClick={() => useView.setState({ messages: 'unheard', search: '' })}>
          {t('calls.voicemail.title')}
        </Chip>
      ),
    },
    messages === undefined && {
      key: 'period',
      words: wordsOf(periodOptions),
      set: period === 'any' ? undefined : t(`calls.periods.${period}`),
      node: (
        <Pick
          label={t('calls.period')}
          value={period}
          onPick={(value) => useView.setState({ period: value as Period })}
          options={periodOptions}
        />
      ),
    },
    source,
  ];
  return (
    <div className="flex items-center gap-2">
      <FoldingRow
        label={t('calls.filters.label')}
        more={t('calls.filters.more')}
        items={items.filter((one) => !!one)}
      />
      {messages === undefined && <ExportButton />}
    </div>
  );
}

/** A list is as wide as the longest that it offers. */
function wordsOf(options: readonly { label: string }[]): string {
  return options.map(({ label }) => label).join('\n');
}

/** Accounts and, under each, its lines; absent where there is but one. */
function useSourceItem(): FoldingItem | undefined {
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
  if (sources.length < 2) return undefined;
  const index = sources.findIndex((one) => one.accountId === source?.accountId && one.line === source?.line);
  const options = [
    { value: '-1', label: t('calls.allLines') },
    ...sources.map(({ label }, at) => ({ value: String(at), label })),
  ];
  return {
    key: 'source',
    words: wordsOf(options),
    set: sources[index]?.label,
    node: (
      <Pick
        label={t('calls.account')}
        value={String(index)}
        onPick={(value) => useView.setState({ source: sources[Number(value)] })}
        options={options}
      />
    ),
  };
}
