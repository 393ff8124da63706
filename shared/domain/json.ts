/**
 * Parses JSON and keeps whole numbers that JavaScript cannot hold as the digits they were written with: two ids must not become
 * one by rounding. Undefined for what is no JSON.
 */
export function parseJson(text: string): unknown {
  const keepDigits = (_name: string, value: unknown, context?: { source?: string }) =>
    typeof value === 'number' && Math.abs(value) > Number.MAX_SAFE_INTEGER ? (context?.source ?? value) : value;
  try {
    // To be asked about every value costs many times as much, and a long list would hold up everything else.
    return longNumber.test(text) ? JSON.parse(text, keepDigits) : JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Of sixteen digits or with an exponent, where a value may begin: not in a UUID, which stands behind a quotation mark. */
const longNumber = /(?:^|[[:,\s])(?:-?\d{16}|-?[\d.]+[eE])/;

/** Whether what walks the value of a JSON text recursively would go down more than so many levels. Nothing is parsed for it. */
export function isDeeperThan(levels: number, text: string): boolean {
  let depth = 0;
  let isInString = false;
  for (let index = 0; index < text.length; index += 1) {
    const letter = text[index];
    if (letter === '"') isInString = !isInString;
    else if (isInString) index += letter === '\\' ? 1 : 0;
    else if (letter === '[' || letter === '{') depth += 1;
    else if (letter === ']' || letter === '}') depth -= 1;
    if (depth > levels) return true;
  }
  return false;
}
