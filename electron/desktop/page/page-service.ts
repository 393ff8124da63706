import { app, ipcMain, MessageChannelMain, protocol, session, shell } from 'electron';
import type { Core } from '../../core/core.ts';
import type { Logger } from '../../core/ports.ts';
import { builtFile } from '../main/built-file.ts';
import type { Popup } from '../popup/popup.ts';
import { popupRouter } from '../popup/router.ts';
import { guardDownloads, guardNavigation } from './navigation.ts';
import { scheme } from './origin.ts';
import { guardPermissions } from './permissions.ts';
import { createPageHandler, type PageHandler } from './protocol.ts';
import { createRpcPorts } from './rpc-port.ts';

/** Everything of the page's that this process answers for. The answer ends it. */
export function servePage(
  core: Pick<Core, 'router' | 'audioFile'>,
  popup: Pick<Popup, 'owns'>,
  logger: Logger,
  handler: PageHandler = createPageHandler({ root: builtFile('renderer'), audioFile: core.audioFile }),
): () => void {
  guardNavigation(app, {
    logger,
    openOutside(url) {
      shell.openExternal(url).catch((error: unknown) => logger.warn('desktop.link-not-opened', { error }));
    },
  });
  guardPermissions(session.defaultSession);
  guardDownloads(session.defaultSession);
  protocol.handle(scheme, handler);
  const lesserRouter = popupRouter(core.router);
  return createRpcPorts({
    electron: { ipcMain, MessageChannelMain },
    routerOf: (contents) => (popup.owns(contents) ? lesserRouter : core.router),
    logger,
  }).close;
}
