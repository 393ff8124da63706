import { RotateCw, Unplug } from 'lucide-react';
import { type ComponentType, type FunctionComponent, useEffect, useSyncExternalStore } from 'react';
import { tellPageError } from '../session/page-errors.ts';
import { useSession } from '../session/session.tsx';
import { noteUnloaded } from '../stores/unloaded-store.ts';
import { Button, type ButtonProps } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { loadAllWords, useTranslate } from '../words/i18n.ts';

/** Every part there is, in the order in which they are loaded ahead. Parts of parts come when those are loaded. */
const parts: { load(): Promise<void> }[] = [];

/**
 * A component in a file of its own, with all words: what the first screen does not need. It is loaded when it is wanted, or
 * before that when the page is idle, and from then on it is drawn at once like any other.
 *
 * Where it cannot be loaded, because the program is gone or was replaced by another version, it says so in its place.
 * `useWanted` is for what has no place until it is opened, as a dialog: it stays away until then, and a failure is told by
 * the banners. `giveUp` takes the wish back then: what was loaded later must not open by itself over something else.
 */
export function createPart<Props extends object>(
  fetch: () => Promise<ComponentType<Props>>,
  useWanted?: (props: Props) => boolean,
  giveUp?: () => void,
): FunctionComponent<Props> {
  let loaded: ComponentType<Props> | undefined;
  let failed: unknown;
  let loading: Promise<void> | undefined;
  const listeners = new Set<() => void>();

  function load(): Promise<void> {
    loading ??= Promise.all([fetch(), loadAllWords()])
      .then(
        ([component]) => {
          loaded = component;
          failed = undefined;
        },
        (thrown: unknown) => {
          // It may be there the next time, in a browser that does not remember that it was not: Chromium does since 150.
          loading = undefined;
          failed = thrown;
          throw thrown;
        },
      )
      .finally(() => {
        for (const listener of listeners) listener();
      });
    return loading;
  }
  parts.push({ load });

  const listen = (listener: () => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  const isAlwaysWanted = () => true;
  const useIsWanted = useWanted ?? isAlwaysWanted;

  return function Part(props) {
    const { client } = useSession();
    const wanted = useIsWanted(props);
    const Component = useSyncExternalStore(listen, () => loaded);
    const hasFailed = useSyncExternalStore(listen, () => failed !== undefined);
    useEffect(() => {
      if (!wanted || loaded !== undefined) return;
      load().catch((thrown: unknown) => {
        tellPageError(client, 'error', thrown);
        if (useWanted !== undefined) noteUnloaded();
        giveUp?.();
      });
    }, [wanted, client]);
    if (Component !== undefined) return <Component {...props} />;
    if (useWanted !== undefined) return null;
    // An empty place for the moment that it takes: a skeleton would only flash.
    return hasFailed ? <Unloaded /> : <div aria-busy="true" />;
  };
}

/** Loads all parts one after the other whenever the page has nothing else to do. What fails is told of when it is wanted. */
export async function loadPartsAhead(signal: AbortSignal): Promise<void> {
  // The list grows by the parts of what was loaded.
  for (let next = 0; next < parts.length; next += 1) {
    await whenIdle();
    if (signal.aborted) return;
    await parts[next]?.load().catch(() => undefined);
  }
}

/** Milliseconds; a page that is never idle gets its parts all the same. */
const longestBusy = 2000;

function whenIdle(): Promise<void> {
  return new Promise((resolve) => {
    // Not in every browser.
    if (typeof requestIdleCallback === 'function') requestIdleCallback(() => resolve(), { timeout: longestBusy });
    else setTimeout(resolve);
  });
}

function Unloaded() {
  const t = useTranslate();
  return (
    <div role="alert">
      <EmptyState icon={Unplug} title={t('app.unloaded.title')} text={t('app.unloaded.text')}>
        <ReloadButton />
      </EmptyState>
    </div>
  );
}

export function ReloadButton({ size }: Pick<ButtonProps, 'size'>) {
  const t = useTranslate();
  return (
    <Button size={size} icon={RotateCw} onClick={() => location.reload()}>
      {t('app.crash.reload')}
    </Button>
  );
}
