import { useEffect, useRef } from 'react';

/**
 * Where what had the focus went away with the screen before, the new one has it, from its beginning: otherwise the next
 * Tab begins at the top of the page, and nobody who cannot see it is told that anything changed.
 */
export function useFocusOf(place: string): void {
  const shown = useRef<string>(undefined);
  useEffect(() => {
    const isFirst = shown.current === undefined;
    shown.current = place;
    if (!isFirst) saveFocus();
  }, [place]);
}

/** The same for what goes away by itself, with the button that was pressed in it. */
export function useFocusAfter(): void {
  useEffect(() => saveFocus, []);
}

function saveFocus(): void {
  // The main part of the page, which no Tab stops at.
  if (isFocusLost()) document.querySelector<HTMLElement>('main')?.focus({ preventScroll: true });
}

/** What was hidden with the focus in it keeps it until the page is drawn. */
function isFocusLost(): boolean {
  const { activeElement, body } = document;
  return activeElement === null || activeElement === body || activeElement.getClientRects().length === 0;
}
