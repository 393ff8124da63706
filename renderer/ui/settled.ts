import { useEffect, useState } from 'react';

/** The value once it has not changed for `pause` ms: what is typed is looked at between the strokes and not at each. */
export function useSettled(value: string, pause = 160): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), value === '' ? 0 : pause);
    return () => clearTimeout(timer);
  }, [value, pause]);
  return settled;
}
