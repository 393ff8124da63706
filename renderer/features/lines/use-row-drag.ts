import { type PointerEvent, type RefObject, useRef, useState } from 'react';

/** A row that is on its way to another place. */
export interface RowDrag {
  from: number;
  /** Before which of the rows it would land; their count is behind the last. */
  before: number;
  /** px from where it was. */
  shift: number;
}

/** Dragging rows of a list by a grip; nothing moves in the document until it is let go. */
export function useRowDrag(list: RefObject<HTMLElement | null>, onMove: (from: number, to: number) => void) {
  const begun = useRef<{ pointerId: number; from: number; y: number }>(undefined);
  const [drag, setDrag] = useState<RowDrag>();
  const cancel = () => {
    begun.current = undefined;
    setDrag(undefined);
  };
  const rowsBefore = (y: number) =>
    [...(list.current?.children ?? [])].filter((row) => {
      const { top, height } = row.getBoundingClientRect();
      return top + height / 2 < y;
    }).length;

  const gripOf = (index: number) => ({
    onPointerDown(event: PointerEvent<HTMLElement>) {
      if (event.button !== 0) return;
      begun.current = { pointerId: event.pointerId, from: index, y: event.clientY };
      event.currentTarget.setPointerCapture(event.pointerId);
    },
    onPointerMove(event: PointerEvent<HTMLElement>) {
      const { current } = begun;
      if (current?.pointerId !== event.pointerId) return;
      setDrag({ from: index, before: rowsBefore(event.clientY), shift: event.clientY - current.y });
    },
    onPointerUp(event: PointerEvent<HTMLElement>) {
      if (begun.current?.pointerId !== event.pointerId) return;
      if (drag !== undefined) onMove(drag.from, landing(drag));
      cancel();
    },
    onPointerCancel: cancel,
  });
  return { drag, gripOf };
}

/** The place that it gets, itself taken out first. */
function landing({ from, before }: Pick<RowDrag, 'from' | 'before'>): number {
  return before > from ? before - 1 : before;
}
