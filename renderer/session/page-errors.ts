import type { PageError } from '../../shared/contract/diagnostics.ts';
import { currentRoute } from '../route/route.ts';
import type { Session } from './session.tsx';

/** A page that fails in a loop stops telling: core has heard enough of it. */
const mostAPage = 50;

/** Tells core of what goes wrong in this page; its log stays on this machine. The answer stops listening. */
export function reportPageErrors(client: Session['client']): () => void {
  const ended = new AbortController();
  let told = 0;

  const tell = (caught: PageError['caught'], thrown: unknown) => {
    if (told >= mostAPage) return;
    told += 1;
    tellPageError(client, caught, thrown);
  };
  window.addEventListener('error', ({ error, message }) => tell('error', error ?? message), ended);
  window.addEventListener('unhandledrejection', ({ reason }) => tell('rejection', reason), ended);
  return () => ended.abort();
}

/** Bounded here as well, or a page with an endless message would be refused by the contract. */
export function tellPageError(client: Session['client'], caught: PageError['caught'], thrown: unknown): void {
  const { name, message, stack = '' } = thrown instanceof Error ? thrown : new Error(String(thrown));
  const error = {
    caught,
    name: name.slice(0, 100),
    message: message.slice(0, 2000),
    stack: stack.slice(0, 8000),
    screen: currentRoute().screen,
  };
  // With no way to core there is nobody to tell.
  void client.diagnostics.pageError(error).catch(() => undefined);
}
