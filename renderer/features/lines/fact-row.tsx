import { type ReactNode, useId } from 'react';

interface FactRowProps {
  label: string;
  hint?: string | undefined;
  error?: string | undefined;
  /** Of several things to press, which have a name of their own. */
  isGroup?: boolean;
  /** Given the id that its field must have, and that of what is said about it, if anything is. */
  children(ids: { id: string; described: string | undefined }): ReactNode;
}

/** One thing that can be set: its name at the left, its control at the right, one under the other where there is no room. */
export function FactRow({ label, hint, error, isGroup = false, children }: FactRowProps) {
  const id = useId();
  const note = error ?? hint;
  return (
    <div className="flex min-h-11 flex-wrap items-center justify-between gap-x-4 gap-y-1.5 py-2">
      <div className="min-w-0">
        {isGroup ? <span>{label}</span> : <label htmlFor={id}>{label}</label>}
        {note !== undefined && (
          <p id={`${id}-note`} className={`text-sm ${error ? 'text-miss' : 'text-dim'}`}>
            {note}
          </p>
        )}
      </div>
      {children({ id, described: note === undefined ? undefined : `${id}-note` })}
    </div>
  );
}
