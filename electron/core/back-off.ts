/**
 * How long to wait before the next try of what failed so many times in a row, ms. Full jitter: anywhere between the shortest
 * wait and a ceiling that doubles with each failure, so that desktops which lost one server together do not come back together.
 * `leastShare`, in [0, 1]: of the ceiling, for what is not to be asked again soon after many failures. `random`: in [0, 1).
 */
export function backOffMs(
  failures: number,
  limits: { shortestMs?: number; leastShare?: number; firstMs: number; longestMs: number },
  random: () => number,
): number {
  const { shortestMs = 0, leastShare = 0, firstMs, longestMs } = limits;
  const ceiling = Math.min(longestMs, firstMs * 2 ** (failures - 1));
  const floor = Math.max(shortestMs, ceiling * leastShare);
  return floor + random() * Math.max(0, ceiling - floor);
}
