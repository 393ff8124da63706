import { QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, StrictMode } from 'react';
import { type Session, SessionProvider } from '../session/session.tsx';
import { CrashScreen } from './crash-screen.tsx';

/** What every window of the program stands in. */
export function Root({ session, children }: { session: Session; children: ReactNode }) {
  return (
    <StrictMode>
      <CrashScreen client={session.client}>
        <SessionProvider value={session}>
          <QueryClientProvider client={session.queries}>{children}</QueryClientProvider>
        </SessionProvider>
      </CrashScreen>
    </StrictMode>
  );
}
