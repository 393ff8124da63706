import { classNames } from './class-names.ts';

/** `share` from 0 to 1; without it the end is not known. */
export function ProgressBar({ label, share }: { label: string; share: number | undefined }) {
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={share === undefined ? undefined : Math.round(share * 100)}
      className="h-1 overflow-hidden rounded-full bg-line"
    >
      <div
        className={classNames(
          'h-full rounded-full bg-accent-solid',
          share === undefined ? 'w-1/3 animate-breathe' : 'transition-[width] duration-150',
        )}
        style={share === undefined ? undefined : { width: `${share * 100}%` }}
      />
    </div>
  );
}
