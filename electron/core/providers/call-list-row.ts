import { createHash } from 'node:crypto';
import type { Direction, JourneyStep } from '../../../shared/contract/call.ts';

/**
 * One row of a provider's call list on the common model. A call may stand in several lists, and in one list by several
 * rows: a leg for each phone that rang, a record for each part of a talk. Core keeps every row of a call and settles what
 * the call was from all of them; nothing here is a word of one provider's own.
 */
export interface CallListRow {
  /** The provider's name of the list. */
  list: string;
  /** Tells this row from every other of its list, one without ids from every other at all; the same whenever it is read. */
  key: string;
  /** How well this list tells who called whom, 0 the best: where lists disagree, the better told one is believed. */
  rank: number;
  /** Under which the provider knows the call. Rows and events that share one are of the same call. */
  ids: readonly CallId[];
  /** Undefined where the row does not tell it, rather than guessed. */
  direction: Direction | undefined;
  /** The other side, as received; empty when hidden. */
  remote: string;
  /** The own side, as received. */
  line: string;
  /** Epoch ms. */
  startedAt: number;
  talkSeconds: number | undefined;
  outcome: RowOutcome | undefined;
  /** Which account that belongs to this one the row is of, as `plainName`; left out where it is of this one, or does not tell. */
  subAccount?: string;
  /** Who took the call: a phone in E.164, or as received. */
  answeredBy?: string;
  /** What happened to it, in order. */
  steps?: readonly JourneyStep[];
  /** How to get the audio later, in words of the provider; undefined where the row tells of none. No address: those are secrets. */
  recording: string | undefined;
  /** The row as received, without what is secret. */
  raw: Record<string, unknown>;
}

/** What a row proves by itself; undefined when it proves nothing: the call may have been missed or not. */
export type RowOutcome = 'ended' | 'missed' | 'rejected' | 'busy' | 'no-answer' | 'failed';

/** `call` names the whole call: two that differ are two calls. `leg` names a part of one, and a call may have several. */
export interface CallId {
  kind: 'call' | 'leg';
  value: string;
}

export interface CallListing {
  rows: CallListRow[];
  /** Rows that could not be understood, as received without secrets: kept and counted. */
  unreadable: Record<string, unknown>[];
}

export interface CallListPiece extends CallListing {
  /** Of all that was asked for, 0 to 1: the shares of all pieces make one, but where something was refused. */
  share: number;
}

/** A key for a row that carries no id of its own: what it says. The time comes first, so that keys read together stand together. */
export function keyByContent(startedAt: number, content: readonly unknown[]): string {
  const digest = createHash('sha256').update(JSON.stringify(content)).digest('base64url');
  return `${secondOf(startedAt)}.${digest}`;
}

/** A key for a row whose id may be shared by others of its list, such as the parts of one talk. */
export function keyById(id: string, startedAt: number): string {
  return `${id}@${secondOf(startedAt)}`;
}

function secondOf(instant: number): string {
  return Math.floor(instant / 1000).toString(36);
}
