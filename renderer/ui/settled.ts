import { useEffect, useState } from 'react';

/** The value once it has not changed for a moment: what is typed is looked for between the strokes and not at each. */
export function useSettled(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), value === '' ? 0 : 160);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
