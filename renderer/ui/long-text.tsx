import { classNames } from './class-names.ts';

/** Text by lines that is longer than its box: scrolled by the keyboard too, and easy to select whole. */
export function LongText({ label, text, className }: { label: string; text: string; className?: string }) {
  return (
    <section
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard
      tabIndex={0}
      className={classNames('max-h-72 overflow-auto rounded-xl border border-line bg-sunk p-3', className)}
    >
      <pre className="font-mono text-xs whitespace-pre-wrap [overflow-wrap:anywhere] select-all">{text}</pre>
    </section>
  );
}
