import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

interface EmptyStateProps {
  icon: LucideIcon;
  title: string;
  text?: string;
  /** What to do next. */
  children?: ReactNode;
}

export function EmptyState({ icon: Icon, title, text, children }: EmptyStateProps) {
  return (
    <div className="mx-auto flex max-w-[340px] flex-col items-center px-4 py-12 text-center">
      <span className="mb-3 grid size-12 place-items-center rounded-full bg-sunk text-faint">
        <Icon aria-hidden size={22} strokeWidth={1.6} />
      </span>
      <p className="text-lg font-semibold">{title}</p>
      {text && <p className="mt-1 text-balance text-dim">{text}</p>}
      {children && <div className="mt-4 flex gap-2">{children}</div>}
    </div>
  );
}
