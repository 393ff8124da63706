import { type PointerEvent, type RefObject, useEffect, useRef, useState } from 'react';
import { daySeconds, type Schedule, type Weekday, weekdays } from '../../../shared/domain/schedule/schedule.ts';
import { boundariesOf, moveBoundary } from '../../../shared/domain/schedule/schedule-edits.ts';
import { daysBetween, givePart, stretchAt, type WeekPart } from './week-part.ts';
import { boundaryNear, drawingStep, drawnPart, timeAt } from './week-pointer.ts';

/** What is seen while a pointer draws. */
export interface Drawing {
  schedule: Schedule;
  part: WeekPart;
  /** The day under the pointer. */
  day: Weekday;
}

interface Press {
  pointerId: number;
  day: Weekday;
  /** Where it began: px of the window, and seconds of the day. */
  x: number;
  at: number;
  boundary: number | undefined;
}

interface WeekDragOptions {
  schedule: Schedule;
  /** To whom what is drawn is given; nobody when undefined. */
  brush: string | undefined;
  /** The strips of the days, in their order. */
  strips: RefObject<(HTMLElement | null)[]>;
  onSelect(part: WeekPart): void;
  onChange(schedule: Schedule): void;
}

/** How far, px, a pointer may slip in a press, and how near it must be to a boundary to mean it. */
const slack = { mouse: { slip: 3, reach: 5 }, finger: { slip: 8, reach: 14 } };

/** Drawing over the week with a pointer: a press chooses a stretch, a pull gives time away or moves a boundary. */
export function useWeekDrag({ schedule, brush, strips, onSelect, onChange }: WeekDragOptions) {
  const press = useRef<Press>(undefined);
  const [drawing, setDrawing] = useState<Drawing>();

  const cancel = () => {
    press.current = undefined;
    setDrawing(undefined);
  };
  useEffect(() => {
    if (drawing === undefined) return;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      event.stopPropagation();
      press.current = undefined;
      setDrawing(undefined);
    };
    window.addEventListener('keydown', onKeyDown, { capture: true });
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true });
  }, [drawing]);

  const slackOf = (event: PointerEvent) => (event.pointerType === 'mouse' ? slack.mouse : slack.finger);
  const look = (event: PointerEvent, day: Weekday) => {
    const box = strips.current[weekdays.indexOf(day)]?.getBoundingClientRect();
    if (box === undefined || box.width === 0) return undefined;
    const step = drawingStep(box.width / 24, event.altKey || event.shiftKey);
    const share = (event.clientX - box.left) / box.width;
    const tolerance = (slackOf(event).reach / box.width) * daySeconds;
    return { step, at: timeAt(share, step), exact: timeAt(share, 1), tolerance };
  };
  const dayAt = (event: PointerEvent): Weekday => {
    const at = strips.current.findIndex((strip) => event.clientY < (strip?.getBoundingClientRect().bottom ?? 0));
    return weekdays[at < 0 ? weekdays.length - 1 : at] ?? 1;
  };

  const drawnAt = (event: PointerEvent, { day, at: anchor, boundary }: Press): Drawing | undefined => {
    const here = look(event, day);
    if (here === undefined) return undefined;
    if (boundary !== undefined) {
      const moved = moveBoundary(schedule, day, boundary, here.at);
      // It stops at its neighbours.
      const now = boundariesOf(moved, day)[boundariesOf(schedule, day).indexOf(boundary)] ?? boundary;
      return {
        schedule: moved,
        day,
        part: { days: [day], from: Math.min(now, boundary), to: Math.max(now, boundary) },
      };
    }
    const to = dayAt(event);
    const part = { days: daysBetween(day, to), ...drawnPart(anchor, here.at, here.step) };
    return { schedule: givePart(schedule, part, brush), day: to, part };
  };

  return {
    drawing,
    handlers: {
      onPointerDown(event: PointerEvent<HTMLElement>) {
        if (event.button !== 0 || press.current !== undefined) return;
        const day = dayAt(event);
        const here = look(event, day);
        if (here === undefined) return;
        const boundary = boundaryNear(boundariesOf(schedule, day), here.exact, here.tolerance);
        press.current = { pointerId: event.pointerId, day, x: event.clientX, at: here.at, boundary };
        event.currentTarget.setPointerCapture(event.pointerId);
      },
      onPointerMove(event: PointerEvent<HTMLElement>) {
        const begun = press.current;
        if (begun === undefined) {
          if (event.pointerType !== 'mouse') return;
          const day = dayAt(event);
          const here = look(event, day);
          const isNear = here && boundaryNear(boundariesOf(schedule, day), here.exact, here.tolerance) !== undefined;
          event.currentTarget.style.cursor = isNear ? 'ew-resize' : 'crosshair';
          return;
        }
        if (event.pointerId !== begun.pointerId) return;
        if (drawing === undefined && Math.abs(event.clientX - begun.x) <= slackOf(event).slip) {
          if (begun.boundary !== undefined || dayAt(event) === begun.day) return;
        }
        setDrawing(drawnAt(event, begun));
      },
      onPointerUp(event: PointerEvent<HTMLElement>) {
        const begun = press.current;
        if (begun === undefined || event.pointerId !== begun.pointerId) return;
        if (drawing !== undefined) {
          if (begun.boundary === undefined) onSelect(drawing.part);
          onChange(drawing.schedule);
        } else {
          const here = look(event, begun.day);
          if (here) onSelect(stretchAt(schedule, begun.day, Math.min(here.exact, daySeconds - 1)));
        }
        cancel();
      },
      onPointerCancel: cancel,
    },
  };
}
