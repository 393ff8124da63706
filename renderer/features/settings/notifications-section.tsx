import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Settings } from '../../../shared/contract/settings.ts';
import { useSession } from '../../session/session.tsx';
import { useLive } from '../../stores/live-store.ts';
import { Button } from '../../ui/button.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { Switch } from '../../ui/switch.tsx';
import { useWords } from '../../words/words.ts';
import { QuietHours } from '../quiet/quiet-hours.tsx';
import { SoundPanel } from './sound-panel.tsx';
import { useSaveSettings } from './use-save-settings.ts';

export function NotificationsSection() {
  const { api } = useSession();
  const { t } = useWords();
  const settings = useLive((state) => state.settings);
  const host = useQuery(api.host.info.queryOptions());
  const shownBy = host.data?.features.notifications;
  const save = useSaveSettings();
  return (
    <>
      <Panel
        title={t('settings.notifications.title')}
        text={shownBy === 'none' ? t('settings.notifications.none') : undefined}
      >
        {shownBy === 'page' && <BrowserPermission />}
        <Switch
          label={t('settings.notifications.incoming')}
          hint={t('settings.notifications.incomingHint')}
          checked={settings.notifyIncoming}
          disabled={shownBy === 'none'}
          onChange={(notifyIncoming) => save.mutate({ notifyIncoming })}
        />
        {host.data?.features.popup === true && (
          <Switch
            label={t('settings.notifications.popup')}
            hint={t('settings.notifications.popupHint')}
            checked={settings.popup}
            onChange={(popup) => save.mutate({ popup })}
          />
        )}
        {host.data?.features.wayland === true && (
          <div className="py-3">
            <p>{t('settings.notifications.noPopup')}</p>
            <p className="text-dim text-sm">{t('settings.notifications.noPopupHint')}</p>
          </div>
        )}
        <Switch
          label={t('settings.notifications.missed')}
          hint={t('settings.notifications.missedHint')}
          checked={settings.notifyMissed}
          disabled={shownBy === 'none'}
          onChange={(notifyMissed) => save.mutate({ notifyMissed })}
        />
        {shownBy !== 'none' && (
          <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-3">
            <div className="min-w-0 flex-1 basis-52">
              <p>{t('settings.notifications.caller')}</p>
              <p className="text-dim text-sm">{t('settings.notifications.callerHint')}</p>
            </div>
            <Segmented
              label={t('settings.notifications.caller')}
              value={settings.noticeCaller}
              onChange={(noticeCaller) => save.mutate({ noticeCaller })}
              options={callerWords.map((value) => ({ value, label: t(`settings.notifications.callers.${value}`) }))}
            />
          </div>
        )}
      </Panel>
      <SoundPanel />
      <QuietHours />
    </>
  );
}

const callerWords = ['full', 'name', 'nobody'] as const satisfies readonly Settings['noticeCaller'][];

const permissionWords = { granted: 'pageAllowed', denied: 'pageDenied', default: 'pageUnasked' } as const;

/** Where the page itself shows the notices: what that means, and the browser's consent. */
function BrowserPermission() {
  const { t } = useWords();
  const [permission, setPermission] = useState(() => ('Notification' in window ? Notification.permission : 'denied'));
  return (
    <div className="flex flex-wrap items-center justify-between gap-3 py-3">
      <div className="min-w-0 flex-1 basis-64">
        <p>{t('settings.notifications.page')}</p>
        <p className={permission === 'denied' ? 'text-miss text-sm' : 'text-dim text-sm'}>
          {t(`settings.notifications.${permissionWords[permission]}`)}
        </p>
      </div>
      {permission === 'default' && (
        <Button
          size="sm"
          variant="primary"
          unable={null}
          onClick={() => void Notification.requestPermission().then(setPermission)}
        >
          {t('settings.notifications.pageAllow')}
        </Button>
      )}
    </div>
  );
}
