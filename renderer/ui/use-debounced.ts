import { useEffect, useState } from 'react';

/**
 * The value once it has not changed for `pause` ms. By itself that only gathers what comes in a burst (a paste, a key that is
 * held): the core answers in a few ms, and rows that come after each stroke feel instant.
 */
export function useDebounced(value: string, pause = 30): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), value === '' ? 0 : pause);
    return () => clearTimeout(timer);
  }, [value, pause]);
  return settled;
}
