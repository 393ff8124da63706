import { Tooltip } from 'radix-ui';
import type { ReactElement } from 'react';
import { Kbd } from './kbd.tsx';

interface HintProps {
  text: string;
  keys?: string | undefined;
  side?: 'top' | 'right' | 'bottom' | 'left';
  children: ReactElement;
}

/** A tooltip. The thing it is on must have its own name: a hint is for the eye. */
export function Hint({ text, keys, side = 'top', children }: HintProps) {
  return (
    <Tooltip.Root>
      <Tooltip.Trigger asChild aria-describedby={undefined}>
        {children}
      </Tooltip.Trigger>
      <Tooltip.Portal>
        <Tooltip.Content
          side={side}
          sideOffset={6}
          collisionPadding={8}
          className="z-50 flex animate-fade items-center gap-2 rounded-md bg-inverse px-2 py-1 text-sm text-on-inverse shadow-float"
        >
          {text}
          {keys && <Kbd inverse>{keys}</Kbd>}
        </Tooltip.Content>
      </Tooltip.Portal>
    </Tooltip.Root>
  );
}
