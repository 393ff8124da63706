import { useLive } from '../../stores/live-store.ts';
import type { Period, Source } from '../../stores/view-store.ts';
import { Chip } from '../../ui/chip.tsx';
import type { FoldingItem } from '../../ui/folding-row.tsx';
import { Pick } from '../../ui/pick.tsx';
import { useWords } from '../../words/words.ts';

const periods: readonly Period[] = ['any', 'today', 'yesterday', 'week', 'month'];

export function chipItem(key: string, label: string, pressed: boolean, press: () => void): FoldingItem {
  return {
    key,
    words: label,
    set: pressed ? label : undefined,
    node: (
      <Chip pressed={pressed} onClick={press}>
        {label}
      </Chip>
    ),
  };
}

export function usePeriodItem(period: Period, onPick: (period: Period) => void): FoldingItem {
  const { t } = useWords();
  const options = periods.map((value) => ({ value, label: t(`calls.periods.${value}`) }));
  return {
    key: 'period',
    words: wordsOf(options),
    set: period === 'any' ? undefined : t(`calls.periods.${period}`),
    node: (
      <Pick label={t('calls.period')} value={period} onPick={(value) => onPick(value as Period)} options={options} />
    ),
  };
}

/** Accounts and, under each, its lines; absent where there is but one. */
export function useSourceItem(source: Source | undefined, onPick: (source?: Source) => void): FoldingItem | undefined {
  const { t } = useWords();
  const sources = useSources();
  if (sources.length < 2) return undefined;
  const index = sources.findIndex((one) => isSame(one, source));
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
        onPick={(value) => onPick(sources[Number(value)])}
        options={options}
      />
    ),
  };
}

/** What the chosen account or line is called; undefined while all are. */
export function useSourceLabel(source: Source | undefined): string | undefined {
  return useSources().find((one) => isSame(one, source))?.label;
}

function useSources(): (Source & { label: string })[] {
  const accounts = useLive((state) => state.accounts);
  return accounts.flatMap((account) => [
    { accountId: account.id, line: undefined, label: account.label },
    ...(account.lines.length > 1
      ? account.lines.map((line) => ({
          accountId: account.id,
          line: line.number,
          label: accounts.length > 1 ? `${account.label}: ${line.label || line.number}` : line.label || line.number,
        }))
      : []),
  ]);
}

function isSame(one: Source, other: Source | undefined): boolean {
  return one.accountId === other?.accountId && one.line === other?.line;
}

/** A list is as wide as the longest that it offers. */
function wordsOf(options: readonly { label: string }[]): string {
  return options.map(({ label }) => label).join('\n');
}
