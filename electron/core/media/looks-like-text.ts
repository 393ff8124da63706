/**
 * Whether bytes are text in any encoding that has ASCII in it, such as a page or an answer that says what went wrong. No text
 * has the control characters that any kind of sound is full of (WHATWG MIME Sniffing, 3: binary data bytes).
 */
export function looksLikeText(start: Uint8Array): boolean {
  return start.length > 0 && start.every((byte) => byte >= 0x20 || textControls.has(byte));
}

/** Tab, line feed, form feed, carriage return and escape. */
const textControls = new Set([0x09, 0x0a, 0x0c, 0x0d, 0x1b]);
