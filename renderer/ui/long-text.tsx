import { classNames } from './class-names.ts';

interface LongTextProps {
  label: string;
  text: string;
  /** Written by people for people, and not by a program. */
  prose?: boolean;
  className?: string;
}

/** Text by lines that is longer than its box: scrolled by the keyboard too, and easy to select whole. */
export function LongText({ label, text, prose = false, className }: LongTextProps) {
  return (
    <section
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard
      tabIndex={0}
      className={classNames('max-h-72 overflow-auto rounded-xl border border-line bg-sunk p-3', className)}
    >
      <pre
        className={classNames(
          'whitespace-pre-wrap [overflow-wrap:anywhere]',
          prose ? 'font-sans' : 'font-mono text-xs select-all',
        )}
      >
        {text}
      </pre>
    </section>
  );
}
