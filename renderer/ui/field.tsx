import { ChevronDown } from 'lucide-react';
import { type ComponentProps, type ReactNode, useId } from 'react';
import { classNames } from './class-names.ts';

const box =
  'w-full rounded-lg border bg-surface px-2.5 text-text placeholder:text-faint transition-colors duration-100 hover:border-line-strong focus:border-accent-solid focus-visible:outline-[3px] focus-visible:outline-offset-0 focus-visible:outline-accent-solid/30 disabled:opacity-60';

interface LabelledProps {
  label: string;
  hint?: ReactNode;
  error?: string | undefined;
}

interface FieldProps extends ComponentProps<'input'>, LabelledProps {}

/** A labelled input with its hint and its error, tied together for screen readers. */
export function Field({ label, hint, error, className, ...rest }: FieldProps) {
  const id = useId();
  return (
    <div className={classNames('flex min-w-0 flex-col gap-1', className)}>
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      <input
        id={id}
        aria-invalid={error ? true : undefined}
        aria-describedby={`${id}-note`}
        className={classNames(box, 'h-9', error ? 'border-miss' : 'border-line')}
        {...rest}
      />
      <p id={`${id}-note`} className={classNames('text-sm empty:hidden', error ? 'text-miss' : 'text-dim')}>
        {error ?? hint}
      </p>
    </div>
  );
}

interface AreaFieldProps extends ComponentProps<'textarea'>, LabelledProps {}

/** For what takes several lines. */
export function AreaField({ label, hint, error, className, ...rest }: AreaFieldProps) {
  const id = useId();
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <label htmlFor={id} className="w-fit font-medium">
        {label}
      </label>
      <textarea
        id={id}
        aria-invalid={error ? true : undefined}
        aria-describedby={`${id}-note`}
        className={classNames(box, 'resize-none py-2', error ? 'border-miss' : 'border-line', className)}
        {...rest}
      />
      <div id={`${id}-note`} className={classNames('text-sm empty:hidden', error ? 'text-miss' : 'text-dim')}>
        {error ?? hint}
      </div>
    </div>
  );
}

interface SelectFieldProps extends ComponentProps<'select'>, LabelledProps {
  options: readonly { value: string; label: string }[];
}

export function SelectField({ label, hint, error, options, className, ...rest }: SelectFieldProps) {
  const id = useId();
  return (
    <div className={classNames('flex min-w-0 flex-col gap-1', className)}>
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      <span className="relative">
        <select
          id={id}
          aria-invalid={error ? true : undefined}
          aria-describedby={`${id}-note`}
          className={classNames(box, 'h-9 appearance-none pr-8', error ? 'border-miss' : 'border-line')}
          {...rest}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
        <ChevronDown aria-hidden size={15} className="pointer-events-none absolute top-[11px] right-2.5 text-faint" />
      </span>
      <p id={`${id}-note`} className={classNames('text-sm empty:hidden', error ? 'text-miss' : 'text-dim')}>
        {error ?? hint}
      </p>
    </div>
  );
}
