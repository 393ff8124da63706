import { useQuery } from '@tanstack/react-query';
import { Bell, ChevronRight, Sparkles } from 'lucide-react';
import type { ProviderId } from '../../../shared/contract/account.ts';
import type { Settings } from '../../../shared/contract/settings.ts';
import { useSession } from '../../app/session.tsx';
import { useWords } from '../../app/words.ts';
import { Segmented } from '../../ui/segmented.tsx';

const comingProviders: readonly ProviderId[] = ['sunsim', 'alloincognito', 'autosecretary'];

interface ChooseStepProps {
  onChoose(): void;
  onDemo(): void;
  demoBusy: boolean;
  demoError: string | undefined;
}

export function ChooseStep({ onChoose, onDemo, demoBusy, demoError }: ChooseStepProps) {
  const { api, client } = useSession();
  const { t, locale } = useWords();
  const host = useQuery(api.host.info.queryOptions());
  const setLanguage = (language: Settings['language']) =>
    // The page follows by the update that core sends; if none comes, the language stays.
    void client.settings.update({ language }).catch(() => undefined);
  return (
    <div className="flex flex-col gap-3">
      <button
        type="button"
        onClick={onChoose}
        className="flex items-center gap-3.5 rounded-xl border border-line bg-surface p-4 text-left shadow-card hover:border-accent-line hover:bg-hover"
      >
        <span
          aria-hidden
          className="grid size-10 place-items-center rounded-[10px] bg-accent-bg font-bold text-accent text-lg"
        >
          S
        </span>
        <span className="flex-1 font-semibold text-lg">{t('accounts.providers.sipnet')}</span>
        <ChevronRight aria-hidden size={18} className="text-faint" />
      </button>
      <p className="px-1 text-faint text-sm">
        {comingProviders.map((provider) => t(`accounts.providers.${provider}`)).join(', ')}: {t('onboarding.later')}
      </p>
      {host.data?.features.demo !== false && (
        <button
          type="button"
          aria-disabled={demoBusy || undefined}
          onClick={demoBusy ? undefined : onDemo}
          className="mt-2 flex items-center gap-3.5 rounded-xl border border-line-strong border-dashed p-4 text-left hover:bg-hover"
        >
          <span aria-hidden className="grid size-10 place-items-center rounded-[10px] bg-sunk text-dim">
            {demoBusy ? (
              <Bell size={19} className="animate-ring origin-top" />
            ) : (
              <Sparkles size={19} strokeWidth={1.8} />
            )}
          </span>
          <span className="min-w-0 flex-1">
            <span className="block font-semibold text-lg">
              {demoBusy ? t('onboarding.demoStarting') : t('onboarding.demo')}
            </span>
            <span className="block text-dim">{t('onboarding.demoText')}</span>
          </span>
          <ChevronRight aria-hidden size={18} className="text-faint" />
        </button>
      )}
      {demoError && (
        <p role="alert" className="px-1 text-miss">
          {demoError}
        </p>
      )}
      <div className="mt-4 self-start">
        <Segmented
          label={t('onboarding.language')}
          value={locale}
          onChange={setLanguage}
          options={[
            { value: 'ru', label: 'Русский' },
            { value: 'en', label: 'English' },
          ]}
        />
      </div>
    </div>
  );
}
