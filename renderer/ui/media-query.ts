import { useSyncExternalStore } from 'react';

const lists = new Map<string, MediaQueryList>();

/** Made once: it is asked at every drawing of each row. */
function listOf(query: string): MediaQueryList {
  const list = lists.get(query) ?? matchMedia(query);
  lists.set(query, list);
  return list;
}

/** Whether the window fits the CSS media query now. */
export function useMediaQuery(query: string): boolean {
  return useSyncExternalStore(
    (listener) => {
      const list = listOf(query);
      list.addEventListener('change', listener);
      return () => list.removeEventListener('change', listener);
    },
    () => listOf(query).matches,
  );
}

/** Room for the caller's card beside the list. */
export const threeColumns = '(min-width: 1080px)';

/** Room for a row's actions side by side. */
export const roomForActions = '(min-width: 600px)';

/** The sections stand at the side and not along the bottom. */
export const railBeside = '(min-width: 760px)';
