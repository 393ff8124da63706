import { ExternalLink } from 'lucide-react';
import { useSession } from '../../session/session.tsx';
import { Button } from '../../ui/button.tsx';
import { Panel } from '../../ui/panel.tsx';
import { showToast } from '../../ui/toast.tsx';
import { useWords } from '../../words/words.ts';
import { nameOf, SubjectNote, useSubject } from './subject.tsx';
import type { ToolSectionProps } from './tool-section-props.ts';
import { useChange } from './use-change.ts';

/** The account's pages at the provider, without entering the password there. */
export function CabinetSection({ account }: ToolSectionProps) {
  const { client } = useSession();
  const { t, error } = useWords();
  const subject = useSubject();
  const open = useChange({
    mutationFn: () => client.accountTools.cabinet.open({ accountId: account.id, of: subject?.id }),
    onSuccess: () => showToast({ text: t('tools.cabinet.opened') }),
  });
  // The stand of the demo has no pages that the system's browser may be sent to.
  if (account.demo) return null;
  return (
    <Panel title={t('tools.cabinet.title')}>
      <SubjectNote />
      <div className="flex flex-wrap items-center justify-between gap-3 py-3">
        <p className="min-w-0 flex-1 basis-56 break-words text-dim">
          {subject === undefined ? t('tools.cabinet.text') : t('tools.cabinet.textOf', { name: nameOf(subject) })}
        </p>
        <Button size="sm" icon={ExternalLink} busy={open.isPending} onClick={() => open.mutate()}>
          {t(subject === undefined ? 'tools.cabinet.open' : 'tools.cabinet.openOf')}
        </Button>
        <p role="alert" className="basis-full text-miss empty:hidden">
          {open.isError && error(open.error)}
        </p>
      </div>
    </Panel>
  );
}
