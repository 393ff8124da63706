import type { CallbackState } from '../../../shared/contract/callback.ts';
import { good, type OrderAnswer, refusal } from './answers.ts';
import type { Desk } from './desk.ts';
import type { ProviderByDocument } from './provider-by-document.ts';

/** One line of the table. */
export interface Row {
  what: string;
  answer: string;
  /** Until it came, s. */
  took: number;
  /** When each click was, ms since the first. */
  clicks: string;
  told: string;
  orders: number;
  wanted: number;
  /** What is wrong with it; empty when all is well. */
  fault: string;
}

interface Tried {
  what: string;
  answer: OrderAnswer;
  tookMs: number;
  wanted: number;
}

/** A click so long after a refusal may ask again; on a busy machine one that was meant to come before comes then. */
const mayAskAgainMs = 1500;

export function rowOf({ what, answer, tookMs, wanted }: Tried, desk: Desk, provider: ProviderByDocument): Row {
  const { number, clicks } = desk;
  const [first] = clicks;
  const begin = first?.at ?? 0;
  const told = clicks.flatMap((click) => click.told ?? []);
  const [orders, requests] = [provider.orders(number), provider.requests(number)];
  const isRefusal = answer === refusal;
  const paid = isRefusal ? 0 : wanted;
  const faults: string[] = [];
  if (orders !== paid) faults.push(`${orders} orders, not ${paid}`);
  const read = first?.told?.at ?? begin;
  const isLate = told.some(({ at }) => at - tookMs - read >= mayAskAgainMs);
  if (isRefusal && requests !== 1 && !isLate) faults.push(`asked for ${requests} times`);
  const ids = new Set(told.map(({ order }) => order.id)).size;
  if (!isRefusal && ids !== wanted) faults.push(`${ids} orders were told`);
  const states = [...new Set(told.map(({ order }) => order.state))];
  for (const state of states) if (!mayBeTold(answer, state)) faults.push(`told as ${state}`);
  const after = first?.told === undefined ? '' : ` after ${((first.told.at - begin) / 1000).toFixed(1)} s`;
  return {
    what,
    answer: answer.name,
    took: tookMs / 1000,
    clicks: clicks.map(({ at }) => (at - begin).toFixed(0)).join(' '),
    told: states.join(', ') + after,
    orders,
    wanted: paid,
    fault: faults.join('; '),
  };
}

/** Whatever came of an answer, an order that was carried out is never told as one that was not, nor the other way. */
function mayBeTold(answer: OrderAnswer, state: CallbackState): boolean {
  if (answer === refusal) return state === 'ordering' || state === 'refused';
  if (answer === good) return state !== 'refused' && state !== 'failed';
  return state === 'ordering' || state === 'unknown' || state === 'ordered';
}
