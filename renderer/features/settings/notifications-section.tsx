import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useSession } from '../../app/session.tsx';
import { useWords } from '../../app/words.ts';
import { useLive } from '../../stores/live-store.ts';
import { Button } from '../../ui/button.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Switch } from '../../ui/switch.tsx';
import { useSaveSettings } from './use-save-settings.ts';

export function NotificationsSection() {
  const { api } = useSession();
  const { t } = useWords();
  const settings = useLive((state) => state.settings);
  const host = useQuery(api.host.info.queryOptions());
  const shownBy = host.data?.features.notifications;
  const save = useSaveSettings();
  return (
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
      <Switch
        label={t('settings.notifications.missed')}
        hint={t('settings.notifications.missedHint')}
        checked={settings.notifyMissed}
        disabled={shownBy === 'none'}
        onChange={(notifyMissed) => save.mutate({ notifyMissed })}
      />
      <Switch
        label={t('settings.notifications.sound')}
        hint={t('settings.notifications.soundHint')}
        checked={settings.sound}
        disabled={shownBy === 'none'}
        onChange={(sound) => save.mutate({ sound })}
      />
    </Panel>
  );
}

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
        <Button size="sm" variant="primary" onClick={() => void Notification.requestPermission().then(setPermission)}>
          {t('settings.notifications.pageAllow')}
        </Button>
      )}
    </div>
  );
}
