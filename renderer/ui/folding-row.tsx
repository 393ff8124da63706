import { SlidersHorizontal } from 'lucide-react';
import { type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import { classNames } from './class-names.ts';
import { countFitting } from './fitting.ts';
import { Popover } from './popover.tsx';

export interface FoldingItem {
  key: string;
  /** All that it may say: it is measured anew when that changes. */
  words: string;
  /** What it is set to, where that is not what it is at first. */
  set?: string | undefined;
  node: ReactNode;
}

interface FoldingRowProps {
  label: string;
  /** What the button says behind which the items are that do not fit. */
  more: string;
  items: readonly FoldingItem[];
}

/** px between two items, as `gap-1.5`. */
const gap = 6;
const buttonKey = '';

/** A row of choices that is never cut: what does not fit, by its measured width and not by the window's, folds into a popover. */
export function FoldingRow({ label, more, items }: FoldingRowProps) {
  const row = useRef<HTMLFieldSetElement>(null);
  const [room, setRoom] = useState(0);
  /** By what each is and says. */
  const [widths, setWidths] = useState<ReadonlyMap<string, number>>(new Map());
  const names = [...items.map(nameOf), nameOf({ key: buttonKey, words: more })];
  const known = names.map((name) => widths.get(name));
  const isMeasured = known.every((width) => width !== undefined);
  const [button = 0, ...reversed] = known.map((width = 0) => width).toReversed();
  const fitting = isMeasured ? countFitting(reversed.toReversed(), room, gap, button) : items.length;
  const folded = items.slice(fitting);

  useLayoutEffect(() => {
    const element = row.current;
    if (element === null) return;
    const measure = () => setRoom(element.clientWidth);
    const watcher = new ResizeObserver(measure);
    watcher.observe(element);
    measure();
    return () => watcher.disconnect();
  }, []);
  // Drawn whole once, before anybody sees it.
  useLayoutEffect(() => {
    if (isMeasured) return;
    const drawn = [...(row.current?.querySelectorAll<HTMLElement>('[data-name]') ?? [])];
    setWidths(new Map(drawn.map((one) => [one.dataset.name ?? '', Math.ceil(one.getBoundingClientRect().width)])));
  });

  return (
    <fieldset ref={row} className="flex min-w-0 flex-1 items-center gap-1.5 py-2">
      <legend className="sr-only">{label}</legend>
      {items.slice(0, fitting).map((item) => (
        <span key={item.key} data-name={nameOf(item)} className="flex shrink-0">
          {item.node}
        </span>
      ))}
      {(folded.length > 0 || !isMeasured) && (
        <span data-name={names.at(-1)} className="flex shrink-0">
          <Folded label={label} more={more} items={folded} />
        </span>
      )}
    </fieldset>
  );
}

function nameOf({ key, words }: Pick<FoldingItem, 'key' | 'words'>): string {
  return `${key} ${words}`;
}

function Folded({ label, more, items }: FoldingRowProps) {
  const set = items.flatMap((item) => item.set ?? []);
  return (
    <Popover
      label={label}
      aria-label={[more, ...set].join(': ')}
      className={classNames(
        'flex h-7 items-center gap-1.5 rounded-full border px-3 whitespace-nowrap transition-colors duration-100',
        set.length > 0
          ? 'border-inverse bg-inverse text-on-inverse'
          : 'border-line bg-surface text-dim hover:bg-hover hover:text-text',
      )}
      sideOffset={4}
      panelClassName="z-50 flex max-w-72 animate-rise flex-wrap gap-1.5 rounded-[10px] border border-line bg-raised p-2.5 shadow-float outline-none"
      panel={() =>
        items.map(({ key, node }) => (
          <span key={key} className="flex">
            {node}
          </span>
        ))
      }
    >
      <SlidersHorizontal aria-hidden size={14} />
      {more}
    </Popover>
  );
}
