import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';

const tones = {
  miss: 'bg-miss-bg text-miss',
  accent: 'bg-accent-bg text-accent',
  go: 'bg-go-bg text-go',
  plain: 'bg-sunk text-dim',
};

export function Badge({ tone = 'plain', children }: { tone?: keyof typeof tones; children: ReactNode }) {
  return (
    <span
      className={classNames(
        'inline-block shrink-0 rounded-md px-1.5 text-xs font-semibold whitespace-nowrap',
        tones[tone],
      )}
    >
      {children}
    </span>
  );
}
