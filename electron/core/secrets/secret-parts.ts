/**
 * Windows takes 2560 bytes of UTF-16 per credential, which is 1280 units; the rest is room for what a platform adds.
 */
export const LONGEST_PART = 1200;

/**
 * Splits a secret into parts that any keychain takes. An empty secret has no part: some keychains refuse an empty entry.
 * A surrogate pair is never cut, because its halves would not survive UTF-8.
 */
export function splitSecret(secret: string): string[] {
  const parts: string[] = [];
  let from = 0;
  while (from < secret.length) {
    let to = Math.min(from + LONGEST_PART, secret.length);
    if (to < secret.length && isHighSurrogate(secret.charCodeAt(to - 1))) to -= 1;
    parts.push(secret.slice(from, to));
    from = to;
  }
  return parts;
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}
