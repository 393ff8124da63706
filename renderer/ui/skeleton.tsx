import { useTranslate } from '../words/i18n.ts';

/** Different lengths, so that it looks like what will be there. */
const widths = ['w-40', 'w-52', 'w-32', 'w-44', 'w-36', 'w-48', 'w-28', 'w-56'];

/** Rows that are on their way, in the shape they will have; eight at most. `inPanel`: on a surface that is there already. */
export function SkeletonRows({ count, inPanel = false }: { count: number; inPanel?: boolean }) {
  const t = useTranslate();
  return (
    <div role="status" className={inPanel ? undefined : 'overflow-hidden rounded-xl border border-line bg-surface'}>
      <span className="sr-only">{t('app.loading')}</span>
      {widths.slice(0, count).map((width) => (
        <div
          key={width}
          aria-hidden
          className={`flex h-11 items-center gap-3 border-line border-t ${inPanel ? 'nth-2:border-t-0' : 'px-3.5 first:border-t-0'}`}
        >
          <span className="size-4 animate-breathe rounded-full bg-line" />
          <span className="flex flex-1 flex-col gap-1.5">
            <span className={`h-2.5 animate-breathe rounded bg-line ${width}`} />
            <span className="h-2 w-28 animate-breathe rounded bg-sunk" />
          </span>
          <span className="h-2.5 w-10 animate-breathe rounded bg-line" />
        </div>
      ))}
    </div>
  );
}
