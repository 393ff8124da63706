import type { ReactNode } from 'react';
import { Toaster } from '../ui/toast.tsx';
import { Nav } from './nav.tsx';
import type { Route } from './route.ts';

export function Shell({ route, children }: { route: Route; children: ReactNode }) {
  return (
    <div className="flex h-full flex-col">
      <div className="grid min-h-0 flex-1 grid-rows-[minmax(0,1fr)_auto_auto] md:grid-cols-[76px_minmax(0,1fr)] md:grid-rows-[minmax(0,1fr)_auto]">
        <Nav route={route} />
        <main className="relative min-h-0 min-w-0">{children}</main>
      </div>
      <Toaster />
    </div>
  );
}
