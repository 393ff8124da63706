import { useQuery } from '@tanstack/react-query';
import { Copy, MousePointerClick, X } from 'lucide-react';
import { useSession } from '../../app/session.tsx';
import { useWords } from '../../app/words.ts';
import { useLive } from '../../stores/live-store.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { CallButton } from '../callbacks/call-button.tsx';
import { CallFacts } from './call-facts.tsx';
import { CallerHistory } from './caller-history.tsx';
import { useCopyNumber } from './use-copy-number.ts';

export function NothingChosen() {
  const { t } = useWords();
  return (
    <div className="grid h-full place-items-center">
      <EmptyState icon={MousePointerClick} title={t('calls.detail.none')} text={t('calls.detail.noneText')} />
    </div>
  );
}

/** Everything that is known of the other side of one call. */
export function CallDetail({ callId, onClose }: { callId: number; onClose(): void }) {
  const { api } = useSession();
  const { t, who, number, problem } = useWords();
  const copy = useCopyNumber();
  const query = useQuery(api.calls.get.queryOptions({ input: { id: callId } }));
  const live = useLive((state) => state.cards.find((card) => card.call.id === callId)?.call);
  const call = live ?? query.data;

  if (call === undefined) {
    return (
      <div className="p-5">
        <Close onClose={onClose} />
        {query.isError ? <p className="text-dim">{problem({ code: 'NOT_FOUND' })}</p> : <SkeletonRows count={4} />}
      </div>
    );
  }
  const { remote } = call;
  const hidden = remote.kind === 'hidden';
  return (
    <div className="flex flex-col gap-5 p-5">
      <div>
        <Close onClose={onClose} />
        <Avatar name={remote.name} />
        <h2 className="mt-3 break-words font-semibold text-2xl tracking-tight">{who(remote)}</h2>
        {remote.name && <p className="text-dim text-lg">{number(remote)}</p>}
        {hidden ? (
          <p className="mt-1 text-dim">{t('calls.detail.hidden')}</p>
        ) : (
          <div className="mt-3.5 flex flex-wrap gap-2">
            <CallButton
              remote={remote}
              accountId={call.accountId}
              label={call.state === 'missed' ? 'callBack' : 'call'}
            />
            <Button icon={Copy} onClick={() => copy(remote)}>
              {t('calls.copyNumber')}
            </Button>
          </div>
        )}
      </div>
      {call.note && (
        <p className="rounded-[10px] border border-accent-line bg-accent-bg px-3 py-2">
          <span className="sr-only">{t('calls.detail.note')}: </span>
          {call.note}
        </p>
      )}
      <CallFacts call={call} />
      {!hidden && <CallerHistory remote={remote} chosen={call.id} />}
    </div>
  );
}

function Close({ onClose }: { onClose(): void }) {
  const { t } = useWords();
  return (
    <IconButton icon={X} label={t('app.close')} keys="Esc" onClick={onClose} className="float-right -mt-1.5 -mr-2" />
  );
}
