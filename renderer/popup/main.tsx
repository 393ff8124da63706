import '../app/without-eval.ts';
import '../app/theme.css';
import { createRoot } from 'react-dom/client';
import { Root } from '../app/root.tsx';
import { openPortTransport } from '../connection/port-transport.ts';
import { createSession } from '../session/session.tsx';
import { browserLocale, speak } from '../words/i18n.ts';
import { Popup } from './popup.tsx';

async function start(root: HTMLElement): Promise<void> {
  await speak(browserLocale());
  const { perezvonHost: host, perezvonPopup: bridge } = window;
  if (host === undefined || bridge === undefined) throw new Error('the pop-up lives in the desktop host only');
  const session = createSession((signal) => openPortTransport(host, signal));
  createRoot(root).render(
    <Root session={session}>
      <Popup bridge={bridge} />
    </Root>,
  );
}

const root = document.getElementById('root');
if (root) void start(root);
