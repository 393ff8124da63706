import { useQuery } from '@tanstack/react-query';
import { Bell, ChevronRight, Sparkles } from 'lucide-react';
import type { ProviderInfo } from '../../../shared/contract/account.ts';
import type { Settings } from '../../../shared/contract/settings.ts';
import { useSession } from '../../session/session.tsx';
import { Button } from '../../ui/button.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { useWords } from '../../words/words.ts';
import { useProviders } from '../accounts/connect/use-provider.ts';

interface ChooseStepProps {
  onChoose(provider: ProviderInfo): void;
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
      <Providers onChoose={onChoose} />
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
            { value: 'ru', label: 'Русский', lang: 'ru' },
            { value: 'en', label: 'English', lang: 'en' },
          ]}
        />
      </div>
    </div>
  );
}

/** Those that can be connected. */
function Providers({ onChoose }: Pick<ChooseStepProps, 'onChoose'>) {
  const { t, error } = useWords();
  const providers = useProviders();
  if (providers.isPending) return <SkeletonRows count={3} />;
  if (providers.isError) {
    return (
      <div role="alert" className="flex flex-wrap items-center justify-between gap-2 px-1">
        <p className="text-miss">{error(providers.error)}</p>
        <Button onClick={() => void providers.refetch()}>{t('app.retry')}</Button>
      </div>
    );
  }
  return (
    <ul className="overflow-hidden rounded-xl border border-line bg-surface shadow-card">
      {providers.data.map((provider) => {
        const name = t(`accounts.providers.${provider.id}`);
        return (
          <li key={provider.id} className="border-line border-t first:border-t-0">
            <button
              type="button"
              onClick={() => onChoose(provider)}
              className="flex w-full items-center gap-3.5 px-4 py-3 text-left hover:bg-hover focus-visible:-outline-offset-2"
            >
              <span
                aria-hidden
                className="grid size-10 shrink-0 place-items-center rounded-[10px] bg-accent-bg font-bold text-accent text-lg"
              >
                {name.charAt(0)}
              </span>
              <span className="min-w-0 flex-1">
                <span className="block font-semibold text-lg">{name}</span>
                <span className="block text-dim text-sm">
                  {provider.credentialKinds.map((kind) => t(`onboarding.kinds.${kind}`)).join(t('onboarding.or'))}
                </span>
              </span>
              <ChevronRight aria-hidden size={18} className="text-faint" />
            </button>
          </li>
        );
      })}
    </ul>
  );
}
