import { type RefObject, useEffect } from 'react';

const selector = '[data-row]';

/**
 * Arrow keys, Home and End move the focus among the `data-row` elements inside, and one of them only is a stop of the Tab
 * key: a list of a thousand calls is one stop. Works on the document and not on data, so that lists of several kinds on one
 * screen are one walk. Where the row that has the focus goes away, the next arrow leads to the one in its place; no other
 * row has the focus by itself, for a key that was meant for the one before would be carried out on it.
 */
export function useRowKeys(container: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const root = container.current;
    if (root === null) return;
    // Where the focus was last; until then the first row is the stop, also when it is a new one.
    let stop: HTMLElement | undefined;
    /** Whether the stop has the focus, or had it when it was taken away. */
    let held = false;
    /** As they stood when they were last looked at. */
    let known: HTMLElement[] = [];

    const rows = () => [...root.querySelectorAll<HTMLElement>(selector)].filter(isThere);
    const settle = () => {
      const all = rows();
      const isGone = stop !== undefined && !isThere(stop);
      const inPlace = isGone ? all[Math.min(known.indexOf(stop as HTMLElement), all.length - 1)] : stop;
      const next = inPlace && all.includes(inPlace) ? inPlace : all[0];
      for (const row of all) {
        const tabIndex = row === next ? 0 : -1;
        if (row.tabIndex !== tabIndex) row.tabIndex = tabIndex;
      }
      known = all;
      if (!isGone) return;
      const { activeElement } = document;
      // Of one that only keeps its place the focus is taken a little later.
      if (held && (activeElement === document.body || activeElement === stop)) root.focus({ preventScroll: true });
      stop = next;
      held = false;
    };
    const onFocus = (event: FocusEvent) => {
      const row = event.target instanceof HTMLElement ? event.target : undefined;
      if (!row?.matches(selector)) return;
      stop = row;
      held = true;
      settle();
    };
    const onBlur = ({ target }: FocusEvent) => {
      // Taken away, a row loses the focus as well: whether it is still there shows once the change is made.
      queueMicrotask(() => {
        if (target === stop && stop !== undefined && isThere(stop)) held = false;
      });
    };
    const onKeyDown = (event: KeyboardEvent) => {
      const row = event.target instanceof HTMLElement && event.target.matches(selector) ? event.target : undefined;
      if ((!row && event.target !== root) || event.ctrlKey || event.metaKey || event.altKey) return;
      const all = rows();
      const at = row ? all.indexOf(row) : -1;
      const [below, above] = row ? [all[at + 1], all[at - 1]] : [stop, stop];
      const target = { ArrowDown: below, ArrowUp: above, Home: all[0], End: all.at(-1) }[event.key];
      if (target === undefined) return;
      event.preventDefault();
      target.focus();
    };

    root.tabIndex = -1;
    settle();
    // Rows come and go as the list is scrolled.
    const watcher = new MutationObserver(settle);
    watcher.observe(root, { childList: true, subtree: true, attributeFilter: ['inert'] });
    root.addEventListener('focusin', onFocus);
    root.addEventListener('focusout', onBlur);
    root.addEventListener('keydown', onKeyDown);
    return () => {
      watcher.disconnect();
      root.removeEventListener('focusin', onFocus);
      root.removeEventListener('focusout', onBlur);
      root.removeEventListener('keydown', onKeyDown);
    };
  }, [container]);
}

/** What only keeps its place in a list that is held is as good as gone. */
function isThere(row: HTMLElement): boolean {
  return row.isConnected && row.closest('[inert]') === null;
}
