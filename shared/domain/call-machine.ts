import type { CallState, Direction } from '../contract/call.ts';
import type { CallEvent } from './call-event.ts';

/**
 * The state machine of one call. It keeps a set of facts per leg and derives the state from the set: adding a fact twice
 * changes nothing and the order of adding never matters, so duplicates, reordering and late events need no cases of
 * their own. Only loss changes what is known.
 */
export interface CallFacts {
  direction: Direction;
  caller: string;
  callee: string;
  legs: Readonly<Record<string, LegFacts>>;
  /** Epoch ms of our own clock or the source's receipt: when it was first heard of, and when it was last. */
  firstHeardAt: number;
  lastHeardAt: number;
  /** By the provider's own clock: see `CallEvent`. */
  begunAt?: number;
  /** Set when a ring stayed without an end beyond the limit. */
  gaveUpAt?: number;
}

export interface LegFacts {
  phone: string;
  /** Epoch ms at which each kind of event was heard first; the provider's own time decides between two of a kind. */
  invite?: Heard;
  connected?: Heard;
  bye?: Heard;
  /** The longest that any event told. */
  durationSeconds?: number;
}

interface Heard {
  /** Time of receipt, epoch ms. */
  receivedAt: number;
  /** The provider's own time: orders events inside the call, nothing else. */
  at?: number;
}

/** Adds one event. `receivedAt`: epoch ms of receipt, on one clock for all events. */
export function addEvent(facts: CallFacts | undefined, event: CallEvent, receivedAt: number): CallFacts {
  const heard: Heard = event.at === undefined ? { receivedAt } : { receivedAt, at: event.at };
  // Phones that ring together may share one id of a leg: each of them begins and ends on its own.
  const legKey = [event.legId, event.phone].filter(Boolean).join(' ') || 'leg';
  const before = facts?.legs[legKey];
  const known = before?.[event.kind];
  const leg: LegFacts = {
    ...before,
    phone: mergeText(before?.phone, event.phone),
    [event.kind]: known === undefined ? heard : earlier(known, heard),
  };
  if (event.durationSeconds !== undefined) {
    leg.durationSeconds = Math.max(before?.durationSeconds ?? 0, event.durationSeconds);
  }
  return {
    ...facts,
    // A later event may name the parties where an earlier one did not; two that disagree settle the same in any order.
    direction: facts === undefined || facts.direction === event.direction ? event.direction : 'in',
    caller: mergeText(facts?.caller, event.caller),
    callee: mergeText(facts?.callee, event.callee),
    legs: { ...facts?.legs, [legKey]: leg },
    firstHeardAt: Math.min(facts?.firstHeardAt ?? receivedAt, receivedAt),
    lastHeardAt: Math.max(facts?.lastHeardAt ?? receivedAt, receivedAt),
    ...earliestBeginning(facts, event),
  };
}

function earliestBeginning(facts: CallFacts | undefined, event: CallEvent): Pick<CallFacts, 'begunAt'> {
  const told = [facts?.begunAt, event.begunAt].filter((at) => at !== undefined);
  return told.length === 0 ? {} : { begunAt: Math.min(...told) };
}

/** Closes a ring that stayed without an end; a later event still tells better. */
export function giveUp(facts: CallFacts, at: number): CallFacts {
  return { ...facts, gaveUpAt: at };
}

export interface DerivedCall {
  state: CallState;
  startedAt: number;
  answeredAt: number | undefined;
  endedAt: number | undefined;
  talkSeconds: number | undefined;
  ringSeconds: number | undefined;
  /** The phone that took the call. */
  answeredBy: string | undefined;
}

/**
 * What the facts amount to. `ownPhones`: SIP ids whose answer counts as "answered here"; empty means every phone of the
 * account does.
 */
