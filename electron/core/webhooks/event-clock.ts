/**
 * When an event happened, by our clock. Two clocks speak of it, and each is trusted only as far as it errs on the safe side:
 *
 * - the relay's: its now minus its time of receipt is the least age of an event. What lay at the relay for a minute is old.
 * - the provider's own time in the event, whose zone and offset nobody states. Its offset is established when the last events
 *   agree on it; then an event that is told much later than it happened (posted again after an outage) is known to be older
 *   than its receipt. It never makes an event younger.
 *
 * To take a fresh event for an old one would silence a ring, so nothing is concluded from a difference that a change of zone
 * or to summer time makes (whole half hours), nor from one that stays: what is posted again after an outage comes at once and
 * is late by different times, while a clock that was put right is off by the same for good.
 */
export interface EventClock {
  /**
   * `toldAt`: the provider's time, where it can be read; `receivedAt`: by our clock. All in epoch ms. Answers when the event
   * happened, by our clock.
   */
  happenedAt(toldAt: number | undefined, receivedAt: number): number;
}

/** So many of the last events say what the provider's offset is. */
const remembered = 16;
const fewest = 5;
/** Network, queues and whole seconds make so much of a difference between events that come at once. */
const agreeWithinMs = 10_000;
/** Less is no delay worth a conclusion. */
const leastDelayMs = 60_000;
/** Two events with the same delay, so far apart, are no queue that empties. */
const staysForMs = 30_000;
const halfHourMs = 30 * 60_000;
const zoneWithinMs = 30_000;

export function createEventClock(): EventClock {
  /** Receipt minus the provider's own time, of the last events that were not late, and of the last that were. */
  let usual: number[] = [];
  let late: { offset: number; receivedAt: number }[] = [];

  /** Undefined while the last events do not agree on it. */
  function establishedOffset(): number | undefined {
    if (usual.length < fewest) return undefined;
    const median = usual.toSorted((a, b) => a - b)[Math.floor(usual.length / 2)] ?? 0;
    const agreeing = usual.filter((offset) => agree(offset, median));
    return agreeing.length >= usual.length * 0.8 ? median : undefined;
  }

  function delayOf(offset: number, receivedAt: number): number {
    const established = establishedOffset();
    if (established === undefined) return 0;
    const stays = late.some((one) => agree(one.offset, offset) && receivedAt - one.receivedAt >= staysForMs);
    const delay = offset - established;
    const fromHalfHour = Math.abs(delay - Math.round(delay / halfHourMs) * halfHourMs);
    return stays || delay < leastDelayMs || fromHalfHour <= zoneWithinMs ? 0 : delay;
  }

  return {
    happenedAt(toldAt, receivedAt) {
      if (toldAt === undefined) return receivedAt;
      const offset = receivedAt - toldAt;
      const delay = delayOf(offset, receivedAt);
      if (delay > 0) late = [...late, { offset, receivedAt }].slice(-remembered);
      else usual = [...usual, offset].slice(-remembered);
      return receivedAt - delay;
    },
  };
}

function agree(one: number, other: number): boolean {
  return Math.abs(one - other) <= agreeWithinMs;
}
