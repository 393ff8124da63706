import { useQuery } from '@tanstack/react-query';
import { SearchX, X } from 'lucide-react';
import { goTo } from '../../route/route.ts';
import { problemOf, useSession } from '../../session/session.tsx';
import { useLive } from '../../stores/live-store.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { useWords } from '../../words/words.ts';
import { useOrders } from '../callbacks/past-orders.tsx';
import { CallFacts } from './call-facts.tsx';
import { CallerHead } from './caller-head.tsx';
import { CallerHistory } from './caller-history.tsx';
import { NoteField } from './note-field.tsx';
import { useNotes } from './use-notes.ts';

/** A call that is no more, and the way on: to who waits to be called back, else to the list. */
function Gone({ onClose }: { onClose(): void }) {
  const { api } = useSession();
  const { t, who, problem } = useWords();
  const waiting = useQuery(api.missed.list.queryOptions({ input: { snoozed: false } }));
  const next = waiting.data?.[0];
  return (
    <EmptyState icon={SearchX} title={problem({ code: 'NOT_FOUND' })}>
      {next && (
        <Button variant="primary" onClick={() => goTo({ screen: 'calls', callId: next.lastCallId }, { replace: true })}>
          {t('calls.detail.goneNext', { who: who(next.remote) })}
        </Button>
      )}
      <Button onClick={onClose}>{t('calls.detail.goneBack')}</Button>
    </EmptyState>
  );
}

/** Everything that is known of the other side of one call. */
export function CallDetail({ callId, onClose }: { callId: number; onClose(): void }) {
  const { api } = useSession();
  const { t, error } = useWords();
  const { annotate } = useNotes();
  const query = useQuery(api.calls.get.queryOptions({ input: { id: callId } }));
  const live = useLive((state) => state.cards.find((card) => card.call.id === callId)?.call);
  // What rings is told faster than it can be asked for; what the user wrote is only in the answer.
  const call = live ? { ...query.data, ...live } : query.data;
  const orders = useOrders(call?.remote.key ?? '');
  const close = (
    <IconButton icon={X} label={t('app.close')} keys="Esc" onClick={onClose} className="float-right -mt-1.5 -mr-2" />
  );

  if (call === undefined) {
    return (
      <div className="p-5">
        {close}
        {query.isError && problemOf(query.error) === undefined ? (
          <p className="mt-10 text-dim">{error(query.error)}</p>
        ) : query.isError ? (
          <Gone onClose={onClose} />
        ) : (
          <div className="mt-10">
            <SkeletonRows count={4} />
          </div>
        )}
      </div>
    );
  }
  return (
    <div className="flex flex-col gap-5 p-5">
      <div>
        {close}
        <CallerHead key={call.remote.key} call={call} />
      </div>
      <CallFacts call={call} order={orders.find((order) => order.callId === call.id)}>
        <NoteField
          key={call.id}
          quiet
          label={t('calls.detail.callNote')}
          placeholder={t('calls.detail.callNoteEmpty')}
          place={`call ${call.id}`}
          value={call.note ?? ''}
          onSave={(note, before) => annotate(call, note, before)}
        />
      </CallFacts>
      {call.remote.kind !== 'hidden' && <CallerHistory remote={call.remote} currentId={call.id} orders={orders} />}
    </div>
  );
}