export function deriveCall(facts: CallFacts, ownPhones: readonly string[] = []): DerivedCall {
  const legs = Object.entries(facts.legs)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, leg]) => leg);
  const connected = legs
    .filter((leg) => leg.connected !== undefined)
    .map((leg) => withEnd(leg, legs))
    .sort((a, b) => heardAt(a.connected) - heardAt(b.connected));
  const startedAt = facts.firstHeardAt;

  const answering = connected[0];
  if (answering !== undefined) {
    const stillTalking = connected.filter((leg) => leg.bye === undefined);
    const elsewhere =
      facts.direction === 'in' && ownPhones.length > 0 && !connected.some((leg) => ownPhones.includes(leg.phone));
    const answeredAt = heardAt(answering.connected);
    const ended = stillTalking.length === 0 || facts.gaveUpAt !== undefined;
    const endedAt = ended ? (latest(connected.map((leg) => leg.bye)) ?? facts.gaveUpAt) : undefined;
    return {
      state: elsewhere ? 'answered-elsewhere' : ended ? 'ended' : 'answered',
      startedAt,
      answeredAt,
      endedAt,
      talkSeconds: ended ? talkSeconds(connected, answeredAt, latest(connected.map((leg) => leg.bye))) : undefined,
      ringSeconds: wholeSeconds(answeredAt - startedAt),
      answeredBy: answering.phone || undefined,
    };
  }

  const ringing = legs.filter((leg) => leg.bye === undefined);
  if (ringing.length > 0) {
    return facts.gaveUpAt === undefined
      ? unanswered('ringing', startedAt, undefined)
      : unanswered('unknown', startedAt, facts.gaveUpAt);
  }
  const endedAt = latest(legs.map((leg) => leg.bye)) ?? facts.lastHeardAt;
  // A BYE may carry a duration although its CONNECTED was lost, but whether that counts ringing is not documented. Missed is
  // the safe reading: the provider's list corrects it, and nobody is left without a call back.
  return unanswered(facts.direction === 'in' ? 'missed' : 'no-answer', startedAt, endedAt);
}

/** A leg may get another id once it is answered: then it ends with the BYE of the same phone under the id that rang. */
function withEnd(leg: LegFacts, legs: readonly LegFacts[]): LegFacts {
  if (leg.bye !== undefined || leg.phone === '') return leg;
  const rang = legs.find(
    ({ phone, connected, bye }) =>
      phone === leg.phone && connected === undefined && bye !== undefined && isBefore(leg.connected, bye),
  );
  return rang === undefined ? leg : { ...rang, ...leg };
}

/** By the provider's own time where both have it: deliveries overtake each other. */
function isBefore(one: Heard | undefined, other: Heard): boolean {
  if (one?.at !== undefined && other.at !== undefined) return one.at <= other.at;
  return heardAt(one) <= other.receivedAt;
}

function unanswered(state: CallState, startedAt: number, endedAt: number | undefined): DerivedCall {
  return {
    state,
    startedAt,
    answeredAt: undefined,
    endedAt,
    talkSeconds: undefined,
    ringSeconds: endedAt === undefined ? undefined : wholeSeconds(endedAt - startedAt),
    answeredBy: undefined,
  };
}

function talkSeconds(
  connected: readonly LegFacts[],
  answeredAt: number,
  endedAt: number | undefined,
): number | undefined {
  const told = connected.map((leg) => leg.durationSeconds ?? 0).filter((seconds) => seconds > 0);
  if (told.length > 0) return Math.max(...told);
  return endedAt === undefined ? undefined : wholeSeconds(endedAt - answeredAt);
}

function wholeSeconds(ms: number): number {
  return Math.max(0, Math.round(ms / 1000));
}

function heardAt(heard: Heard | undefined): number {
  return heard?.receivedAt ?? 0;
}

function latest(heard: readonly (Heard | undefined)[]): number | undefined {
  const times = heard.filter((one) => one !== undefined).map((one) => one.receivedAt);
  return times.length === 0 ? undefined : Math.max(...times);
}

function earlier(a: Heard, b: Heard): Heard {
  const receivedAt = Math.min(a.receivedAt, b.receivedAt);
  const times = [a.at, b.at].filter((at) => at !== undefined);
  return times.length === 0 ? { receivedAt } : { receivedAt, at: Math.min(...times) };
}

/** The longer of two texts, so that the outcome does not depend on their order. */
function mergeText(a: string | undefined, b: string): string {
  if (a === undefined || a === b) return b;
  if (a.length !== b.length) return a.length > b.length ? a : b;
  return a < b ? a : b;
}
