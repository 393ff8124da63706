import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useSession } from '../../session/session.tsx';
import { useWords } from '../../words/words.ts';
import { recordingForm } from './recording-form.tsx';
import { recordingFacts, recordingSentences } from './recording-words.ts';
import { SettingSection } from './setting-section.tsx';
import { compareFacts } from './setting-words.ts';
import { useSubject } from './subject.tsx';
import type { ToolSectionProps } from './tool-section-props.ts';

/** Which of an account's calls the provider records. */
export function RecordingSection({ account: { id: accountId } }: ToolSectionProps) {
  const { api, client } = useSession();
  const queries = useQueryClient();
  const words = useWords();
  const { t } = words;
  const input = { accountId, of: useSubject()?.id };
  const { read, history } = api.accountTools.recordingRules;
  return (
    <SettingSection
      title={t('tools.recording.title')}
      text={t('tools.recording.text')}
      reading={useQuery(read.queryOptions({ input }))}
      history={useQuery(history.queryOptions({ input }))}
      save={(before, edited) => client.accountTools.recordingRules.save({ ...input, before, edited })}
      clear={(before) => client.accountTools.recordingRules.clear({ ...input, before })}
      onOutcome={({ setting }) => queries.setQueryData(read.queryKey({ input }), setting)}
      sentences={(rules) => recordingSentences(rules, words)}
      changes={(before, after) => compareFacts(recordingFacts(before, words), recordingFacts(after, words))}
      clearing={({ incoming, outgoing }) => (incoming || outgoing ? t('tools.recording.clear') : undefined)}
      form={recordingForm}
    />
  );
}
