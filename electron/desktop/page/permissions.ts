import type { Session } from 'electron';
import { isOwnUrl } from './origin.ts';

type Permission = Parameters<Parameters<Session['setPermissionRequestHandler']>[0] & object>[1];

/**
 * All that the page is ever granted. The program carries no voice, so neither microphone nor camera is here, and what
 * is not here is refused: without handlers Electron grants everything.
 */
const granted: ReadonlyMap<Permission, string> = new Map<Permission, string>([
  ['clipboard-sanitized-write', '"Copy number" writes plain text after a click'],
  ['speaker-selection', 'The user may choose which loudspeaker rings'],
]);

export function guardPermissions(
  session: Pick<Session, 'setPermissionRequestHandler' | 'setPermissionCheckHandler'>,
): void {
  session.setPermissionRequestHandler((_contents, permission, answer, details) => {
    answer(granted.has(permission) && isOwnUrl(details.requestingUrl));
  });
  // Asked for what needs no prompt; the request handler alone would leave those open.
  session.setPermissionCheckHandler((_contents, permission, origin) => granted.has(permission) && isOwnUrl(origin));
}
