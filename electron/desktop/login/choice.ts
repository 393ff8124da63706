import type { Settings } from '../../../shared/contract/settings.ts';
import type { Logger } from '../../core/ports.ts';
import type { LoginItem } from './login-item.ts';

/** Keeps the setting and the system's own record of what starts at login the same. */
export interface LoginChoice {
  /** The system is right: what the user changed there becomes the setting. What is on is renewed, and nothing else written. */
  adopt(settings: Settings): Promise<void>;
  /** The user changed the setting. Tells the system only what differs from what it has. */
  apply(settings: Settings): Promise<void>;
}

export function createLoginChoice(options: {
  item: LoginItem;
  /** Changes the setting. */
  save(startAtLogin: boolean): Promise<unknown>;
  logger: Logger;
}): LoginChoice {
  const { item, save, logger } = options;
  /** As the system has it; unknown until it was asked, and nothing is changed before. */
  let held: boolean | undefined;

  return {
    async adopt(settings) {
      try {
        held = await item.isOn();
        if (held !== settings.startAtLogin) await save(held);
        await item.renew();
      } catch (error) {
        logger.warn('desktop.login-item-unread', { error });
      }
    },
    async apply({ startAtLogin }) {
      if (held === undefined || held === startAtLogin) return;
      held = startAtLogin;
      try {
        await item.set(startAtLogin);
      } catch (error) {
        logger.warn('desktop.login-item-unwritten', { error });
        held = !startAtLogin;
        await save(held);
      }
    },
  };
}
