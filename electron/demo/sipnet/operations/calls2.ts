import { type Fields, listField } from '../answer.ts';
import { talkSeconds } from '../call.ts';
import type { CallbackOrder } from '../callback-order.ts';
import { formatGmt } from '../dates.ts';
import type { Operation } from '../service.ts';
import type { Traps } from '../traps.ts';

/** Seed: SIPNET 6.5. Shows orders as they go; which fields a row has is not documented and is ours. */
export const calls2: Operation = ({ service, subject, parameters, traps, now }) => {
  parameters.oneOf('showchild', ['0', '1'], '0');
  const id = traps.calls2ById === 'ignored' ? undefined : parameters.optional('id');
  const { from, to } = parameters.period();
  const anyDay = id !== undefined && traps.calls2ById === 'any-day';
  const rows = service.orders
    .filter((order) => id === undefined || order.id === id)
    .filter((order) => anyDay || (order.orderedAt >= from && order.orderedAt < to + 1000))
    .map((order) => orderRow(order, subject.sipId, now, traps))
    .toReversed();
  return listField('calls', rows, traps);
};

function orderRow(order: CallbackOrder, account: string, now: number, { calls2State, calls2Legs }: Traps): Fields {
  const legs = [order.sourceCall, ...order.calls()];
  const [source = 0, ...destinations] = legs.map((call) => talkSeconds(call, now));
  const destination = Math.max(0, ...destinations);
  return {
    id: order.id,
    Account: account,
    GMT: formatGmt(order.orderedAt),
    SrcPhone: order.source,
    DstPhone: order.destinations.join(','),
    ...(calls2State === 'named' ? { State: order.state() } : {}),
    ...(calls2Legs === 'shown' ? { SrcDuration: source, DstDuration: destination } : {}),
    Duration: destination,
  };
}
