import type { CallFilter } from '../../../shared/contract/call.ts';
import { useLive } from '../../stores/live-store.ts';
import { useView } from '../../stores/view-store.ts';
import { type FoldingItem, FoldingRow } from '../../ui/folding-row.tsx';
import { useWords } from '../../words/words.ts';
import { chipItem, usePeriodItem, useSourceItem } from '../filtered-list/filter-items.tsx';
import { ExportButton } from './export-button.tsx';
import { keepsMessages } from './keeps-messages.ts';

const kinds: readonly CallFilter['kind'][] = ['all', 'missed', 'incoming', 'outgoing', 'recorded'];

export function FilterBar() {
  const { t } = useWords();
  const { kind, period, source, messages } = useView();
  const hasVoicemail = useLive((state) => state.accounts.some(keepsMessages));
  const periodItem = usePeriodItem(period, (next) => useView.setState({ period: next }));
  const sourceItem = useSourceItem(source, (next) => useView.setState({ source: next }));
  const items: (FoldingItem | false | undefined)[] = [
    ...kinds.map((one) =>
      chipItem(one, t(`calls.filters.${one}`), messages === undefined && kind === one, () =>
        useView.setState({ kind: one, messages: undefined }),
      ),
    ),
    hasVoicemail &&
      chipItem('voicemail', t('calls.voicemail.title'), messages !== undefined, () =>
        useView.setState({ messages: 'unheard', search: '' }),
      ),
    messages === undefined && periodItem,
    sourceItem,
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
