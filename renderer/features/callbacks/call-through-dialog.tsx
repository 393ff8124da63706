import { useMutation } from '@tanstack/react-query';
import { Phone } from 'lucide-react';
import { useState } from 'react';
import type { Account } from '../../../shared/contract/account.ts';
import type { Party } from '../../../shared/contract/call.ts';
import { callRouteOf, canCall } from '../../../shared/domain/callback-order.ts';
import { useSession } from '../../session/session.tsx';
import { useLive } from '../../stores/live-store.ts';
import { useView } from '../../stores/view-store.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { SelectField } from '../../ui/field.tsx';
import { useWords } from '../../words/words.ts';
import { useOrder } from './use-order.ts';

/** Before a caller of one account is called back from another's line for the first time: nothing was ordered yet. */
export function CallThroughDialog() {
  const { t } = useWords();
  const asked = useView((state) => state.callThrough);
  const accounts = useLive((state) => state.accounts);
  const called = accounts.find(({ id }) => id === asked?.accountId);
  const close = () => useView.setState({ callThrough: undefined });
  const able = asked === undefined ? [] : accounts.filter((account) => canCall(account, asked.remote));
  return (
    <Dialog open={called !== undefined && able.length > 0} onClose={close} title={t('callback.other.title')}>
      {asked && called && <Question called={called} able={able} remote={asked.remote} onDone={close} />}
    </Dialog>
  );
}

interface QuestionProps {
  called: Account;
  able: readonly Account[];
  remote: Party;
  onDone(): void;
}

function Question({ called, able, remote, onDone }: QuestionProps) {
  const { client } = useSession();
  const { t, who, error } = useWords();
  const order = useOrder();
  const [chosen, setChosen] = useState(() => callRouteOf(called.callRoutes, remote)?.accountId);
  const through = able.find(({ id }) => id === chosen) ?? able[0];
  const agree = useMutation({
    mutationFn: (accountId: string) => client.callbacks.agree({ accountId: called.id, through: accountId }),
    onSuccess(_done, accountId) {
      void order({ accountId, remote });
      onDone();
    },
  });
  if (through === undefined) return null;
  return (
    <div className="flex flex-col gap-4">
      <p>{t('callback.other.text', { called: called.label, who: who(remote), through: through.label })}</p>
      {able.length > 1 && (
        <SelectField
          label={t('callback.through')}
          value={through.id}
          onChange={({ target }) => setChosen(target.value)}
          options={able.map(({ id: value, label }) => ({ value, label }))}
        />
      )}
      <p className="text-dim text-sm">{t('callback.other.once', { called: called.label })}</p>
      {agree.isError && (
        <p role="alert" className="text-miss">
          {error(agree.error)}
        </p>
      )}
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onDone}>{t('app.cancel')}</Button>
        <Button variant="go" icon={Phone} busy={agree.isPending} onClick={() => agree.mutate(through.id)}>
          {t('callback.other.order', { through: through.label })}
        </Button>
      </div>
    </div>
  );
}
