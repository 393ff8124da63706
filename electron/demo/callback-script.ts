import type { StandClock } from './clock.ts';
import { cause } from './release-cause.ts';

/** How ordered calls go by themselves; `manual` leaves every step to the test. */
export type CallbackScript = CallbackTimings | 'manual' | ((destinations: readonly string[]) => CallbackTimings);

export interface CallbackTimings {
  /** Until the own phone is taken; `never` rings until the limit. */
  sourceAnswersMs: number | 'never';
  destinationAnswersMs: number | 'never' | 'busy';
  talkMs: number;
  ringLimitMs: number;
}

export const usualCallback: CallbackTimings = {
  sourceAnswersMs: 3_000,
  destinationAnswersMs: 5_000,
  talkMs: 30_000,
  ringLimitMs: 40_000,
};

/** The steps of an ordered call: first the own phone, then the other. */
export interface ScriptedOrder {
  answerSource(): Promise<void>;
  answerDestination(): Promise<void>;
  hangUp(): Promise<void>;
  /** Nobody takes it, or it is refused: a cause of Q.850. */
  fail(reason?: number): Promise<void>;
}

/** Lets an order go its way by the clock; the answer stops it. */
export function driveOrder(order: ScriptedOrder, timings: CallbackTimings, clock: StandClock): () => void {
  let stopped = false;
  let cancel: () => void = () => undefined;

  function later(ms: number, step: () => Promise<void>): void {
    if (stopped) return;
    cancel = clock.after(ms, () => {
      // A step fails only when a test has taken the order over by hand.
      step().catch(() => undefined);
    });
  }

  function ringDestination(): void {
    const answers = timings.destinationAnswersMs;
    if (answers === 'busy') later(0, () => order.fail(cause.busy));
    else if (answers === 'never') later(timings.ringLimitMs, () => order.fail());
    else {
      later(answers, async () => {
        await order.answerDestination();
        later(timings.talkMs, () => order.hangUp());
      });
    }
  }

  if (timings.sourceAnswersMs === 'never') later(timings.ringLimitMs, () => order.fail());
  else {
    later(timings.sourceAnswersMs, async () => {
      await order.answerSource();
      ringDestination();
    });
  }
  return () => {
    stopped = true;
    cancel();
  };
}
