import { RefreshCw } from 'lucide-react';
import { type FormEvent, useRef, useState } from 'react';
import { isBelow, readAmount } from '../../../shared/domain/money.ts';
import { useSession } from '../../session/session.tsx';
import { useLive } from '../../stores/live-store.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Panel } from '../../ui/panel.tsx';
import { showToast } from '../../ui/toast.tsx';
import { useWords } from '../../words/words.ts';
import { useBalance } from './low-balance.tsx';
import { MoneyOperations } from './money-operations.tsx';
import { SubjectNote, useSubject } from './subject.tsx';
import type { ToolSectionProps } from './tool-section-props.ts';
import { useChange } from './use-change.ts';

/** What an account has, when to warn of too little, and what it was spent on. */
export function MoneySection({ account }: ToolSectionProps) {
  const { t, error, money } = useWords();
  const of = useSubject()?.id;
  const balance = useBalance(account.id, of);
  const limit = useLive((state) => state.settings.balanceLimits[account.id]);
  const [isOpen, setOpen] = useState(false);
  const { data } = balance;
  return (
    <Panel title={t('tools.money.title')}>
      <SubjectNote />
      <div className="flex flex-wrap items-center justify-between gap-3 py-3">
        <div role="status" className="min-w-0 flex-1 basis-56">
          {balance.isError ? (
            <p className="text-miss">{error(balance.error)}</p>
          ) : data === undefined ? (
            t('app.loading')
          ) : (
            <>
              <p className="font-semibold text-xl tabular-nums">
                {data.amount === undefined ? t('tools.money.untold') : money(data.amount, data.currency)}
              </p>
              {of === undefined && isBelow(data.amount, limit) && <p className="text-miss">{t('tools.money.low')}</p>}
            </>
          )}
        </div>
        <Button size="sm" icon={RefreshCw} busy={balance.isFetching} onClick={() => void balance.refetch()}>
          {t('tools.readAnew')}
        </Button>
      </div>
      {of === undefined && <LimitForm accountId={account.id} limit={limit} currency={data?.currency ?? ''} />}
      {isOpen ? (
        <MoneyOperations account={account} />
      ) : (
        <div className="py-2.5">
          <Button size="sm" onClick={() => setOpen(true)}>
            {t('tools.money.operations')}
          </Button>
        </div>
      )}
    </Panel>
  );
}

interface LimitFormProps {
  accountId: string;
  limit: number | undefined;
  currency: string;
}

/** Below which balance to warn; empty is never. */
function LimitForm({ accountId, limit, currency }: LimitFormProps) {
  const { client } = useSession();
  const { t, error } = useWords();
  const saved = limit === undefined ? '' : String(limit);
  const [typed, setTyped] = useState(saved);
  const form = useRef<HTMLFormElement>(null);
  // What was saved here, or in another window, is what the field says from then on.
  const [shown, setShown] = useState(saved);
  if (shown !== saved) {
    setShown(saved);
    setTyped(saved);
  }
  const micros = readAmount(typed);
  const isWrong = typed.trim() !== '' && (micros === undefined || micros < 0);
  const save = useChange({
    mutationFn: () =>
      client.settings.update({
        balanceLimits: { [accountId]: micros === undefined ? null : micros / 1_000_000 },
      }),
    onSuccess() {
      showToast({ text: t('tools.money.limitSaved') });
      // The button has nothing to save any more, and would lose the keyboard its place; whoever is elsewhere by now stays there.
      const { activeElement } = document;
      if (activeElement !== document.body && !form.current?.contains(activeElement)) return;
      form.current?.querySelector('input')?.focus();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isWrong && !save.isPending) save.mutate();
  };
  return (
    <form ref={form} onSubmit={submit} noValidate className="flex flex-wrap items-start gap-2 py-3">
      <Field
        label={currency === '' ? t('tools.money.limitBare') : t('tools.money.limit', { currency })}
        hint={t('tools.money.limitHint')}
        error={isWrong ? t('tools.money.limitFault') : save.isError ? error(save.error) : undefined}
        inputMode="decimal"
        maxLength={12}
        className="min-w-0 flex-1 basis-56"
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
      />
      <Button type="submit" className="sm:mt-[26px]" disabled={isWrong || typed === saved}>
        {t('app.save')}
      </Button>
    </form>
  );
}
