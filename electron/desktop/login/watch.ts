import { app } from 'electron';
import type { Client } from '../../../shared/contract/contract.ts';
import type { Settings } from '../../../shared/contract/settings.ts';
import { defaultSettings } from '../../../shared/domain/default-settings.ts';
import type { Core } from '../../core/core.ts';
import type { Logger } from '../../core/ports.ts';
import { createLoginChoice } from './choice.ts';
import type { LoginItem } from './login-item.ts';

export interface LoginWatch {
  /** As of the last word of core. */
  settings(): Settings;
  /** macOS: the system started the program when the user logged in; elsewhere its arguments say so. */
  startedProgram: boolean;
  close(): void;
}

/** What the system starts at login, as the user chooses it here or there. A run from the sources has no program to start. */
export function watchLogin(parts: { core: Core; client: Client; item: LoginItem; logger: Logger }): LoginWatch {
  const { core, client, item, logger } = parts;
  const choice = createLoginChoice({ item, logger, save: (startAtLogin) => client.settings.update({ startAtLogin }) });
  let current: Settings = defaultSettings;
  const unwatch = core.watch((update) => {
    if (update.kind !== 'snapshot' && update.kind !== 'settings') return;
    current = update.settings;
    if (app.isPackaged) void choice.apply(current);
  });
  if (app.isPackaged) void choice.adopt(current);
  return {
    close: unwatch,
    settings: () => current,
    startedProgram: process.platform === 'darwin' && app.getLoginItemSettings().wasOpenedAtLogin,
  };
}
