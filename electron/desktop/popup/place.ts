import { readFileSync } from 'node:fs';
import * as z from 'zod';
import type { Rectangle } from '../window/window-state.ts';

/** Where the pop-up stands on whichever display the user works on: from the right and the upper edge of its work area. */
const popupPlace = z.object({ fromRight: z.number().int(), fromTop: z.number().int() });
export type PopupPlace = z.infer<typeof popupPlace>;

const popupWidth = 400;
const usual: PopupPlace = { fromRight: 16, fromTop: 16 };

/** Wholly on the work area, and as near to its place as that allows. */
export function placePopup(area: Rectangle, wantedHeight: number, place: PopupPlace = usual): Rectangle {
  const width = Math.min(popupWidth, area.width);
  const height = Math.max(1, Math.min(Math.round(wantedHeight), area.height));
  const within = (value: number, from: number, to: number) => Math.min(Math.max(value, from), to);
  return {
    x: within(area.x + area.width - width - place.fromRight, area.x, area.x + area.width - width),
    y: within(area.y + place.fromTop, area.y, area.y + area.height - height),
    width,
    height,
  };
}

/** The place that the user dragged it to. */
export function placeOf(bounds: Rectangle, area: Rectangle): PopupPlace {
  return { fromRight: area.x + area.width - bounds.x - bounds.width, fromTop: bounds.y - area.y };
}

/** Undefined when it was never dragged, or when the file is of no use. */
export function readPopupPlace(path: string): PopupPlace | undefined {
  try {
    return popupPlace.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return undefined;
  }
}
