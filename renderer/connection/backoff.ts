const firstDelay = 500;
const longestDelay = 15_000;

/**
 * Full jitter: anywhere between nothing and a doubling ceiling, so that windows that lost the same host do not all knock
 * at the same moment. Milliseconds; `attempt` counts from 0.
 */
export function backoffDelay(attempt: number, random: () => number = Math.random): number {
  const ceiling = Math.min(longestDelay, firstDelay * 2 ** Math.min(attempt, 10));
  return Math.round(random() * ceiling);
}
