import type { Settings } from '../../../shared/contract/settings.ts';
import { useLive } from '../../stores/live-store.ts';
import { Panel } from '../../ui/panel.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { useWords } from '../../words/words.ts';
import { useSaveSettings } from './use-save-settings.ts';

const languages: readonly Settings['language'][] = ['system', 'ru', 'en'];
const themes: readonly Settings['theme'][] = ['system', 'light', 'dark'];

export function LookSection() {
  const { t } = useWords();
  const { language, theme } = useLive((state) => state.settings);
  const save = useSaveSettings();
  return (
    <Panel title={t('settings.sections.look')}>
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-3">
        <span>{t('settings.look.language')}</span>
        <Segmented
          label={t('settings.look.language')}
          value={language}
          onChange={(value) => save.mutate({ language: value })}
          options={languages.map((value) => ({
            value,
            label: t(`settings.look.languages.${value}`),
            ...(value === 'system' ? {} : { lang: value }),
          }))}
        />
      </div>
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-3">
        <span>{t('settings.look.theme')}</span>
        <Segmented
          label={t('settings.look.theme')}
          value={theme}
          onChange={(value) => save.mutate({ theme: value })}
          options={themes.map((value) => ({ value, label: t(`settings.look.themes.${value}`) }))}
        />
      </div>
    </Panel>
  );
}
