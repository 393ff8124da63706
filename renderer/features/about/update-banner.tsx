import { Sparkle } from 'lucide-react';
import { goTo } from '../../route/route.ts';
import { useLive } from '../../stores/live-store.ts';
import { useView } from '../../stores/view-store.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { useWords } from '../../words/words.ts';
import { useLineBusy, useUpdateAction } from './use-update-actions.ts';

/** One quiet line about a version that waits for the user; none while somebody calls, and none once it was put off. */
export function UpdateBanner() {
  const { t } = useWords();
  const action = useUpdateAction();
  const update = useLive((state) => state.programUpdate);
  const choice = useLive((state) => state.settings.programUpdates);
  const putOff = useView((state) => state.updatePutOff);
  const busy = useLineBusy();
  // One that the user looked for is where they looked for it.
  const isTold = update.kind === 'ready' || (update.kind === 'available' && choice === 'check');
  if (!isTold || busy || update.release.version === putOff) return null;
  const { kind, release } = update;
  return (
    <Banner
      icon={Sparkle}
      action={
        <>
          {kind === 'ready' ? (
            <Button size="sm" busy={action.isPending} onClick={() => action.mutate('restart')}>
              {t('app.update.restart')}
            </Button>
          ) : (
            <Button size="sm" onClick={() => goTo({ screen: 'settings', section: 'about' })}>
              {t('app.update.look')}
            </Button>
          )}
          <Button size="sm" variant="quiet" onClick={() => useView.setState({ updatePutOff: release.version })}>
            {t('app.update.later')}
          </Button>
        </>
      }
    >
      {t(`app.update.state.${kind}`, { version: release.version })}
    </Banner>
  );
}
