import { useQueryClient } from '@tanstack/react-query';
import { Send } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import type { NewAccountOrder } from '../../../shared/contract/account-tools/new-accounts.ts';
import type { NewAccount, NewAccountField } from '../../../shared/domain/new-account.ts';
import { useSession } from '../../session/session.tsx';
import { useLost } from '../../session/use-lost.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useForgettable } from '../../ui/use-forgettable.ts';
import { useWords } from '../../words/words.ts';
import { MadeAccount } from './made-account.tsx';
import { emptyDraft, NewAccountFields, readDraft } from './new-account-fields.tsx';
import { SentFailure } from './sent-failure.tsx';
import { useChange } from './use-change.ts';

interface NewAccountDialogProps {
  accountId: string;
  kind: NewAccount['kind'];
  onClose(): void;
  /** Something left, whatever became of it. */
  onOrdered(): void;
}

const untold = () => ({ password: '' });

/** The form, each refusal at its field, and then what was made: a password is shown until it is said to be kept, and then forgotten. */
export function NewAccountDialog({ accountId, kind, onClose, onOrdered }: NewAccountDialogProps) {
  const { api, client } = useSession();
  const queries = useQueryClient();
  const lost = useLost();
  const { t } = useWords();
  const [draft, setDraft] = useState(emptyDraft);
  const [left, setLeft] = useState<ReadonlySet<NewAccountField>>(new Set());
  const [{ password }, tellPassword, forget] = useForgettable(untold, untold);
  const { account, faults } = readDraft(kind, draft);
  const order = useChange({
    async mutationFn(again: string | undefined): Promise<{ answered: NewAccountOrder; isNew: boolean }> {
      const clickId = crypto.randomUUID();
      const answer = await client.accountTools.newAccounts.order({ clickId, accountId, for: account, again });
      // Not into what this resolves to: that is held until the form is gone.
      tellPassword({ password: answer.password ?? '' });
      return { answered: answer.order, isNew: answer.order.id === clickId };
    },
    onSettled() {
      void queries.invalidateQueries({
        queryKey: api.accountTools.subAccounts.subjects.queryKey({ input: { accountId } }),
      });
      onOrdered();
    },
  });
  const answered = order.data?.answered;
  const made = order.data?.isNew && answered?.state === 'made' ? answered : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (order.isPending) return;
    if (faults.size > 0) setLeft(new Set(faults.keys()));
    else order.mutate(undefined);
  };
  const finish = () => {
    forget();
    onClose();
  };
  // A password that nobody has taken down yet is not closed by a slip.
  const close = () => {
    if (!order.isPending && password === '') onClose();
  };
  return (
    <Dialog
      open
      onClose={close}
      title={made ? t('tools.newAccounts.made') : t(`tools.newAccounts.titles.${kind}`)}
      text={made ? undefined : t(`tools.newAccounts.texts.${kind}`)}
    >
      {made ? (
        <MadeAccount order={made} password={password} onDone={finish} />
      ) : (
        <form onSubmit={submit} noValidate className="flex flex-col gap-4">
          <NewAccountFields
            kind={kind}
            draft={draft}
            faults={faults}
            left={left}
            onChange={(next) => {
              setDraft(next);
              order.reset();
            }}
            onLeave={(field) => setLeft(new Set([...left, field]))}
          />
          {order.isError && <SentFailure error={order.error} />}
          {answered && (
            <div
              role="alert"
              className="flex flex-col gap-2 rounded-[10px] border border-miss-line bg-miss-bg px-3 py-2.5"
            >
              <p>
                {order.data?.isNew
                  ? t(`tools.newAccounts.now.${answered.state}`)
                  : t(`tools.newAccounts.earlier.${answered.state}`)}
              </p>
              {answered.state !== 'ordering' && (
                <Button
                  size="sm"
                  className="self-end"
                  busy={order.isPending}
                  unable={lost}
                  onClick={() => order.mutate(answered.id)}
                >
                  {t('tools.newAccounts.again')}
                </Button>
              )}
            </div>
          )}
          <div className="flex flex-wrap justify-end gap-2">
            <Button onClick={close} busy={order.isPending}>
              {t(answered ? 'app.close' : 'app.cancel')}
            </Button>
            {!answered && (
              <Button type="submit" variant="primary" icon={Send} busy={order.isPending} unable={lost}>
                {t('tools.newAccounts.order')}
              </Button>
            )}
          </div>
        </form>
      )}
    </Dialog>
  );
}
