import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';

export function Kbd({ children, inverse = false }: { children: ReactNode; inverse?: boolean }) {
  return (
    <kbd
      className={classNames(
        'inline-grid h-[18px] min-w-[18px] place-items-center rounded border px-1 font-mono text-xs leading-none',
        inverse ? 'border-current/30' : 'border-line text-faint',
      )}
    >
      {children}
    </kbd>
  );
}
