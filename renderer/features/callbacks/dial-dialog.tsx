import { useMutation } from '@tanstack/react-query';
import { Phone } from 'lucide-react';
import { type ClipboardEvent, type FormEvent, useId, useState } from 'react';
import type { Account } from '../../../shared/contract/account.ts';
import { ownNumberFault } from '../../../shared/domain/dialling.ts';
import { goTo } from '../../route/route.ts';
import { useSession } from '../../session/session.tsx';
import { useLost } from '../../session/use-lost.ts';
import { useLive } from '../../stores/live-store.ts';
import { useView } from '../../stores/view-store.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field, SelectField } from '../../ui/field.tsx';
import { useWords } from '../../words/words.ts';
import { usePeople } from '../people/use-people.ts';
import { holdingOrder } from './callback-progress.ts';
import { bare, NumberChoice } from './number-choice.tsx';
import { PastOrders, useOrders } from './past-orders.tsx';
import { useDialled } from './use-dialled.ts';
import { useOrder, useOrderOnItsWay } from './use-order.ts';

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

const mostKnown = 8;

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
  const lost = useLost();
  const id = useId();
  const draft = useDialled(given, account);
  const { party, extension, fault, judged } = draft;
  // Callers whose name or number is begun, and before that those of lately.
  const known = usePeople(draft.typed, mostKnown);
  const holding = useLive((state) => party && holdingOrder(state.callbacks, party, account.id));
  const isOnItsWay = useOrderOnItsWay(party);
  /** The own phone as changed here, for each account. */
  const [own, setOwn] = useState<Readonly<Record<string, string>>>({});
  const from = own[account.id] ?? account.ownNumber;
  const changed = from.trim() !== account.ownNumber;
  const ownFault = ownNumberFault(from, account.sipIds);
  const [ownJudged, setOwnJudged] = useState(false);
  const [always, setAlways] = useState(false);
  const keepOwn = useMutation({
    mutationFn: () => client.accounts.update({ id: account.id, ownNumber: from.trim() }),
  });

  const isBusy = keepOwn.isPending || isOnItsWay || holding?.hold === 'locked';
  // As the provider said of the last try, while nothing of it is changed.
  const complaint = holding?.problem && problem(holding.problem);
  const wrongNumber = holding?.hold === 'number' && complaint;
  const wrongOwn = holding?.hold === 'own-phone' && !changed && complaint;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    draft.judge();
    setOwnJudged(true);
    if (party === undefined || ownFault !== undefined || isBusy || lost !== undefined) return;
    if (holding?.hold === 'unknown') {
      onOrdered();
      useView.setState({ orderAgain: holding.id });
      return;
    }
    if (wrongNumber || wrongOwn) return;
    const call = () => {
      void order({ accountId: account.id, remote: party, from: changed ? from.trim() : undefined });
      onOrdered();
    };
    // An own phone that cannot be kept is said here, before anything rings.
    if (changed && always) keepOwn.mutate(undefined, { onSuccess: call });
    else call();
  };

  const paste = (event: ClipboardEvent) => {
    if (draft.paste(event.clipboardData.getData('text'))) event.preventDefault();
  };
  const question = draft.choice && t(`callback.which.${draft.choice.why}`);
  const said = fault === undefined ? party === undefined && question : problem({ code: fault });
  const willDial =
    party &&
    t(extension === undefined ? 'callback.willDial' : 'callback.willDialExtension', {
      number: number(bare(party)),
      extension,
    });

  return (
    <form onSubmit={submit} className="flex flex-col gap-4" noValidate>
      <Field
        label={t('callback.number')}
        placeholder={t('callback.numberPlaceholder')}
        type="tel"
        autoFocus
        list={`${id}-known`}
        autoComplete="off"
        maxLength={200}
        value={draft.typed}
        onPaste={paste}
        onChange={(event) => draft.type(event.target.value)}
        error={(judged && said) || wrongNumber || undefined}
        hint={willDial ?? '\u00a0'}
      />
      <datalist id={`${id}-known`}>
        {known.map(({ remote }) => (
          <option key={remote.key} value={number(remote)} label={remote.name} />
        ))}
      </datalist>
      {judged && question !== undefined && <NumberChoice draft={draft} question={question} />}
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
          onChange={(event) => {
            setOwn({ ...own, [account.id]: event.target.value });
            setOwnJudged(false);
          }}
          error={
            (ownJudged && ownFault !== undefined && problem({ code: ownFault })) ||
            (keepOwn.isError && error(keepOwn.error)) ||
            wrongOwn ||
            undefined
          }
        />
        {changed && (
          <div className="mt-1 flex min-h-8 items-center gap-2">
            <Checkbox id={`${id}-always`} checked={always} onPress={() => setAlways(!always)} />
            <label htmlFor={`${id}-always`}>{t('callback.fromAlways', { account: account.label })}</label>
          </div>
        )}
      </div>
      <Button type="submit" variant="go" size="lg" icon={Phone} busy={isBusy} unable={lost}>
        {t('callback.call')}
      </Button>
    </form>
  );
}
