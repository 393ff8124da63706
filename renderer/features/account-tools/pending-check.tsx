import { type FormEvent, useState } from 'react';
import type { CallerIdCheck, CallerIds } from '../../../shared/contract/account-tools/caller-ids.ts';
import { parseParty } from '../../../shared/domain/phone-number.ts';
import { useSession } from '../../session/session.tsx';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { useNow } from '../../ui/now.ts';
import { useWords } from '../../words/words.ts';
import type { Whose } from './subject.tsx';
import { useChange } from './use-change.ts';

interface PendingCheckProps {
  whose: Whose;
  check: CallerIdCheck;
  onChange(now: CallerIds): void;
}

/** The number that waits for its code: the code, how long ago it was sent, and the way to another one. */
export function PendingCheck({ whose, check, onChange }: PendingCheckProps) {
  const { client } = useSession();
  const { t, error, waiting, number: write } = useWords();
  const now = useNow();
  const [code, setCode] = useState('');
  const [asking, setAsking] = useState(false);
  const tools = client.accountTools.callerIds;
  const { number, by, sentAt, isUnknown } = check;
  const confirm = useChange({
    mutationFn: () => tools.confirm({ ...whose, code: code.trim() }),
    onSuccess: onChange,
  });
  const again = useChange({
    mutationFn: () => tools.add({ ...whose, number, by, again: true }),
    onSuccess(next) {
      onChange(next);
      setCode('');
      confirm.reset();
    },
  });
  const drop = useChange({ mutationFn: () => tools.dropCheck(whose), onSuccess: onChange });
  const written = write(parseParty(number));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (code.trim() !== '' && !confirm.isPending) confirm.mutate();
  };
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-3 py-3">
      <p role="status">
        {isUnknown
          ? t(`tools.callerIds.maybeSent.${by}`, { number: written })
          : t(`tools.callerIds.sent.${by}`, { number: written })}{' '}
        <span className="text-dim">{t('tools.callerIds.ago', { time: waiting(sentAt, now) })}</span>
      </p>
      <div className="flex flex-wrap items-end gap-2">
        <Field
          label={t('tools.callerIds.code')}
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={32}
          className="w-36"
          value={code}
          onChange={({ target }) => setCode(target.value)}
        />
        <Button type="submit" variant="primary" disabled={code.trim() === ''} busy={confirm.isPending}>
          {t('tools.callerIds.confirm')}
        </Button>
        <Button variant="quiet" onClick={() => setAsking(true)}>
          {t('tools.callerIds.again')}
        </Button>
        <Button variant="quiet" busy={drop.isPending} onClick={() => drop.mutate()}>
          {t('tools.callerIds.drop')}
        </Button>
      </div>
      {(confirm.error ?? drop.error) && (
        <p role="alert" className="text-miss">
          {error(confirm.error ?? drop.error)}
        </p>
      )}
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={t('tools.callerIds.againTitle', { number: written })}
        text={t('tools.callerIds.againText', { time: waiting(sentAt, now) })}
        confirm={t('tools.callerIds.again')}
        busy={again.isPending}
        onConfirm={() => again.mutateAsync()}
      />
    </form>
  );
}
