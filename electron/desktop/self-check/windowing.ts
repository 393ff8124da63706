import type { App } from 'electron';
import type { SelfCheckWords } from '../../../shared/words/self-check.ts';
import { type Finding, ok, skipped } from '../../core/self-check/check.ts';

/**
 * On which system of windows the program runs. On Linux Chromium picks one before any JavaScript runs and notes it among its
 * switches (`ui::SetOzonePlatformForLinuxIfNeeded`).
 */
export function windowingSystem(app: Pick<App, 'commandLine'>, platform: NodeJS.Platform): string | undefined {
  if (platform !== 'linux') return platform;
  return app.commandLine.getSwitchValue('ozone-platform') || undefined;
}

export function checkWindowing(
  windowing: string | undefined,
  environment: NodeJS.ProcessEnv,
  words: SelfCheckWords,
): Finding {
  if (windowing === undefined) return skipped(words.windowingUnknown());
  const { XDG_SESSION_TYPE: session, XDG_CURRENT_DESKTOP: desktop } = environment;
  return ok({ windowing, ...(session ? { session } : {}), ...(desktop ? { desktop } : {}) });
}
