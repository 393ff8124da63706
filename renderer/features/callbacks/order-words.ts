import { type Callback, openCallbackStates } from '../../../shared/contract/callback.ts';
import type { Words } from '../../app/words.ts';

/** What became of an order, in a word or two. */
export function describeOrder(order: Callback, { t }: Pick<Words, 't'>): string {
  const { state } = order;
  if (state === 'refused' || state === 'unknown' || state === 'failed') return t(`callback.past.${state}`);
  if (openCallbackStates.includes(state)) return t('callback.past.underWay');
  return t(order.wasConnected ? 'callback.past.connected' : 'callback.past.ended');
}
