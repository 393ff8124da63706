import { useConnection } from '../stores/connection-store.ts';
import { useWords } from '../words/words.ts';

/** Why nothing can be ordered or changed now: the program is gone. Undefined while it is there. */
export function useLost(): string | undefined {
  const { t } = useWords();
  const isLost = useConnection(({ phase }) => phase === 'lost');
  return isLost ? t('app.lost.unable') : undefined;
}
