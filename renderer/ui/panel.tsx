import type { ReactNode } from 'react';

/** A group of settings on its own surface. */
export function Panel({ title, text, children }: { title?: string; text?: ReactNode; children: ReactNode }) {
  return (
    <section className="mb-5 last:mb-0">
      {title && <h2 className="mb-1.5 px-1 font-semibold text-lg">{title}</h2>}
      {text && <p className="mb-2 max-w-[620px] px-1 text-dim">{text}</p>}
      <div className="divide-y divide-line rounded-xl border border-line bg-surface px-4">{children}</div>
    </section>
  );
}
