import type { Notification } from 'electron';
import type { Logger, Notifier, OsNotice } from '../core/ports.ts';
import type { ElectronParts } from './electron-parts.ts';

export interface DesktopNotifier extends Notifier {
  /** Something of the program itself rather than of a call. */
  tell(news: { tag: string; title: string; body: string; onClick(): void }): void;
  /** Takes back what still calls for a reaction; news of missed calls stays where it is. */
  close(): void;
}

interface Shown {
  notification: Notification;
  notice: OsNotice;
}

/** A missed call of yesterday's flood need not answer a click by itself for ever: the window lists them all. */
const mostHeld = 100;

export function createNotifier(options: {
  electron: ElectronParts<'Notification'>;
  logger: Logger;
  openCall(callId: number): void;
}): DesktopNotifier {
  const { electron, logger } = options;
  // A notification that nobody holds is collected, and its click with it.
  const shown = new Map<string, Shown>();
  let told: Notification | undefined;

  function forget(tag: string, notification: Notification): void {
    if (shown.get(tag)?.notification === notification) shown.delete(tag);
  }

  function withdraw(tag: string): void {
    const held = shown.get(tag);
    // First forgotten, then closed: its `close` must not touch what takes its place.
    shown.delete(tag);
    held?.notification.close();
  }

  function show(notice: OsNotice): void {
    const before = shown.get(notice.tag)?.notice;
    if (before?.kind === notice.kind && before.title === notice.title && before.body === notice.body) return;
    withdraw(notice.tag);

    const incoming = notice.kind === 'incoming';
    // No actions, reply or sound: Linux has none of them, and everything they would do is one click away.
    const notification = new electron.Notification({
      id: notice.tag,
      title: notice.title,
      body: notice.body,
      silent: notice.silent,
      urgency: incoming ? 'critical' : 'normal',
      // A ring stays for as long as it rings and is withdrawn with it.
      timeoutType: incoming ? 'never' : 'default',
    });
    notification.on('click', () => {
      forget(notice.tag, notification);
      options.openCall(notice.callId);
    });
    notification.on('close', () => forget(notice.tag, notification));
    // An unsigned program on macOS is told here, and only here, that nothing was shown.
    notification.on('failed', (_event, error) => {
      forget(notice.tag, notification);
      logger.warn('desktop.notification-failed', { error });
    });
    shown.set(notice.tag, { notification, notice });
    const oldest = shown.keys().next().value;
    if (shown.size > mostHeld && oldest !== undefined) shown.delete(oldest);
    notification.show();
  }

  return {
    show,
    withdraw,
    tell({ tag, title, body, onClick }) {
      const notification = new electron.Notification({ id: tag, title, body, silent: true });
      notification.on('click', () => onClick());
      told = notification;
      notification.show();
    },
    close() {
      for (const [tag, { notice }] of shown) if (notice.kind === 'incoming') withdraw(tag);
      shown.clear();
      told?.close();
    },
  };
}
