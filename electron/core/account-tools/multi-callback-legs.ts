import {
  diallingMs,
  type LegState,
  type MultiCallback,
} from '../../../shared/contract/account-tools/multi-callback.ts';
import { parseParty } from '../../../shared/domain/phone-number.ts';
import type { StoredCall } from '../calls/stored-call.ts';
import type { CalleeProgress } from '../providers/provider.ts';

/** What is known of the calls that an order to several people led to. */
export interface LegEvidence {
  /** Calls of the account, those of `evidenceSpan` among them. */
  calls: readonly StoredCall[];
  /** What the provider told of the order itself. */
  told: readonly CalleeProgress[];
  /** When this person was ordered a call besides, alone or with others, within `evidenceSpan`. Epoch ms. */
  otherOrders(remoteKey: string): readonly number[];
}

/** How far the provider's clock may be behind. */
const behindMs = 5000;

/** From when to when calls and other orders have a say on an order, epoch ms. */
export function evidenceSpan(orderedAt: number): { from: number; to: number } {
  return { from: orderedAt - diallingMs - behindMs, to: orderedAt + diallingMs };
}

/**
 * What became of the call to each person, where that is proved: by the provider's word on the person, where it has one for at
 * least two (a lone one may be of the whole order); else by the outgoing calls to the number within the time of dialling, where
 * they all say the same and are of no other order.
 */
export function legsOf({ to, orderedAt }: MultiCallback, { calls, told, otherOrders }: LegEvidence) {
  const people = to.map((one) => ({ to: one, key: parseParty(one).key }));
  const words = new Map<string, LegState>();
  for (const { remote, state } of told) {
    const { key } = parseParty(remote);
    if (people.some((one) => one.key === key) && words.get(key) !== 'answered') words.set(key, state);
  }
  const isByPerson = words.size > 1;
  return people.map(({ to: one, key }) => {
    const word = isByPerson ? words.get(key) : undefined;
    if (word === 'answered' || word === 'not-answered') return { to: one, state: word };
    const outgoing = calls.filter(({ direction, remote }) => direction === 'out' && remote.key === key);
    const states = new Set(
      callsOf(orderedAt, outgoing, otherOrders(key)).map((call) =>
        isOfOnePerson(call, key) ? stateOfLeg(call) : 'unknown',
      ),
    );
    const [state = 'unknown'] = states;
    return { to: one, state: states.size === 1 ? state : 'unknown' };
  });
}

/**
 * Those of a person's calls that this order led to and no other: begun before the next order, and after each earlier one had a call
 * of its own. None where that cannot be said.
 */
function callsOf(orderedAt: number, calls: readonly StoredCall[], others: readonly number[]): readonly StoredCall[] {
  const begin = orderedAt - behindMs;
  const next = Math.min(orderedAt + diallingMs, ...others.filter((at) => at >= orderedAt).map((at) => at - behindMs));
  const earlier = others.filter((at) => at < orderedAt);
  const explained = calls.filter(({ startedAt }) => startedAt >= Math.min(...earlier) - behindMs && startedAt < begin);
  if (explained.length < earlier.length) return [];
  return calls.filter(({ startedAt }) => startedAt >= begin && startedAt <= next);
}

/** The own phone's leg may have the id of the first person's call: then nobody says whose talk it was. */
function isOfOnePerson({ facts, rows }: StoredCall, key: string): boolean {
  return Object.keys(facts?.legs ?? {}).length <= 1 && rows.every(({ remote }) => parseParty(remote).key === key);
}

function stateOfLeg({ state, answeredAt, talkSeconds = 0 }: StoredCall): LegState {
  switch (state) {
    case 'ringing':
      return 'ringing';
    case 'answered':
      return 'answered';
    case 'ended':
      return answeredAt !== undefined || talkSeconds > 0 ? 'answered' : 'unknown';
    case 'unknown':
      return 'unknown';
    default:
      return 'not-answered';
  }
}
