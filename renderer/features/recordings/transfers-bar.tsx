import { HardDrive, X } from 'lucide-react';
import { Fragment, useState } from 'react';
import type { Transfers } from '../../../shared/contract/recording.ts';
import { goTo } from '../../route/route.ts';
import { useLost } from '../../session/use-lost.ts';
import { useLive } from '../../stores/live-store.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { useWords } from '../../words/words.ts';
import { shareOf } from './transfer-share.ts';
import { useRecordings } from './use-recordings.ts';

/** All that is being fetched, together; and why nothing can be, where the disk is the reason. */
export function TransfersBar() {
  const { t, bytes } = useWords();
  const { cancelAll } = useRecordings();
  const lost = useLost();
  const transfers = useLive((state) => state.transfers);
  const diskFull = useLive((state) =>
    Object.values(state.recordings).some(
      ({ state: now, problem }) => now === 'failed' && problem?.code === 'DISK_FULL',
    ),
  );
  const [dismissed, setDismissed] = useState<Transfers>();
  const running = transfers !== undefined && transfers.active + transfers.waiting > 0;
  const facts = transfers && [
    transfers.active > 0 && t('recordings.transfers.active', { count: transfers.active }),
    transfers.waiting > 0 && t('recordings.transfers.waiting', { count: transfers.waiting }),
    transfers.done > 0 && t('recordings.transfers.done', { count: transfers.done }),
    transfers.failed > 0 && t('recordings.transfers.failed', { count: transfers.failed }),
    transfers.bytesPerSecond !== undefined &&
      transfers.active > 0 &&
      t('recordings.transfers.speed', { bytes: bytes(transfers.bytesPerSecond) }),
  ];
  return (
    <div role="status" className="flex flex-col gap-2 pb-2 empty:hidden">
      {running && (
        <div className="flex flex-wrap items-center gap-x-3 gap-y-2 rounded-xl border border-line bg-surface py-2 pr-2 pl-3.5">
          <div className="min-w-0 flex-1 basis-60">
            <Facts facts={facts ?? []} />
            <ProgressBar label={t('recordings.transfers.label')} share={shareOf(transfers)} />
          </div>
          <Button size="sm" unable={lost} onClick={cancelAll}>
            {t('recordings.transfers.cancelAll')}
          </Button>
        </div>
      )}
      {transfers && !running && transfers.done + transfers.failed > 1 && transfers !== dismissed && (
        <div className="flex items-center gap-3 rounded-xl border border-line bg-surface py-1 pr-1.5 pl-3.5">
          <div className="min-w-0 flex-1">
            <Facts facts={facts ?? []} />
          </div>
          <IconButton icon={X} size="sm" label={t('app.dismiss')} onClick={() => setDismissed(transfers)} />
        </div>
      )}
      {diskFull && (
        <div className="flex flex-wrap items-center gap-x-3 gap-y-2 rounded-xl border border-miss-line bg-miss-bg py-2 pr-2 pl-3.5">
          <HardDrive aria-hidden size={16} className="shrink-0 text-miss" />
          <p className="min-w-0 flex-1 basis-56">{t('recordings.diskFull')}</p>
          <Button size="sm" onClick={() => goTo({ screen: 'settings', section: 'recordings' })}>
            {t('recordings.diskFullAction')}
          </Button>
        </div>
      )}
    </div>
  );
}

/** One after another; a line never ends in the middle of one. */
function Facts({ facts }: { facts: readonly (string | false | undefined)[] }) {
  const said = facts.filter((fact) => typeof fact === 'string');
  return (
    <p className="mb-1">
      {said.map((fact, index) => (
        <Fragment key={fact}>
          {index > 0 && ' '}
          <span className="whitespace-nowrap">
            {fact}
            {index < said.length - 1 && ' ·'}
          </span>
        </Fragment>
      ))}
    </p>
  );
}
