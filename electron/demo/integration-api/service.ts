import type { StandClock } from '../clock.ts';
import type { Brand } from './brand.ts';
import type { CallbackOrder } from './callback-order.ts';
import type { Contract } from './contract.ts';
import type { SettingsBook } from './line-settings/settings-book.ts';
import type { MethodResult } from './method-result.ts';
import type { StoredResult, StoredResults } from './stored-results.ts';
import type { Switchboard } from './switchboard.ts';
import type { Traps } from './traps.ts';
import type { WallClock } from './wall-clock.ts';

/** What methods work on. */
export interface Service {
  brand: Brand;
  contract: Contract;
  /** The platform's own clock, which may be wrong. */
  clock: StandClock;
  wallClock: WallClock;
  switchboard: Switchboard;
  settings: SettingsBook;
  results: StoredResults;
  placeOrder(order: { phoneFrom: string; remote: string }): CallbackOrder;
}

export interface MethodRequest {
  service: Service;
  query: URLSearchParams;
  /** The body as parsed; undefined for GET. */
  body: unknown;
  traps: Traps;
  /** Epoch ms. */
  now: number;
}

/** An answer out of the envelope's order, where a trap asks for it. */
export interface BareAnswer {
  contentType: string;
  body: string;
}

/** Answers what it found, or what was found before. Throws Refusal. */
export type Method = (request: MethodRequest) => MethodOutcome | Promise<MethodOutcome>;
export type MethodOutcome = MethodResult | StoredResult | BareAnswer;
