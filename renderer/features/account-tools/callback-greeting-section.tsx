import { type FormEvent, useState } from 'react';
import { type CallbackGreeting, longestPrompt } from '../../../shared/contract/settings.ts';
import { useSession } from '../../session/session.tsx';
import { useLive } from '../../stores/live-store.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { showToast } from '../../ui/toast.tsx';
import { useWords } from '../../words/words.ts';
import type { ToolSectionProps } from './tool-section-props.ts';
import { useChange } from './use-change.ts';

const languages = ['ru', 'en'] as const;

/** What the own phone hears first when a callback was ordered. */
export function CallbackGreetingSection({ account: { id } }: ToolSectionProps) {
  const saved = useLive((state) => state.settings.callbackGreetings[id]);
  // Without a word on it the provider greets in Russian.
  const greeting = saved ?? { language: 'ru', prompt: '' };
  return <GreetingForm accountId={id} saved={greeting} />;
}

function GreetingForm({ accountId, saved }: { accountId: string; saved: CallbackGreeting }) {
  const { client } = useSession();
  const { t, error } = useWords();
  const [draft, setDraft] = useState(saved);
  const [base, setBase] = useState(saved);
  // Saved elsewhere: shown where nobody is about to say it otherwise. The form stays, and the keyboard its place in it.
  if (!isSame(base, saved)) {
    setBase(saved);
    if (isSame(draft, base)) setDraft(saved);
  }
  const next = { ...draft, prompt: draft.prompt.trim() };
  const isChanged = !isSame(next, saved);
  const save = useChange({
    mutationFn: () => client.settings.update({ callbackGreetings: { [accountId]: next } }),
    onSuccess: () => showToast({ text: t('tools.greeting.saved') }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isChanged && !save.isPending) save.mutate();
  };
  return (
    <Panel title={t('tools.greeting.title')} text={t('tools.greeting.text')}>
      <form onSubmit={submit} noValidate className="flex flex-col gap-3 py-3">
        <Segmented<CallbackGreeting['language']>
          label={t('tools.together.language')}
          value={draft.language}
          options={languages.map((value) => ({ value, label: t(`tools.together.languages.${value}`) }))}
          onChange={(language) => setDraft({ ...draft, language })}
        />
        <Field
          label={t('tools.greeting.prompt')}
          hint={t('tools.greeting.promptHint')}
          maxLength={longestPrompt}
          value={draft.prompt}
          error={save.isError ? error(save.error) : undefined}
          onChange={({ target }) => setDraft({ ...draft, prompt: target.value })}
        />
        <div>
          <Button
            type="submit"
            size="sm"
            unable={isChanged ? undefined : t('tools.greeting.same')}
            busy={save.isPending}
          >
            {t('app.save')}
          </Button>
        </div>
      </form>
    </Panel>
  );
}

function isSame(one: CallbackGreeting, other: CallbackGreeting): boolean {
  return one.language === other.language && one.prompt === other.prompt;
}
