import type { SelfCheckWords } from '../../../shared/words/self-check.ts';
import type { HostLink } from '../../core/ports.ts';
import { type Finding, failed, ok, skipped } from '../../core/self-check/check.ts';
import type { ElectronParts } from '../electron-parts.ts';

/** Shows one without a sound, and takes it back. Where nobody shows notifications, or may not, there is nothing to try. */
export async function checkNotification(parts: {
  electron: ElectronParts<'Notification'>;
  permission(): Promise<Pick<HostLink, 'status' | 'finding'>>;
  words: SelfCheckWords;
}): Promise<Finding> {
  const { electron, permission, words } = parts;
  const { status, finding } = await permission();
  if (finding === 'no-server') return skipped(words.noNotificationServer());
  if (status !== 'ok') return skipped(words.notificationsForbidden());
  const { title, body } = words.testNotification();
  const notification = new electron.Notification({ id: 'self-check', title, body, silent: true });
  try {
    return await new Promise<Finding>((resolve) => {
      notification.once('show', () => resolve(ok()));
      notification.once('failed', (_event, error) => resolve(failed(words.notificationFailed(error))));
      notification.show();
    });
  } finally {
    notification.close();
  }
}
