/** Milliseconds that the pointer rests on something before its hint is shown. */
const restFor = 400;
/** One that is asked for so soon after another, ms, is shown at once: the user reads along a row of buttons. */
const readsOnFor = 200;
/** So long, ms, the pointer may be between the thing and its hint. */
const crossesFor = 150;

/**
 * Tells of what a hint is to be shown: what the pointer rests on, or what the focus came to without it. Told again when that
 * says something else; undefined when it ends, by a press, by leaving, by scrolling, or because the thing is gone.
 */
export function followHints(tell: (anchor: HTMLElement | undefined) => void) {
  const ended = new AbortController();
  const heard = { signal: ended.signal, capture: true, passive: true };
  let shown: HTMLElement | undefined;
  let pointed: HTMLElement | undefined;
  let pressed = false;
  let closedAt = Number.NEGATIVE_INFINITY;
  let opening: ReturnType<typeof setTimeout> | undefined;
  let leaving: ReturnType<typeof setTimeout> | undefined;

  const watcher = new MutationObserver(() => {
    if (shown?.isConnected) tell(shown);
    else close();
  });

  function open(anchor: HTMLElement) {
    clearTimeout(opening);
    clearTimeout(leaving);
    if (anchor === shown) return;
    shown = anchor;
    watcher.disconnect();
    watcher.observe(document.body, {
      subtree: true,
      childList: true,
      attributeFilter: ['data-hint', 'data-hint-keys'],
    });
    tell(anchor);
  }

  function close() {
    clearTimeout(opening);
    clearTimeout(leaving);
    if (shown === undefined) return;
    shown = undefined;
    watcher.disconnect();
    closedAt = performance.now();
    tell(undefined);
  }

  const leave = () => {
    clearTimeout(leaving);
    leaving = setTimeout(close, crossesFor);
  };
  const stay = () => clearTimeout(leaving);

  // Moves, and not arrivals: what appears under a pointer that rests was not pointed at.
  const move = ({ target, pointerType }: PointerEvent) => {
    if (pointerType === 'touch') return;
    const thing = hintedAt(target);
    if (thing === pointed) return;
    pointed = thing;
    clearTimeout(opening);
    if (thing !== undefined && thing === shown) stay();
    else if (thing === undefined) leave();
    else if (shown !== undefined || performance.now() < closedAt + readsOnFor) open(thing);
    else opening = setTimeout(open, restFor, thing);
  };

  document.addEventListener('pointermove', move, heard);
  document.addEventListener(
    'pointerdown',
    () => {
      pressed = true;
      close();
    },
    heard,
  );
  for (const end of ['pointerup', 'pointercancel'] as const) {
    document.addEventListener(
      end,
      () => {
        pressed = false;
      },
      heard,
    );
  }
  document.addEventListener('click', close, heard);
  document.addEventListener(
    'focusin',
    ({ target }) => {
      if (pressed) return;
      if (target instanceof HTMLElement && target.dataset.hint !== undefined) open(target);
      // The eye went with the focus, though the pointer still lies where it lay.
      else close();
    },
    heard,
  );
  document.addEventListener('focusout', ({ target }) => target === shown && close(), heard);
  window.addEventListener(
    'scroll',
    ({ target }) => {
      if (target instanceof Node && shown !== undefined && target.contains(shown)) close();
    },
    heard,
  );

  return {
    /** The pointer is on the hint itself. */
    stay,
    leave,
    close,
    stop() {
      ended.abort();
      close();
    },
  };
}

function hintedAt(target: EventTarget | null): HTMLElement | undefined {
  return target instanceof Element ? (target.closest<HTMLElement>('[data-hint]') ?? undefined) : undefined;
}
