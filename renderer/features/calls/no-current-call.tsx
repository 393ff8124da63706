import { MousePointerClick } from 'lucide-react';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useWords } from '../../words/words.ts';

export function NoCurrentCall() {
  const { t } = useWords();
  return (
    <div className="grid h-full place-items-center">
      <EmptyState icon={MousePointerClick} title={t('calls.detail.none')} text={t('calls.detail.noneText')} />
    </div>
  );
}
