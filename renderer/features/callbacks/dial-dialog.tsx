import { useMutation } from '@tanstack/react-query';
import { Phone } from 'lucide-react';
import { type ClipboardEvent, type FormEvent, useId, useState } from 'react';
import type { Account } from '../../../shared/contract/account.ts';
import { checkDialable } from '../../../shared/domain/dialling.ts';
import { goTo } from '../../app/route.ts';
import { useSession } from '../../app/session.tsx';
import { useWords } from '../../app/words.ts';
import { useLive } from '../../stores/live-store.ts';
import { useView } from '../../stores/view-store.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field, SelectField } from '../../ui/field.tsx';
import { useSettled } from '../../ui/settled.ts';
import { PastOrders, useOrders } from './past-orders.tsx';
import { numberIn } from './pasted-number.ts';
import { useOrder } from './use-order.ts';

/** Whoever has typed nothing for this long, ms, may be told what is wrong: 112 is also how a longer number begins. */
const judgedAfter = 700;

export function DialDialog() {
  const { t } = useWords();
  const open = useView((state) => state.dialOpen);
  const number = useView((state) => state.dialNumber);
  const accounts = useLive((state) => state.accounts).filter((account) => account.capabilities.includes('callback'));
  const [chosen, setChosen] = useState<string>();
  // The box may open before anybody has told of the accounts.
  const account = accounts.find((one) => one.id === chosen) ?? accounts[0];
  const close = () => useView.setState({ dialOpen: false, dialNumber: '' });
  return (
    <Dialog open={open} onClose={close} title={t('callback.dialTitle')} text={t('callback.dialText')}>
      {account ? (
        <DialForm
          key={number}
          number={number}
          accounts={accounts}
          account={account}
          onChoose={setChosen}
          onOrdered={close}
        />
      ) : (
        <p className="text-dim">{t('callback.noAccount')}</p>
      )}
      <DialledBefore onOpen={close} />
    </Dialog>
  );
}

/** What was ordered lately, to whomever: what came of it, and its call. */
function DialledBefore({ onOpen }: { onOpen(): void }) {
  const orders = useOrders();
  const open = (callId: number) => {
    onOpen();
    goTo({ screen: 'calls', callId });
  };
  return <PastOrders named first={5} orders={orders} onOpen={open} />;
}

interface DialFormProps {
  /** What it begins with. */
  number: string;
  accounts: readonly Account[];
  account: Account;
  onChoose(accountId: string): void;
  onOrdered(): void;
}

function DialForm({ number: given, accounts, account, onChoose, onOrdered }: DialFormProps) {
  const { client } = useSession();
  const { t, number, problem, error } = useWords();
  const order = useOrder();
  const id = useId();
  const [typed, setTyped] = useState(given);
  // What came from outside is judged at once: nobody typed it who would go on typing.
  const [tried, setTried] = useState(given !== '');
  const rested = useSettled(typed, judgedAfter) === typed;
  const dialable = checkDialable(typed);
  const judged = !dialable.ok && (tried || (rested && typed.trim() !== ''));
  /** The own phone as changed here, for each account. */
  const [own, setOwn] = useState<Readonly<Record<string, string>>>({});
  const from = own[account.id] ?? account.ownNumber;
  const changed = from.trim() !== account.ownNumber;
  const [always, setAlways] = useState(false);
  const keepOwn = useMutation({
    mutationFn: () => client.accounts.update({ id: account.id, ownNumber: from.trim() }),
  });

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!dialable.ok || keepOwn.isPending) return;
    const call = () => {
      void order({ accountId: account.id, remote: dialable.party, from: changed ? from.trim() : undefined });
      onOrdered();
    };
    // An own phone that cannot be kept is said here, before anything rings.
    if (changed && always) keepOwn.mutate(undefined, { onSuccess: call });
    else call();
  };

  const paste = (event: ClipboardEvent) => {
    const found = numberIn(event.clipboardData.getData('text'));
    if (found === undefined) return;
    event.preventDefault();
    setTyped(found);
    setTried(true);
  };

  return (
    <form onSubmit={submit} className="flex flex-col gap-4" noValidate>
      <Field
        label={t('callback.number')}
        placeholder={t('callback.numberPlaceholder')}
        type="tel"
        autoFocus
        autoComplete="off"
        maxLength={200}
        value={typed}
        onPaste={paste}
        onChange={(event) => {
          setTyped(event.target.value);
          setTried(false);
        }}
        error={judged ? problem({ code: dialable.code }) : undefined}
        hint={dialable.ok ? t('callback.willDial', { number: number(dialable.party) }) : '\u00a0'}
      />
      {accounts.length > 1 && (
        <SelectField
          label={t('callback.through')}
          value={account.id}
          onChange={(event) => onChoose(event.target.value)}
          options={accounts.map(({ id: value, label }) => ({ value, label }))}
        />
      )}
      <div>
        <Field
          label={t('callback.from')}
          hint={t('callback.fromHint')}
          placeholder={t('callback.fromDefault')}
          type="tel"
          autoComplete="off"
          maxLength={64}
          value={from}
          onChange={(event) => setOwn({ ...own, [account.id]: event.target.value })}
          error={keepOwn.isError ? error(keepOwn.error) : undefined}
        />
        {changed && (
          <div className="mt-1 flex min-h-8 items-center gap-2">
            <Checkbox id={`${id}-always`} checked={always} onPress={() => setAlways(!always)} />
            <label htmlFor={`${id}-always`}>{t('callback.fromAlways', { account: account.label })}</label>
          </div>
        )}
      </div>
      <Button type="submit" variant="go" size="lg" icon={Phone} busy={keepOwn.isPending}>
        {t('callback.call')}
      </Button>
    </form>
  );
}
