import { useMutation } from '@tanstack/react-query';
import { useSession } from '../../session/session.tsx';
import { hearUpdate } from '../../stores/live-store.ts';
import { useWords } from '../../words/words.ts';

/** Has the system ask for the keychain's password once more, and says what came of it. */
export function useAskKeychain() {
  const { client } = useSession();
  const { t, error } = useWords();
  const asking = useMutation({
    mutationFn: () => client.host.askKeychain(),
    onSuccess: ({ vault }) => hearUpdate({ kind: 'vault', vault }),
  });
  const said = () => {
    if (asking.isError) return error(asking.error);
    const { answer, vault } = asking.data ?? {};
    if (answer === 'none') return t('app.banners.keychainSilent');
    if (answer !== 'refused') return undefined;
    return vault?.kind === 'keychain'
      ? t('app.banners.keychainRefused')
      : t('app.banners.keychainSaid', { detail: vault?.keychainProblem ?? '' });
  };
  return { ask: () => asking.mutate(), isAsking: asking.isPending, said: said() };
}
