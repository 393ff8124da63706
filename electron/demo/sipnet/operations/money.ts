import { listedLeg, type StandCall, talkSeconds } from '../call.ts';
import { formatGmt } from '../dates.ts';
import { type Fields, listField } from '../list-field.ts';
import type { Operation } from '../operation.ts';
import { billingDestination } from '../rows.ts';
import { selectCalls, selectPayments } from './call-selection.ts';

const pricePerMinute = 1.8;

function costOf(call: StandCall, now: number): number {
  if (call.direction === 'in') return 0;
  return Math.round(Math.ceil(talkSeconds(call, now) / 60) * pricePerMinute * 100) / 100;
}

/** SIPNET API 2.7.0, 6.3. Fields of a row are not documented. */
export const finopers: Operation = (request) => {
  const { service, traps, now } = request;
  const charges = selectCalls(request)
    .map((call) => ({ call, cost: costOf(call, now) }))
    .filter(({ cost }) => cost > 0)
    .map(({ call, cost }) => ({
      at: call.endedAt ?? call.startedAt,
      sipId: listedLeg(call).sipId,
      amount: -cost,
      descr: `${request.service.language === 'ru' ? 'Звонок на' : 'Call to'} ${call.remote}`,
    }));
  const rows = [...charges, ...selectPayments(request)]
    .toSorted((one, other) => other.at - one.at)
    .map(({ at, sipId = service.account.sipId, amount, descr }) => ({
      GMT: formatGmt(at),
      Account: sipId,
      Amount: amount,
      Currency: service.account.currency ?? 'RUB',
      Descr: descr,
    }));
  return listField('finopers', rows, traps);
};

/** SIPNET API 2.7.0, 6.18. */
export const report: Operation = (request) => {
  const type = request.parameters.oneOf('type', ['children', 'directions']);
  const groups = new Map<string, { calls: number; duration: number; amount: number }>();
  for (const call of selectCalls(request)) {
    const name =
      type === 'children'
        ? listedLeg(call).sipId
        : billingDestination(call.direction === 'in' ? call.line : call.remote, request.service.language);
    const group = groups.get(name) ?? { calls: 0, duration: 0, amount: 0 };
    group.calls += 1;
    group.duration += talkSeconds(call, request.now);
    group.amount = Math.round((group.amount + costOf(call, request.now)) * 100) / 100;
    groups.set(name, group);
  }
  const key = type === 'children' ? 'Account' : 'Direction';
  const rows: Fields[] = [...groups].map(([name, group]) => ({
    [key]: name,
    Calls: group.calls,
    Duration: group.duration,
    Amount: group.amount,
  }));
  return listField('rows', rows, request.traps);
};
