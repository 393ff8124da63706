import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';

/** A pointer that has rested for this long, ms, is left lying there and not about to press. */
const restAfter = 4000;
/** Scrolled by less than this, px, a list counts as being at its top. */
const topSlack = 8;

export interface Reading {
  /** Scrolled down, or with a pointer moving in it: then no row may move. */
  reading: boolean;
  /**
   * Tells that what is above the list grew by so many px (or shrank, when negative). While the list is read it is scrolled
   * by as much, so that its rows stay where they are on the screen; what that hid is shown again when the reading ends.
   */
  shift(grown: number): void;
}

/** Watches whether somebody is reading a scrolled list. */
export function useReading(scroller: RefObject<HTMLElement | null>): Reading {
  const [reading, setReading] = useState(false);
  const now = useRef(false);
  const shifted = useRef(0);

  useEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    let movedAt = Number.NEGATIVE_INFINITY;
    let timer: ReturnType<typeof setTimeout> | undefined;

    const look = () => {
      clearTimeout(timer);
      const rests = performance.now() - movedAt;
      const pointed = rests < restAfter;
      const next = pointed || element.scrollTop > shifted.current + topSlack;
      if (pointed) timer = setTimeout(look, restAfter - rests);
      if (!next && shifted.current > 0) {
        shifted.current = 0;
        element.scrollTop = 0;
      }
      now.current = next;
      setReading(next);
    };
    const move = () => {
      movedAt = performance.now();
      look();
    };
    const leave = () => {
      movedAt = Number.NEGATIVE_INFINITY;
      look();
    };
    element.addEventListener('pointermove', move, { passive: true });
    element.addEventListener('pointerleave', leave);
    element.addEventListener('scroll', look, { passive: true });
    return () => {
      clearTimeout(timer);
      element.removeEventListener('pointermove', move);
      element.removeEventListener('pointerleave', leave);
      element.removeEventListener('scroll', look);
    };
  }, [scroller]);

  const shift = useCallback(
    (grown: number) => {
      const element = scroller.current;
      if (element === null || (grown > 0 && !now.current) || (grown < 0 && shifted.current === 0)) return;
      const by = Math.max(grown, -shifted.current);
      shifted.current += by;
      element.scrollTop += by;
    },
    [scroller],
  );

  return { reading, shift };
}
