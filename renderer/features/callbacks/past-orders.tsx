import { useQuery } from '@tanstack/react-query';
import { ChevronRight, PhoneOutgoing } from 'lucide-react';
import { useId, useState } from 'react';
import type { Callback } from '../../../shared/contract/callback.ts';
import { compact } from '../../../shared/domain/compact.ts';
import { useSession } from '../../session/session.tsx';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { useNow } from '../../ui/now.ts';
import { useWords } from '../../words/words.ts';
import { describeOrder } from './order-words.ts';

const mostOrders = 100;

/** Orders of all times, newest first; to one number where its key is given. Nobody is called by an empty key. */
export function useOrders(remoteKey?: string): readonly Callback[] {
  const { api } = useSession();
  const input = { limit: mostOrders, ...compact({ remoteKey }) };
  const query = useQuery({ ...api.callbacks.recent.queryOptions({ input }), enabled: remoteKey !== '' });
  return query.data ?? [];
}

interface PastOrdersProps {
  orders: readonly Callback[];
  /** How many are shown until more are asked for. */
  first: number;
  /** Whether they are to several people, who have to be named. */
  named?: boolean;
  /** Of the call that is open: its order is drawn so. */
  currentId?: number | undefined;
  onOpen(callId: number): void;
}

/** What was ordered and what became of it. An order that the history knows leads to its call there. */
export function PastOrders({ orders, first, named = false, currentId, onOpen }: PastOrdersProps) {
  const { t } = useWords();
  const id = useId();
  const [all, setAll] = useState(false);
  if (orders.length === 0) return null;
  return (
    <section aria-labelledby={id} className={named ? 'mt-5' : 'mb-5'}>
      <h3 id={id} className="mb-1 font-semibold">
        {t('callback.past.title')}
      </h3>
      <ul>
        {orders.slice(0, all ? undefined : first).map((order) => (
          <li key={order.id} className="border-line border-t first:border-t-0">
            <OrderRow order={order} named={named} isCurrent={currentId === order.callId} onOpen={onOpen} />
          </li>
        ))}
      </ul>
      {!all && orders.length > first && (
        <Button size="sm" variant="quiet" onClick={() => setAll(true)}>
          {t('callback.past.earlier')}
        </Button>
      )}
    </section>
  );
}

interface OrderRowProps {
  order: Callback;
  named: boolean;
  isCurrent: boolean;
  onOpen(callId: number): void;
}

const place = '-mx-2 flex min-h-11 w-[calc(100%+16px)] items-center gap-2.5 rounded-lg px-2 py-1 text-left';

function OrderRow({ order, named, isCurrent, onOpen }: OrderRowProps) {
  const words = useWords();
  const { t, who, when, problem } = words;
  const now = useNow();
  const { callId } = order;
  const ordered = when(order.orderedAt, now);
  const why = order.state === 'refused' && order.problem ? problem(order.problem) : undefined;
  const content = (
    <>
      <PhoneOutgoing aria-hidden size={16} className="shrink-0 text-dim" />
      <span className="min-w-0 flex-1">
        <span className={classNames('block truncate', !named && 'first-letter:uppercase')}>
          {named ? who(order.remote) : ordered}
        </span>
        <span className="block text-dim text-sm">
          {[named && ordered, describeOrder(order, words), why].filter(Boolean).join(' · ')}
        </span>
      </span>
    </>
  );
  if (callId === undefined) return <div className={place}>{content}</div>;
  return (
    <button
      type="button"
      data-row
      aria-current={isCurrent || undefined}
      onClick={() => onOpen(callId)}
      className={classNames(place, isCurrent ? 'bg-selected' : 'hover:bg-hover')}
    >
      {content}
      <span className="sr-only">{t('callback.openCall')}</span>
      <ChevronRight aria-hidden size={16} className="shrink-0 text-faint" />
    </button>
  );
}
