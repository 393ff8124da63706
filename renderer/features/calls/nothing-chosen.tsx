import { MousePointerClick } from 'lucide-react';
import { useWords } from '../../app/words.ts';
import { EmptyState } from '../../ui/empty-state.tsx';

export function NothingChosen() {
  const { t } = useWords();
  return (
    <div className="grid h-full place-items-center">
      <EmptyState icon={MousePointerClick} title={t('calls.detail.none')} text={t('calls.detail.noneText')} />
    </div>
  );
}
