import type { CallState, Direction } from '../contract/call.ts';
import type { CallEvent } from './call-event.ts';
import { compact } from './compact.ts';
import { textDigest } from './text-digest.ts';

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
  /** Set when a ring or a talk stayed without an end beyond what can be believed. */
  gaveUpAt?: number;
  /** Legs beyond `mostDetailedLegs`, in sum. */
  beyond?: LegsBeyond;
}

/** Hundreds of phones may ring together: those beyond the first tens are not told apart, yet none of them is lost. */
export interface LegsBeyond {
  /** By a digest of the leg's key, which kinds of event were heard of it, as a sum of `kindBits`. */
  heard: Readonly<Record<string, number>>;
  /** The first of them that was answered, and by which phone. */
  connected?: Heard;
  phone?: string;
  /** The last of them that ended. */
  bye?: Heard;
  durationSeconds?: number;
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

/** More phones than people put on one number; a leg beyond costs some bytes and no more. */
export const mostDetailedLegs = 40;
/** Beyond this a leg is not known again, and neither rings nor answers. */
const mostLegs = 1000;
const kindBits = { invite: 1, connected: 2, bye: 4 };
const kinds = ['invite', 'connected', 'bye'] as const;

/** An event and when it was received: epoch ms, on one clock for all events. */
export interface ReceivedEvent {
  event: CallEvent;
  at: number;
}

/** Adds events of the call, at least one where nothing was known. */
export function addEvents(facts: CallFacts | undefined, received: readonly ReceivedEvent[]): CallFacts {
  // Hundreds of legs may come at once: what tells of them is copied once for all of them.
  const legs: Record<string, LegFacts> = { ...facts?.legs };
  const known = facts?.beyond;
  let beyond: Writable<LegsBeyond> | undefined;
  let [legCount, beyondCount] = [Object.keys(legs).length, 0];
  let next: CallFacts | undefined = facts;
  for (const { event, at: receivedAt } of received) {
    const heard: Heard = event.at === undefined ? { receivedAt } : { receivedAt, at: event.at };
    // Phones that ring together may share one id of a leg: each of them begins and ends on its own.
    const legKey = [event.legId, event.phone].filter(Boolean).join(' ') || 'leg';
    const before = legs[legKey];
    if (before !== undefined || legCount < mostDetailedLegs) {
      if (before === undefined) legCount += 1;
      legs[legKey] = addToLeg(before, event, heard);
    } else {
      if (beyond === undefined) {
        beyond = { ...known, heard: { ...known?.heard } };
        beyondCount = Object.keys(beyond.heard).length;
      }
      if (addBeyond(beyond, beyondCount, textDigest(legKey), event, heard)) beyondCount += 1;
    }
    next = {
      ...next,
      // A later event may name the parties where an earlier one did not; two that disagree settle the same in any order.
      direction: next === undefined || next.direction === event.direction ? event.direction : 'in',
      caller: mergeText(next?.caller, event.caller),
      callee: mergeText(next?.callee, event.callee),
      legs,
      firstHeardAt: Math.min(next?.firstHeardAt ?? receivedAt, receivedAt),
      lastHeardAt: Math.max(next?.lastHeardAt ?? receivedAt, receivedAt),
      ...earliestBeginning(next, event),
    };
  }
  if (next === undefined) throw new Error('A call of which nothing was heard has no facts.');
  return { ...next, legs, ...compact({ beyond }) };
}

type Writable<T extends { heard: unknown }> = Omit<T, 'heard'> & { heard: Record<string, number> };

function addToLeg(before: LegFacts | undefined, event: CallEvent, heard: Heard): LegFacts {
  const known = before?.[event.kind];
  return {
    ...before,
    phone: mergeText(before?.phone, event.phone),
    [event.kind]: known === undefined ? heard : earlier(known, heard),
    ...longestOf(before, event),
  };
}

/** Answers whether it is a leg more than the `count` that are known. */
function addBeyond(
  beyond: Writable<LegsBeyond>,
  count: number,
  digest: string,
  event: CallEvent,
  heard: Heard,
): boolean {
  const known = beyond.heard[digest];
  if (known === undefined && count >= mostLegs) return false;
  beyond.heard[digest] = (known ?? 0) | kindBits[event.kind];
  Object.assign(beyond, longestOf(beyond, event));
  if (event.kind === 'bye') beyond.bye = later(beyond.bye, heard);
  if (event.kind === 'connected' && (beyond.connected === undefined || isBefore(heard, beyond.connected))) {
    Object.assign(beyond, { connected: heard, phone: event.phone });
  }
  return known === undefined;
}

/** A leg of both takes what either heard of it; those that are too many together are told in sum. */
function mergeLegs(a: CallFacts, b: CallFacts): Pick<CallFacts, 'legs' | 'beyond'> {
  const legs: Record<string, LegFacts> = { ...a.legs };
  let beyond = mergeBeyond(a.beyond, b.beyond);
  for (const [key, leg] of Object.entries(b.legs)) {
    const known = legs[key];
    if (known !== undefined) legs[key] = mergeLeg(known, leg);
    else if (Object.keys(legs).length < mostDetailedLegs) legs[key] = leg;
    else beyond = mergeBeyond(beyond, beyondOf(key, leg));
  }
  return { legs, ...compact({ beyond }) };
}

function mergeLeg(a: LegFacts, b: LegFacts): LegFacts {
  const merged: LegFacts = { phone: mergeText(a.phone, b.phone), ...longestOf(a, b) };
  for (const kind of kinds) {
    const [one, other] = [a[kind], b[kind]];
    const heard = one !== undefined && other !== undefined ? earlier(one, other) : (one ?? other);
    if (heard !== undefined) merged[kind] = heard;
  }
  return merged;
}

function beyondOf(key: string, leg: LegFacts): LegsBeyond {
  const { connected, bye, phone, durationSeconds } = leg;
  const bits = kinds.reduce((sum, kind) => sum | (leg[kind] === undefined ? 0 : kindBits[kind]), 0);
  return {
    heard: { [textDigest(key)]: bits },
    ...(connected === undefined ? {} : { connected, phone }),
    ...compact({ bye, durationSeconds }),
  };
}

function mergeBeyond(a: LegsBeyond | undefined, b: LegsBeyond | undefined): LegsBeyond | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  const heard: Record<string, number> = { ...a.heard };
  for (const [digest, bits] of Object.entries(b.heard)) heard[digest] = (heard[digest] ?? 0) | bits;
  const isFirst = b.connected !== undefined && (a.connected === undefined || isBefore(b.connected, a.connected));
  const { connected, phone } = isFirst ? b : a;
  const bye = b.bye === undefined ? a.bye : later(a.bye, b.bye);
  return {
    heard,
    ...(connected === undefined ? {} : { connected, phone: phone ?? '' }),
    ...compact({ bye }),
    ...longestOf(a, b),
  };
}

