/**
 * A short name for a long text: FNV-1a of 64 bits, in base 36. It keeps texts apart that nobody made to collide, and is
 * no secret's hash: both sides need it, and neither Node's nor the browser's cryptography is to be had in both at once.
 */
export function textDigest(text: string): string {
  let hash = 0xcbf29ce484222325n;
  for (let at = 0; at < text.length; at += 1) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(text.charCodeAt(at))) * 0x100000001b3n);
  }
  return hash.toString(36);
}
