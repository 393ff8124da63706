import type { StandClock } from '../clock.ts';
import type { MethodAnswer } from './answer.ts';
import type { CallBook } from './call-book.ts';
import type { NumberBook } from './number-book.ts';
import type { Traps } from './traps.ts';

/** What methods work on. */
export interface Service {
  clock: StandClock;
  calls: CallBook;
  numbers: NumberBook;
}

export interface MethodRequest {
  service: Service;
  /** With the stand's own origin. */
  address: URL;
  /** Of a PUT, as parsed. */
  body: unknown;
  traps: Traps;
  /** Epoch ms. */
  now: number;
}

/** Throws Refusal. */
export type Method = (request: MethodRequest) => MethodAnswer;
