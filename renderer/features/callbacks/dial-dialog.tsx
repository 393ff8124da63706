import { Phone } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { checkDialable } from '../../../shared/domain/dialling.ts';
import { useWords } from '../../app/words.ts';
import { useLive } from '../../stores/live-store.ts';
import { useView } from '../../stores/view-store.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field, SelectField } from '../../ui/field.tsx';
import { useOrder } from './use-order.ts';

export function DialDialog() {
  const { t } = useWords();
  const open = useView((state) => state.dialOpen);
  const number = useView((state) => state.dialNumber);
  const close = () => useView.setState({ dialOpen: false, dialNumber: '' });
  return (
    <Dialog open={open} onClose={close} title={t('callback.dialTitle')} text={t('callback.dialText')}>
      <DialForm key={number} number={number} onOrdered={close} />
    </Dialog>
  );
}

function DialForm({ number: given, onOrdered }: { number: string; onOrdered(): void }) {
  const { t, number, problem } = useWords();
  const order = useOrder();
  const accounts = useLive((state) => state.accounts).filter((account) => account.capabilities.includes('callback'));
  const [typed, setTyped] = useState(given);
  const [chosen, setChosen] = useState<string>();
  // What came from outside is judged at once: nobody typed it who would go on typing.
  const [tried, setTried] = useState(given !== '');
  const dialable = checkDialable(typed);
  // The box may open before anybody has told of the accounts.
  const account = accounts.find((one) => one.id === chosen) ?? accounts[0];

  if (account === undefined) return <p className="text-dim">{t('callback.noAccount')}</p>;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!dialable.ok) return;
    void order({ accountId: account.id, remote: dialable.party });
    onOrdered();
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
        onChange={(event) => {
          setTyped(event.target.value);
          setTried(false);
        }}
        error={tried && !dialable.ok ? problem({ code: dialable.code }) : undefined}
        hint={dialable.ok ? number(dialable.party) : '\u00a0'}
      />
      {accounts.length > 1 && (
        <SelectField
          label={t('callback.through')}
          value={account.id}
          onChange={(event) => setChosen(event.target.value)}
          options={accounts.map(({ id, label }) => ({ value: id, label }))}
        />
      )}
      <div className="flex items-center justify-between gap-3">
        <p className="min-w-0 text-sm text-dim">
          {account.ownNumber ? t('callback.ownPhone', { number: account.ownNumber }) : t('callback.ownPhoneDefault')}
        </p>
        <Button type="submit" variant="go" icon={Phone}>
          {t('callback.call')}
        </Button>
      </div>
    </form>
  );
}
