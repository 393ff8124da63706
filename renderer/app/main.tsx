import './without-eval.ts';
import './theme.css';
import { createRoot } from 'react-dom/client';
import { openPortTransport } from '../connection/port-transport.ts';
import { openSocketTransport } from '../connection/socket-transport.ts';
import { reportPageErrors } from '../session/page-errors.ts';
import { createSession } from '../session/session.tsx';
import { browserLocale, speak } from '../words/i18n.ts';
import { App } from './app.tsx';
import { Root } from './root.tsx';
import { showUnloaded } from './show-unloaded.ts';

async function start(root: HTMLElement): Promise<void> {
  await speak(browserLocale());
  const bridge = window.perezvonHost;
  const session = createSession(
    bridge?.transport === 'port' ? (signal) => openPortTransport(bridge, signal) : openSocketTransport,
  );
  reportPageErrors(session.client);
  createRoot(root).render(
    <Root session={session}>
      <App />
    </Root>,
  );
}

const root = document.getElementById('root');
if (root) start(root).catch(() => showUnloaded(root));
