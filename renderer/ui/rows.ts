import { type RefObject, useEffect } from 'react';

const selector = '[data-row]';

/**
 * Arrow keys, Home and End move the focus among the `data-row` elements inside, and one of them only is a stop of the Tab
 * key: a list of a thousand calls is one stop. Works on the document and not on data, so that lists of several kinds on one
 * screen are one walk.
 */
export function useRowKeys(container: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const root = container.current;
    if (root === null) return;
    // Where the focus was last; until then the first row is the stop, also when it is a new one.
    let stop: HTMLElement | undefined;

    const rows = () => [...root.querySelectorAll<HTMLElement>(selector)];
    const settle = () => {
      const all = rows();
      const next = stop && all.includes(stop) ? stop : all[0];
      for (const row of all) row.tabIndex = row === next ? 0 : -1;
    };
    const onFocus = (event: FocusEvent) => {
      const row = event.target instanceof HTMLElement ? event.target : undefined;
      if (!row?.matches(selector)) return;
      stop = row;
      settle();
    };
    const onKeyDown = (event: KeyboardEvent) => {
      const row = event.target instanceof HTMLElement && event.target.matches(selector) ? event.target : undefined;
      if (!row || event.ctrlKey || event.metaKey || event.altKey) return;
      const all = rows();
      const at = all.indexOf(row);
      const target = { ArrowDown: all[at + 1], ArrowUp: all[at - 1], Home: all[0], End: all.at(-1) }[event.key];
      if (target === undefined) return;
      event.preventDefault();
      target.focus();
    };

    settle();
    // Rows come and go as the list is scrolled.
    const watcher = new MutationObserver(settle);
    watcher.observe(root, { childList: true, subtree: true });
    root.addEventListener('focusin', onFocus);
    root.addEventListener('keydown', onKeyDown);
    return () => {
      watcher.disconnect();
      root.removeEventListener('focusin', onFocus);
      root.removeEventListener('keydown', onKeyDown);
    };
  }, [container]);
}
