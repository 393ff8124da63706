import { useQuery } from '@tanstack/react-query';
import { hotkeys, type Settings } from '../../../shared/contract/settings.ts';
import { useSession } from '../../session/session.tsx';
import { useLive } from '../../stores/live-store.ts';
import { SelectField } from '../../ui/field.tsx';
import { OptionCards } from '../../ui/option-cards.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Switch } from '../../ui/switch.tsx';
import { useWords } from '../../words/words.ts';
import { useSaveSettings } from './use-save-settings.ts';

const closings: readonly Settings['whenClosed'][] = ['auto', 'hide', 'quit'];

/** How a program with a window and a tray icon of its own starts and ends. */
export function ProgramSection() {
  const { t } = useWords();
  const { startAtLogin, startHidden, whenClosed, hotkey } = useLive((state) => state.settings);
  const { api } = useSession();
  const host = useQuery(api.host.info.queryOptions());
  const hotkeyLabel = (key: string) =>
    key.replace('CommandOrControl', host.data?.platform === 'darwin' ? '⌘' : 'Ctrl').replaceAll('+', ' + ');
  // Elsewhere no program is told what is selected in another.
  const readsSelection = host.data?.platform === 'linux';
  const hotkeyHint = readsSelection ? 'settings.program.hotkeyHint' : 'settings.program.hotkeyCopiedHint';
  const save = useSaveSettings();
  return (
    <>
      {host.data?.features.loginItem === true && (
        <Panel title={t('settings.sections.program')}>
          <Switch
            label={t('settings.program.atLogin')}
            hint={t('settings.program.atLoginHint')}
            checked={startAtLogin}
            onChange={(value) => save.mutate({ startAtLogin: value })}
          />
          <Switch
            label={t('settings.program.hidden')}
            hint={t('settings.program.hiddenHint')}
            checked={startHidden}
            disabled={!startAtLogin}
            onChange={(value) => save.mutate({ startHidden: value })}
          />
        </Panel>
      )}
      {host.data?.features.hotkey === true && (
        <Panel>
          <div className="py-3">
            <SelectField
              label={t(readsSelection ? 'settings.program.hotkey' : 'settings.program.hotkeyCopied')}
              hint={t(host.data.features.wayland ? 'settings.program.hotkeyAsked' : hotkeyHint)}
              value={hotkey}
              onChange={(event) => save.mutate({ hotkey: event.target.value as Settings['hotkey'] })}
              options={hotkeys.map((value) => ({ value, label: hotkeyLabel(value) || t('settings.program.noHotkey') }))}
            />
          </div>
        </Panel>
      )}
      <OptionCards
        label={t('settings.program.whenClosed')}
        value={whenClosed}
        onChange={(value) => save.mutate({ whenClosed: value })}
        options={closings.map((value) => ({
          value,
          label: t(`settings.program.closing.${value}`),
          hint: t(`settings.program.closingHint.${value}`),
        }))}
      />
    </>
  );
}
