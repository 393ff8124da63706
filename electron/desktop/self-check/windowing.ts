import type { SelfCheckWords } from '../../../shared/words/self-check.ts';
import { type Finding, ok, skipped } from '../../core/self-check/check.ts';

export function checkWindowing(
  windowing: string | undefined,
  environment: NodeJS.ProcessEnv,
  words: SelfCheckWords,
): Finding {
  if (windowing === undefined) return skipped(words.windowingUnknown());
  const { XDG_SESSION_TYPE: session, XDG_CURRENT_DESKTOP: desktop } = environment;
  return ok({ windowing, ...(session ? { session } : {}), ...(desktop ? { desktop } : {}) });
}
