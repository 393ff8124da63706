import { useState } from 'react';
import { flushSync } from 'react-dom';

/**
 * What is typed into a form and must not stay in the page. `forget` leaves nothing of it: a browser holds on to fields that
 * are gone, and at a field React holds what it drew last and what it drew before that. Called while the form is still there,
 * and never while it is being drawn.
 */
export function useForgettable<T extends object>(
  initial: () => T,
  forgotten: (typed: T) => T,
): [typed: T, type: (typed: T) => void, forget: () => void] {
  const [typed, type] = useState(initial);
  function forget(): void {
    for (const _drawing of ['the last', 'the one before']) flushSync(() => type((now) => ({ ...forgotten(now) })));
  }
  return [typed, type, forget];
}
