import { type RefObject, useEffect, useRef, useState } from 'react';

/** A pointer or a focus that nobody has moved for this long, ms, is left lying there and not about to press. */
const leftAfter = 10 * 60_000;
/** Scrolled by less than this, px, a list counts as being at its top. */
const topSlack = 8;

export interface Reading {
  /** The pointer, the keyboard's focus or a menu of it is in the list: then nothing of it may move, and nothing may cover it. */
  held: boolean;
  /** That, or it is scrolled down. */
  reading: boolean;
}

/**
 * Watches whether somebody reads a scrolled list, and keeps what is in it where it is on the screen: when what is above the
 * list grows or shrinks meanwhile, `content`, all that it scrolls, moves against it. What that hid or left empty is put right
 * when the reading ends.
 */
export function useReading(scroller: RefObject<HTMLElement | null>, content: RefObject<HTMLElement | null>): Reading {
  const [reading, setReading] = useState<Reading>({ held: false, reading: false });
  const now = useRef(false);

  useEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    let isPointed = false;
    let movedAt = Number.NEGATIVE_INFINITY;
    let top = element.getBoundingClientRect().top;
    /** By how many px the content is scrolled (or, when negative, pushed down) against what is above. */
    let shifted = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;

    const shift = (next: number) => {
      const by = Math.max(0, next) - Math.max(0, shifted);
      shifted = next;
      if (content.current !== null) {
        content.current.style.paddingTop = `${Math.max(0, -next)}px`;
        // There must be something left to scroll.
        content.current.style.paddingBottom = `${Math.max(0, next)}px`;
      }
      element.scrollTop += by;
    };
    const look = () => {
      clearTimeout(timer);
      const idle = performance.now() - movedAt;
      const isOver = isPointed || hasVisibleFocus(element) || hasOpenMenu(element);
      const held = isOver && idle < leftAfter;
      const next = held || element.scrollTop > Math.max(0, shifted) + topSlack;
      if (held) timer = setTimeout(look, leftAfter - idle);
      if (!next && shifted !== 0) {
        shift(0);
        element.scrollTop = 0;
      }
      now.current = next;
      setReading((before) => (before.held === held && before.reading === next ? before : { held, reading: next }));
    };
    const stir = () => {
      movedAt = performance.now();
      look();
    };
    const move = () => {
      isPointed = true;
      stir();
    };
    const leave = ({ relatedTarget }: PointerEvent) => {
      const over = relatedTarget instanceof Element ? relatedTarget : undefined;
      const strip = over?.closest('[data-live-strip]');
      // It came where the list ends now, under a pointer that nobody moved: that one has not left yet.
      if (strip) return strip.addEventListener('pointerleave', leave as EventListener, { once: true });
      // It went from under that pointer, which is where it was.
      if (over && element.contains(over)) return;
      isPointed = false;
      look();
    };
    // A list begins lower or higher only together with its own height: what ends it below stays.
    const watcher = new ResizeObserver(() => {
      const moved = element.getBoundingClientRect().top - top;
      top += moved;
      if (moved !== 0 && now.current) shift(shifted + moved);
    });
    watcher.observe(element);
    const listeners = [
      ['pointermove', move],
      ['pointerleave', leave],
      ['scroll', look],
      ['keydown', stir],
      ['focusin', stir],
      ['focusout', () => queueMicrotask(look)],
    ] as const;
    for (const [type, listener] of listeners)
      element.addEventListener(type, listener as EventListener, { passive: true });
    return () => {
      clearTimeout(timer);
      watcher.disconnect();
      for (const [type, listener] of listeners) element.removeEventListener(type, listener as EventListener);
    };
  }, [scroller, content]);

  return reading;
}

/** Where the keyboard is. What a click left behind has the focus too, and nobody looks there any more. */
function hasVisibleFocus(element: HTMLElement): boolean {
  return element !== document.activeElement && element.querySelector(':focus-visible') !== null;
}

/** Of a row in it, though the menu itself lies elsewhere. */
function hasOpenMenu(element: HTMLElement): boolean {
  return element.querySelector('[aria-haspopup=menu][aria-expanded=true]') !== null;
}
