/** Longest, ms: a window that is covered counts as seen on some systems, and makes no frame all the same. */
const longestWait = 1000;

export interface FrameQueue<Item> {
  add(item: Item): void;
  /** Does now what waits. */
  flush(): void;
  /** Forgets what waits. */
  drop(): void;
}

/**
 * Does with what it is given, in its order and all at once, what can wait until the frame is made that shows what has just been
 * drawn. A page that nobody sees makes none: what waits is done when it goes out of sight, and what comes then at once.
 */
export function createFrameQueue<Item>(run: (items: readonly Item[]) => void): FrameQueue<Item> {
  const waiting: Item[] = [];
  /** So many of them waited for the frame that has been made. */
  let shown = 0;
  let isFrameAsked = false;
  let late: ReturnType<typeof setTimeout> | undefined;

  function take(count: number): Item[] {
    clearTimeout(late);
    document.removeEventListener('visibilitychange', flush);
    shown = 0;
    return waiting.splice(0, count);
  }
  function flush(): void {
    if (waiting.length > 0) run(take(waiting.length));
  }
  function flushShown(): void {
    if (shown > 0) run(take(shown));
    if (waiting.length > 0) wait();
  }
  function wait(): void {
    clearTimeout(late);
    late = setTimeout(flush, longestWait);
    document.addEventListener('visibilitychange', flush);
    // One that was asked for and has not come yet is the next one.
    if (isFrameAsked) return;
    isFrameAsked = true;
    requestAnimationFrame(() => {
      isFrameAsked = false;
      shown = waiting.length;
      setTimeout(flushShown);
    });
  }

  return {
    add(item) {
      waiting.push(item);
      if (document.hidden) flush();
      else if (waiting.length === 1) wait();
    },
    flush,
    drop: () => void take(waiting.length),
  };
}
