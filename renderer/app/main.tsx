import './theme.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { Tooltip } from 'radix-ui';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { openPortTransport } from '../connection/port-transport.ts';
import { openSocketTransport } from '../connection/socket-transport.ts';
import { App } from './app.tsx';
import { CrashScreen } from './crash-screen.tsx';
import { browserLocale, startWords } from './i18n/i18n.ts';
import { createSession, SessionProvider } from './session.tsx';

async function start(root: HTMLElement): Promise<void> {
  await startWords(browserLocale());
  const bridge = window.perezvonHost;
  const session = createSession(
    bridge?.transport === 'port' ? (signal) => openPortTransport(bridge, signal) : openSocketTransport,
  );
  createRoot(root).render(
    <StrictMode>
      <CrashScreen>
        <SessionProvider value={session}>
          <QueryClientProvider client={session.queries}>
            <Tooltip.Provider delayDuration={400} skipDelayDuration={200}>
              <App />
            </Tooltip.Provider>
          </QueryClientProvider>
        </SessionProvider>
      </CrashScreen>
    </StrictMode>,
  );
}

const root = document.getElementById('root');
if (root) void start(root);
