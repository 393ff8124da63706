import { type ReactNode, useId } from 'react';

interface FactRowProps {
  label: string;
  hint?: string | undefined;
  error?: string | undefined;
  /** Given the ids of its label and of what is said about it. */
  children(ids: { labelled: string; described: string }): ReactNode;
}

/** One thing that can be set: its name at the left, its control at the right, one under the other where there is no room. */
export function FactRow({ label, hint, error, children }: FactRowProps) {
  const id = useId();
  return (
    <div className="flex min-h-11 flex-wrap items-center justify-between gap-x-4 gap-y-1.5 py-2">
      <div className="min-w-0">
        <p id={id}>{label}</p>
        <p id={`${id}-note`} className={`text-sm empty:hidden ${error ? 'text-miss' : 'text-dim'}`}>
          {error ?? hint}
        </p>
      </div>
      {children({ labelled: id, described: `${id}-note` })}
    </div>
  );
}
