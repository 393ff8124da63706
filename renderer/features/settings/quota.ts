/** As core counts a quota. */
export const megabyte = 1024 * 1024;

const usual = [500, 1024, 2048, 5120, 10_240, 20_480, 51_200, 102_400];

/** What there is to choose from, MB: what is in force is among them, whatever it is. */
export function quotaChoices(current: number): number[] {
  return [...new Set([...usual, current])].toSorted((a, b) => a - b);
}

/** How many bytes would leave this disk under another quota: what the user keeps stays whatever it is. */
export function leavingBytes(usage: { bytes: number; keptBytes: number }, quotaMegabytes: number): number {
  return Math.min(usage.bytes - usage.keptBytes, Math.max(0, usage.bytes - quotaMegabytes * megabyte));
}
