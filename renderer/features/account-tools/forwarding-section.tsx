import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useSession } from '../../session/session.tsx';
import { useWords } from '../../words/words.ts';
import { forwardingForm } from './forwarding-form.tsx';
import { ForwardingPageButton } from './forwarding-page-button.tsx';
import { forwardingFacts, forwardingSentences } from './forwarding-words.ts';
import { SettingSection } from './setting-section.tsx';
import { compareFacts } from './setting-words.ts';
import { useSubject } from './subject.tsx';
import type { ToolSectionProps } from './tool-section-props.ts';

/** Where an account's calls go when its own phones do not take them. */
export function ForwardingSection({ account }: ToolSectionProps) {
  const { id: accountId } = account;
  const { api, client } = useSession();
  const queries = useQueryClient();
  const words = useWords();
  const { t } = words;
  const input = { accountId, of: useSubject()?.id };
  const { read, history } = api.accountTools.forwarding;
  return (
    <SettingSection
      title={t('tools.forwarding.title')}
      text={
        <>
          {t('tools.forwarding.text')} <ForwardingPageButton account={account} />
        </>
      }
      reading={useQuery(read.queryOptions({ input }))}
      history={useQuery(history.queryOptions({ input }))}
      save={(before, edited) => client.accountTools.forwarding.save({ ...input, before, edited })}
      clear={(before) => client.accountTools.forwarding.clear({ ...input, before })}
      onOutcome={({ setting }) => queries.setQueryData(read.queryKey({ input }), setting)}
      sentences={(rules) => forwardingSentences(rules, words)}
      changes={(before, after) => compareFacts(forwardingFacts(before, words), forwardingFacts(after, words))}
      clearing={({ mode }) => (mode === 'all' || mode === 'untaken' ? t('tools.forwarding.clear') : undefined)}
      form={forwardingForm}
    />
  );
}
