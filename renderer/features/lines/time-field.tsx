import { useEffect, useId, useState } from 'react';
import { formatTimeOfDay, parseTimeOfDay } from '../../format/time-of-day.ts';
import { InlineInput } from './inline-input.tsx';

interface TimeFieldProps {
  label: string;
  /** Seconds of the day. */
  value: number;
  /** Said when what was typed is no time. */
  error: string;
  onChange(seconds: number): void;
}

/** A time of the day up to 24:00, which the system's own field does not know. Taken when the field is left or on Enter. */
export function TimeField({ label, value, error, onChange }: TimeFieldProps) {
  const id = useId();
  const [typed, setTyped] = useState<string>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new value ends the typing
  useEffect(() => setTyped(undefined), [value]);
  const wrong = typed !== undefined && parseTimeOfDay(typed) === undefined;
  const take = () => {
    const seconds = typed === undefined ? undefined : parseTimeOfDay(typed);
    if (seconds === undefined) return;
    setTyped(undefined);
    if (seconds !== value) onChange(seconds);
  };
  return (
    <span className="flex items-center gap-1.5">
      <label htmlFor={id} className="text-dim">
        {label}
      </label>
      <InlineInput
        id={id}
        inputMode="numeric"
        maxLength={8}
        value={typed ?? formatTimeOfDay(value)}
        wrong={wrong}
        title={wrong ? error : undefined}
        onFocus={(event) => event.target.select()}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={() => {
          take();
          setTyped(undefined);
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter') take();
          else if (event.key === 'Escape' && typed !== undefined) {
            event.stopPropagation();
            setTyped(undefined);
          }
        }}
        className="w-[62px] text-center tabular-nums"
      />
      {wrong && (
        <span role="alert" className="sr-only">
          {error}
        </span>
      )}
    </span>
  );
}
