import { useMutation, useQuery } from '@tanstack/react-query';
import { useSession } from '../../session/session.tsx';
import { Button } from '../../ui/button.tsx';
import { showToast } from '../../ui/toast.tsx';
import { useWords } from '../../words/words.ts';

/** Lets this program open links with numbers, or leads to where the system lets the user say so. */
export function ClaimLinks({ onClaimed }: { onClaimed(): void }) {
  const { client, api } = useSession();
  const { t, error } = useWords();
  const host = useQuery(api.host.info.queryOptions());
  const claim = useMutation({
    mutationFn: () => client.host.claimCallLinks(),
    onSuccess({ done }) {
      if (done === 'asked') showToast({ text: t('diagnostics.linksAsked') });
      else onClaimed();
    },
    onError: (thrown) => showToast({ tone: 'miss', text: error(thrown) }),
  });
  if (host.data?.features.callLinks !== true) return null;
  return (
    <Button size="sm" busy={claim.isPending} onClick={() => claim.mutate()}>
      {t('diagnostics.claimLinks')}
    </Button>
  );
}
