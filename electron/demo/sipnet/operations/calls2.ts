import { type StandCall, talkSeconds } from '../call.ts';
import type { CallbackOrder, CallbackOrderState } from '../callback-order.ts';
import { formatGmt } from '../dates.ts';
import { type Fields, listField } from '../list-field.ts';
import type { Operation } from '../operation.ts';
import type { Traps } from '../traps.ts';

/** SIPNET API 2.7.0, 6.5. Shows orders as they go; which fields a row has is not documented and is ours. */
export const calls2: Operation = ({ service, subject, parameters, traps, now }) => {
  const showChild = parameters.oneOf('showchild', ['0', '1'], '0') === '1' && subject.main;
  const id = traps.calls2ById === 'ignored' ? undefined : parameters.optional('id');
  const { from, to } = parameters.period();
  const anyDay = id !== undefined && traps.calls2ById === 'any-day';
  const rows = service.orders
    .filter((order) => order.owner === subject.sipId || showChild)
    .filter((order) => id === undefined || order.id === id)
    .filter((order) => anyDay || (order.orderedAt >= from && order.orderedAt < to + 1000))
    .flatMap((order) => (traps.calls2Rows === 'per-order' ? [orderRow(order, now, traps)] : legRows(order, now, traps)))
    .toReversed();
  return listField('calls', rows, traps);
};

function orderRow(order: CallbackOrder, now: number, traps: Traps): Fields {
  const legs = [order.sourceCall, ...order.calls()];
  const [source = 0, ...destinations] = legs.map((call) => talkSeconds(call, now));
  const destination = Math.max(0, ...destinations);
  return {
    id: order.id,
    Account: order.owner,
    GMT: formatGmt(order.orderedAt),
    SrcPhone: order.source,
    DstPhone: order.destinations.join(','),
    ...stateField(order.state(), traps),
    ...(traps.calls2Legs === 'shown' ? { SrcDuration: source, DstDuration: destination } : {}),
    Duration: destination,
  };
}

function legRows(order: CallbackOrder, now: number, traps: Traps): Fields[] {
  return [order.sourceCall, ...order.calls()].map((call, index) => ({
    id: order.id,
    Account: order.owner,
    GMT: formatGmt(call.startedAt),
    SrcPhone: order.source,
    DstPhone: call.remote,
    ...stateField(legState(call, index === 0), traps),
    Duration: talkSeconds(call, now),
  }));
}

function legState({ answeredAt, endedAt }: StandCall, isSource: boolean): CallbackOrderState {
  if (endedAt !== undefined) return answeredAt === undefined ? 'failed' : 'ended';
  if (answeredAt !== undefined) return 'connected';
  return isSource ? 'ringing-source' : 'ringing-destination';
}

const otherWords: Readonly<Record<CallbackOrderState, string>> = {
  'ringing-source': 'Вызов А',
  'ringing-destination': 'Вызов Б',
  connected: 'Разговор',
  ended: 'Завершён',
  failed: 'Не состоялся',
};

function stateField(state: CallbackOrderState, { calls2State }: Traps): Fields {
  if (calls2State === 'absent') return {};
  return { State: calls2State === 'named' ? state : otherWords[state] };
}
