import { cloneElement, type ReactElement } from 'react';

interface HintProps {
  text: string;
  keys?: string | undefined;
  side?: HintSide;
  children: ReactElement<HintMarks>;
}

export type HintSide = 'top' | 'right' | 'bottom' | 'left';

interface HintMarks {
  'data-hint'?: string;
  'data-hint-keys'?: string | undefined;
  'data-hint-side'?: HintSide;
}

/**
 * A tooltip. The thing it is on must have its own name: a hint is for the eye. It only says here what it would say: one
 * `HintLayer` shows the one that is pointed at.
 */
export function Hint({ text, keys, side = 'top', children }: HintProps) {
  return cloneElement(children, { 'data-hint': text, 'data-hint-keys': keys, 'data-hint-side': side });
}
