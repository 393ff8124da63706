import { type FormEvent, useState } from 'react';
import type { CallerIds, CheckBy } from '../../../shared/contract/account-tools/caller-ids.ts';
import { useSession } from '../../session/session.tsx';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { useWords } from '../../words/words.ts';
import type { Whose } from './subject.tsx';
import { useChange } from './use-change.ts';

interface AddCallerIdProps {
  whose: Whose;
  onChange(now: CallerIds): void;
  /** It left, and no answer came. */
  onUnknown(): void;
}

const ways: readonly CheckBy[] = ['sms', 'call'];

/** Has the provider send a code to a number. */
export function AddCallerId({ whose, onChange, onUnknown }: AddCallerIdProps) {
  const { client } = useSession();
  const { t, error } = useWords();
  const [number, setNumber] = useState('');
  const [by, setBy] = useState<CheckBy>('sms');
  const add = useChange({
    mutationFn: () => client.accountTools.callerIds.add({ ...whose, number, by }),
    onSuccess: onChange,
    onError: onUnknown,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (number.trim() !== '' && !add.isPending) add.mutate();
  };
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-3 py-3">
      <Field
        label={t('tools.callerIds.number')}
        hint={t('tools.callerIds.numberHint')}
        type="tel"
        maxLength={100}
        value={number}
        error={add.isError ? error(add.error) : undefined}
        onChange={({ target }) => {
          setNumber(target.value);
          add.reset();
        }}
      />
      <div className="flex flex-wrap items-center justify-between gap-2">
        <Segmented<CheckBy>
          label={t('tools.callerIds.by')}
          value={by}
          options={ways.map((value) => ({ value, label: t(`tools.callerIds.ways.${value}`) }))}
          onChange={setBy}
        />
        <Button type="submit" size="sm" disabled={number.trim() === ''} busy={add.isPending}>
          {t(`tools.callerIds.send.${by}`)}
        </Button>
      </div>
    </form>
  );
}
