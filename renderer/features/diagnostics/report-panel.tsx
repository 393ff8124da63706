import { useMutation } from '@tanstack/react-query';
import { ClipboardCopy } from 'lucide-react';
import type { LinkResult } from '../../../shared/contract/diagnostics.ts';
import { useSession } from '../../session/session.tsx';
import { Button } from '../../ui/button.tsx';
import { LongText } from '../../ui/long-text.tsx';
import { showToast } from '../../ui/toast.tsx';
import { useWords } from '../../words/words.ts';

/** The text to send to whoever helps, shown whole: nobody sends what they cannot read. */
export function ReportPanel({ results }: { results: readonly LinkResult[] }) {
  const { client } = useSession();
  const { t, locale, error } = useWords();
  const copy = useMutation({
    mutationFn: () => client.diagnostics.report({ locale, results: [...results] }),
    onSuccess: ({ text }) =>
      void (navigator.clipboard?.writeText(text) ?? Promise.reject()).then(
        () => showToast({ text: t('app.reportCopied') }),
        () => showToast({ tone: 'miss', text: t('diagnostics.notCopied') }),
      ),
    onError: (thrown) => showToast({ tone: 'miss', text: error(thrown) }),
  });
  return (
    <div className="mb-5">
      <Button icon={ClipboardCopy} busy={copy.isPending} onClick={() => copy.mutate()}>
        {t('app.copyReport')}
      </Button>
      {copy.data && <LongText label={t('diagnostics.report')} text={copy.data.text} className="mt-3" />}
    </div>
  );
}