/** The legs beyond as one that was answered and one that was not, as far as there are such. */
function legsBeyond({ beyond }: CallFacts): LegFacts[] {
  if (beyond === undefined) return [];
  const { heard, connected, phone = '', bye, durationSeconds } = beyond;
  const states = Object.values(heard);
  const answered = states.filter((bits) => (bits & kindBits.connected) !== 0);
  const others = states.filter((bits) => (bits & kindBits.connected) === 0);
  const hasEnded = (bits: number) => (bits & kindBits.bye) !== 0;
  const ending = (some: readonly number[]) => (bye !== undefined && some.every(hasEnded) ? { bye } : {});
  const legs: LegFacts[] = [];
  if (answered.length > 0 && connected !== undefined) {
    const talk = compact({ durationSeconds });
    legs.push({ phone, connected, ...ending(answered), ...talk });
  }
  if (others.length > 0) legs.push({ phone: '', ...ending(others) });
  return legs;
}

function longestOf(...told: readonly ({ durationSeconds?: number | undefined } | undefined)[]): {
  durationSeconds?: number;
} {
  const seconds = told.map((one) => one?.durationSeconds).filter((value) => value !== undefined);
  return seconds.length === 0 ? {} : { durationSeconds: Math.max(...seconds) };
}

function earliestBeginning(facts: CallFacts | undefined, event: CallEvent): Pick<CallFacts, 'begunAt'> {
  const told = [facts?.begunAt, event.begunAt].filter((at) => at !== undefined);
  return told.length === 0 ? {} : { begunAt: Math.min(...told) };
}

/** What was heard of two calls that turn out to be one. */
export function mergeFacts(a: CallFacts | undefined, b: CallFacts | undefined): CallFacts | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  const begunAt = [a.begunAt, b.begunAt].filter((at) => at !== undefined);
  const gaveUpAt = [a.gaveUpAt, b.gaveUpAt].filter((at) => at !== undefined);
  return {
    direction: a.direction === b.direction ? a.direction : 'in',
    caller: mergeText(a.caller, b.caller),
    callee: mergeText(a.callee, b.callee),
    ...mergeLegs(a, b),
    firstHeardAt: Math.min(a.firstHeardAt, b.firstHeardAt),
    lastHeardAt: Math.max(a.lastHeardAt, b.lastHeardAt),
    ...(begunAt.length === 0 ? {} : { begunAt: Math.min(...begunAt) }),
    ...(gaveUpAt.length === 0 ? {} : { gaveUpAt: Math.min(...gaveUpAt) }),
  };
}

/** Closes a ring or a talk whose end was not heard; a later event still tells better. */
export function closeWithoutEnd(facts: CallFacts, at: number): CallFacts {
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
    .map(([, leg]) => leg)
    .concat(legsBeyond(facts));
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

function later(a: Heard | undefined, b: Heard): Heard {
  return a === undefined || b.receivedAt > a.receivedAt ? b : a;
}

/** The longer of two texts, so that the outcome does not depend on their order. */
function mergeText(a: string | undefined, b: string): string {
  if (a === undefined || a === b) return b;
  if (a.length !== b.length) return a.length > b.length ? a : b;
  return a < b ? a : b;
}
