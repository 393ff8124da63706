import type { App, Session, WebContents } from 'electron';
import type { Logger } from '../../core/ports.ts';
import { isOpenable } from './open-external.ts';
import { isOwnUrl } from './origin.ts';

export interface NavigationOptions {
  logger: Logger;
  /** Called for a link of the page that leads outside and may. */
  openOutside(url: string): void;
}

/** The page stays where it is: nothing it shows can take its window, or another one, elsewhere. */
export function guardNavigation(app: Pick<App, 'on'>, options: NavigationOptions): void {
  app.on('web-contents-created', (_event, contents) => guardContents(contents, options));
}

function guardContents(contents: WebContents, { logger, openOutside }: NavigationOptions): void {
  contents.setWindowOpenHandler(({ url }) => {
    if (isOpenable(url)) openOutside(url);
    else logger.warn('desktop.window-refused', { url });
    return { action: 'deny' };
  });
  const stay = (event: { url: string; preventDefault(): void }) => {
    if (isOwnUrl(event.url)) return;
    event.preventDefault();
    logger.warn('desktop.navigation-refused', { url: event.url });
  };
  contents.on('will-navigate', stay);
  contents.on('will-frame-navigate', stay);
  contents.on('will-redirect', stay);
  contents.on('will-attach-webview', (event) => event.preventDefault());
}

/** Downloads are of our own origin only: a recording, never something that a page elsewhere pushes. */
export function guardDownloads(session: Pick<Session, 'on'>): void {
  session.on('will-download', (event, item) => {
    // A blob belongs to the origin that its address names.
    if (!isOwnUrl(item.getURL().replace(/^blob:/, ''))) event.preventDefault();
  });
}
