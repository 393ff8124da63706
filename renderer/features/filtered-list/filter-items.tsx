import type { Account } from '../../../shared/contract/account.ts';
import { useLive } from '../../stores/live-store.ts';
import { isSameSource, type Source, sourcesOf } from '../../stores/sources.ts';
import type { Period } from '../../stores/view-store.ts';
import { Chip } from '../../ui/chip.tsx';
import { ChipSelect } from '../../ui/chip-select.tsx';
import type { FoldingItem } from '../../ui/folding-row.tsx';
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

export function usePeriodItem(period: Period, onChange: (period: Period) => void): FoldingItem {
  const { t } = useWords();
  const options = periods.map((value) => ({ value, label: t(`calls.periods.${value}`) }));
  return {
    key: 'period',
    words: wordsOf(options),
    set: period === 'any' ? undefined : t(`calls.periods.${period}`),
    node: (
      <ChipSelect
        label={t('calls.period')}
        value={period}
        onValueChange={(value) => onChange(value as Period)}
        options={options}
      />
    ),
  };
}

/** Accounts and, under each, its lines; absent where there is but one. */
export function useSourceItem(
  source: Source | undefined,
  onChange: (source?: Source) => void,
): FoldingItem | undefined {
  const { t } = useWords();
  const sources = useSources();
  if (sources.length === 0) return undefined;
  const index = sources.findIndex((one) => isSameSource(one, source));
  const options = [
    { value: '-1', label: t('calls.allLines') },
    ...sources.map(({ label }, at) => ({ value: String(at), label })),
  ];
  return {
    key: 'source',
    words: wordsOf(options),
    set: sources[index]?.label,
    node: (
      <ChipSelect
        label={t('calls.account')}
        value={String(index)}
        onValueChange={(value) => onChange(sources[Number(value)])}
        options={options}
      />
    ),
  };
}

/** What the chosen account or line is called; undefined while all are. */
export function useSourceLabel(source: Source | undefined): string | undefined {
  return useSources().find((one) => isSameSource(one, source))?.label;
}

function useSources(): (Source & { label: string })[] {
  const accounts = useLive((state) => state.accounts);
  return sourcesOf(accounts).map((source) => ({ ...source, label: labelOf(source, accounts) }));
}

function labelOf({ accountId, line }: Source, accounts: readonly Account[]): string {
  const account = accounts.find(({ id }) => id === accountId);
  const label = account?.label ?? '';
  if (line === undefined) return label;
  const own = account?.lines.find(({ number }) => number === line)?.label || line;
  return accounts.length > 1 ? `${label}: ${own}` : own;
}

/** A list is as wide as the longest that it offers. */
function wordsOf(options: readonly { label: string }[]): string {
  return options.map(({ label }) => label).join('\n');
}
