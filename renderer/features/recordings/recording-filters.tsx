import { useView } from '../../stores/view-store.ts';
import { type FoldingItem, FoldingRow } from '../../ui/folding-row.tsx';
import { useWords } from '../../words/words.ts';
import { chipItem, usePeriodItem, useSourceItem } from '../filtered-list/filter-items.tsx';

const directions = [undefined, 'in', 'out'] as const;
const directionWords = { in: 'incoming', out: 'outgoing' } as const;

/** Which recordings are listed: the same choices as for calls. */
export function RecordingFilters() {
  const { t } = useWords();
  const { recordingDirection, recordingPeriod, recordingSource } = useView();
  const period = usePeriodItem(recordingPeriod, (next) => useView.setState({ recordingPeriod: next }));
  const source = useSourceItem(recordingSource, (next) => useView.setState({ recordingSource: next }));
  const items: (FoldingItem | undefined)[] = [
    ...directions.map((one) => {
      const word = one === undefined ? 'all' : directionWords[one];
      return chipItem(word, t(`calls.filters.${word}`), recordingDirection === one, () =>
        useView.setState({ recordingDirection: one }),
      );
    }),
    period,
    source,
  ];
  return (
    <FoldingRow
      label={t('recordings.filters')}
      more={t('calls.filters.more')}
      items={items.filter((one) => one !== undefined)}
    />
  );
}
