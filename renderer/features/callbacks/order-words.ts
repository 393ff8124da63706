import type { Callback, CallbackState } from '../../../shared/contract/callback.ts';
import { openCallbackStates } from '../../../shared/domain/busy-line.ts';
import type { Words } from '../../words/words.ts';

const stateWords = {
  ordering: 'ordering',
  ordered: 'ordered',
  'ringing-own': 'ringingOwn',
  'ringing-remote': 'ringingRemote',
  connected: 'connected',
  ended: 'ended',
  failed: 'failed',
  refused: 'refused',
  unknown: 'unknown',
} as const satisfies Record<CallbackState, string>;

/** How far an order is, in a sentence, and whether it came to nothing. */
export function describeOrderNow(order: Callback, { t, problem }: Pick<Words, 't' | 'problem'>) {
  const { state } = order;
  // What is said elsewhere of a provider that cannot be reached promises another try: of orders there is none.
  const refusal = order.problem?.code === 'PROVIDER_DOWN' ? t('callback.notReached') : undefined;
  return {
    said:
      state === 'refused' && order.problem
        ? (refusal ?? problem(order.problem))
        : t(`callback.states.${stateWords[state]}`),
    isBroken: state === 'failed' || state === 'refused' || state === 'unknown',
  };
}

/** What became of an order, in a word or two. */
export function describeOrder(order: Callback, { t }: Pick<Words, 't'>): string {
  const { state } = order;
  if (state === 'refused' || state === 'unknown' || state === 'failed') return t(`callback.past.${state}`);
  if (openCallbackStates.includes(state)) return t('callback.past.underWay');
  return t(order.wasConnected ? 'callback.past.connected' : 'callback.past.ended');
}
