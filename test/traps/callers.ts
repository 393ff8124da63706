/** Somebody who calls, as the provider writes them, as the program groups them and as a page shows them. */
export interface Caller {
  digits: string;
  key: string;
  shown: string;
}

let callers = 10;

/** Nobody calls in two tests: what one of them left cannot be taken for the work of another. */
export function nextCaller(): Caller {
  callers += 1;
  const tail = String(callers).padStart(4, '0');
  return {
    digits: `7916100${tail}`,
    key: `+7916100${tail}`,
    shown: `+7 916 100-${tail.slice(0, 2)}-${tail.slice(2)}`,
  };
}
