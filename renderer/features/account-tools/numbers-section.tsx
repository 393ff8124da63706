import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useSession } from '../../session/session.tsx';
import { useWords } from '../../words/words.ts';
import { MeaningsContext, noMeanings } from './meanings.ts';
import { numbersForm } from './numbers-form.tsx';
import { NumbersWeek } from './numbers-week.tsx';
import { numberChanges, numberSentences } from './numbers-words.ts';
import { SettingSection } from './setting-section.tsx';
import type { ToolSectionProps } from './tool-section-props.ts';

/** What the numbers of an account do with calls, at a provider that answers them itself. */
export function NumbersSection({ account }: ToolSectionProps) {
  const { api, client } = useSession();
  const queries = useQueryClient();
  const words = useWords();
  const { t } = words;
  const accountId = account.id;
  const input = { accountId };
  const { read, history, meanings: told } = api.accountTools.universalNumbers;
  // Others change them as well, in the provider's own cabinet.
  const reading = useQuery({ ...read.queryOptions({ input }), staleTime: 0 });
  const meaningsQuery = told.queryOptions({ input });
  const meanings = useQuery(meaningsQuery).data;
  const known = meanings ?? noMeanings;
  return (
    <MeaningsContext value={known}>
      <SettingSection
        title={t('tools.numbers.title')}
        text={t('tools.numbers.text')}
        reading={reading}
        history={useQuery(history.queryOptions({ input }))}
        save={(before, edited) => client.accountTools.universalNumbers.save({ accountId, before, edited })}
        clear={(before) => client.accountTools.universalNumbers.clear({ accountId, before })}
        onOutcome={({ setting }) => queries.setQueryData(read.queryKey({ input }), setting)}
        sentences={(numbers) => numberSentences(numbers, words, known)}
        changes={(before, after) => numberChanges(before, after, words, known)}
        clearing={() => undefined}
        form={numbersForm}
      />
      {reading.data !== undefined && meanings !== undefined && (
        <NumbersWeek
          account={account}
          numbers={reading.data}
          meanings={meanings}
          onSaved={(saved) => queries.setQueryData(meaningsQuery.queryKey, saved)}
        />
      )}
    </MeaningsContext>
  );
}
