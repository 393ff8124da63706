import { Portal } from 'radix-ui';
import { DismissableLayer, Popper } from 'radix-ui/internal';
import { useEffect, useState } from 'react';
import { followHints } from './follow-hints.ts';
import type { HintSide } from './hint.tsx';
import { Kbd } from './kbd.tsx';

interface Said {
  anchor: HTMLElement;
  text: string;
  keys: string | undefined;
  side: HintSide;
}

/** Shows the hint of what the pointer rests on or the focus came to by a key. Once on a page. */
export function HintLayer() {
  const [said, setSaid] = useState<Said>();
  const [follower, setFollower] = useState<ReturnType<typeof followHints>>();
  useEffect(() => {
    const started = followHints((anchor) => setSaid(anchor && readHint(anchor)));
    setFollower(started);
    return started.stop;
  }, []);
  if (said === undefined) return null;
  const { anchor, text, keys, side } = said;
  return (
    <Popper.Root>
      <Popper.Anchor virtualRef={{ current: anchor }} />
      <Portal.Root asChild>
        <DismissableLayer.Root
          asChild
          onDismiss={follower?.close}
          // The focus that came to something else shows what that has to say.
          onFocusOutside={(event) => event.preventDefault()}
        >
          <Popper.Content
            role="tooltip"
            side={side}
            sideOffset={6}
            collisionPadding={8}
            onPointerEnter={follower?.stay}
            onPointerLeave={follower?.leave}
            className="z-50 flex animate-fade items-center gap-2 rounded-md bg-inverse px-2 py-1 text-sm text-on-inverse shadow-float"
          >
            {text}
            {keys && <Kbd inverse>{keys}</Kbd>}
          </Popper.Content>
        </DismissableLayer.Root>
      </Portal.Root>
    </Popper.Root>
  );
}

function readHint(anchor: HTMLElement): Said | undefined {
  const { hint, hintKeys, hintSide } = anchor.dataset;
  if (hint === undefined) return undefined;
  return { anchor, text: hint, keys: hintKeys, side: (hintSide ?? 'top') as HintSide };
}
