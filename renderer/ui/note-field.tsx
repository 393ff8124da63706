import { useEffect, useId, useState } from 'react';
import { classNames } from './class-names.ts';

interface NoteFieldProps {
  label: string;
  placeholder: string;
  /** Without a visible label and a frame, inside something that has both. */
  quiet?: boolean;
  value: string;
  /** Resolves when it is kept; what was typed stays in the field when it rejects. */
  onSave(text: string): Promise<void>;
}

/** A note that is kept by itself when the field is left, and by Ctrl+Enter; Escape takes the change back. */
export function NoteField({ label, placeholder, quiet = false, value, onSave }: NoteFieldProps) {
  const id = useId();
  const [typed, setTyped] = useState<string>();
  // What core says now is the truth again, unless somebody is typing.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new value ends the edit
  useEffect(() => setTyped(undefined), [value]);
  const text = typed ?? value;

  const save = () => {
    if (typed === undefined || typed.trim() === value) {
      setTyped(undefined);
      return;
    }
    onSave(typed.trim()).catch(() => undefined);
  };

  return (
    <div>
      <label htmlFor={id} className={quiet ? 'sr-only' : 'mb-1 block font-semibold'}>
        {label}
      </label>
      <textarea
        id={id}
        value={text}
        placeholder={placeholder}
        maxLength={4000}
        rows={1}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={save}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && typed !== undefined) {
            event.stopPropagation();
            setTyped(undefined);
          } else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
            event.currentTarget.blur();
          }
        }}
        className={classNames(
          'field-sizing-content block max-h-48 min-h-9 w-full resize-none px-3 py-2 transition-colors duration-100 placeholder:text-faint',
          quiet
            ? 'rounded-b-xl bg-transparent hover:bg-hover focus:bg-surface focus-visible:-outline-offset-2'
            : 'rounded-[10px] border hover:border-line-strong focus:border-accent-solid focus:bg-surface focus-visible:outline-[3px] focus-visible:outline-accent-solid/30 focus-visible:outline-offset-0',
          !quiet && (text ? 'border-accent-line bg-accent-bg' : 'border-line bg-surface'),
        )}
      />
    </div>
  );
}
