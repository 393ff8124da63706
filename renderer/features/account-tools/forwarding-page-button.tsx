import { ExternalLink } from 'lucide-react';
import { useSession } from '../../session/session.tsx';
import { Button } from '../../ui/button.tsx';
import { useWords } from '../../words/words.ts';
import { useSubject } from './subject.tsx';
import type { ToolSectionProps } from './tool-section-props.ts';
import { useChange } from './use-change.ts';

/** The provider's own page about forwarding, which shows how its conditions work together. */
export function ForwardingPageButton({ account }: ToolSectionProps) {
  const { client } = useSession();
  const { t, error } = useWords();
  // It opens for whoever is signed in.
  const isOfAnother = useSubject() !== undefined;
  const open = useChange({
    mutationFn: () => client.accountTools.cabinet.openPage({ accountId: account.id, page: 'forwarding' }),
  });
  // The stand of the demo has no pages that the system's browser may be sent to.
  if (account.demo || !account.capabilities.includes('cabinet') || isOfAnother) return null;
  return (
    <>
      {t('tools.forwarding.page')}
      <span className="mt-2 block">
        <Button size="sm" icon={ExternalLink} busy={open.isPending} onClick={() => open.mutate()}>
          {t('tools.forwarding.openPage')}
        </Button>
      </span>
      {open.isError && (
        <span role="alert" className="block text-miss">
          {error(open.error)}
        </span>
      )}
    </>
  );
}
