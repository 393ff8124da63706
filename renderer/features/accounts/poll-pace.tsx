import { listing } from '../../../shared/contract/settings.ts';
import { useLive } from '../../stores/live-store.ts';
import { OptionCards } from '../../ui/option-cards.tsx';
import { useWords } from '../../words/words.ts';
import { useSaveSettings } from '../settings/use-save-settings.ts';

/** How often lists are read where nothing reports calls as they ring. */
export function PollPace() {
  const { t } = useWords();
  const pace = useLive((state) => state.settings.listing);
  const save = useSaveSettings();
  return (
    <div className="mb-5">
      <OptionCards
        label={t('accounts.page.pace')}
        value={pace}
        onChange={(value) => save.mutate({ listing: value })}
        options={listing.options.map((value) => ({
          value,
          label: t(`accounts.page.paces.${value}`),
          hint: t(`accounts.page.paceHints.${value}`),
        }))}
      />
      <p className="mt-1.5 px-1 text-dim text-sm">{t('accounts.page.paceText')}</p>
    </div>
  );
}
