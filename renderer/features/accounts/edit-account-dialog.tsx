import { type FormEvent, useState } from 'react';
import type { Account, ProviderInfo } from '../../../shared/contract/account.ts';
import { parseParty } from '../../../shared/domain/phone-number.ts';
import { useSession } from '../../session/session.tsx';
import { useLost } from '../../session/use-lost.ts';
import { useLive } from '../../stores/live-store.ts';
import { useView } from '../../stores/view-store.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { showToast } from '../../ui/toast.tsx';
import { useWords } from '../../words/words.ts';
import { AddressPart, EnvironmentPart, NumbersPart, SecretPart, TimeZonePart } from './connect/connect-fields.tsx';
import { useConnectForm } from './connect/connect-form.ts';
import { changedCredentials, credentialsFor } from './connect/credentials-fields.tsx';
import { OwnNumberField } from './connect/own-number-field.tsx';
import { useProviders } from './connect/use-provider.ts';
import { listedPhones, namedPhones, selectedPhones } from './own-phones.ts';
import { OwnPhonesField } from './own-phones-field.tsx';
import { SecretForm } from './secret-form.tsx';
import { usePhoneNames } from './use-phone-names.ts';

/** The form of the account that was asked for, from wherever one was. */
export function EditAccountDialog() {
  const { t } = useWords();
  const editing = useView((state) => state.editing);
  const account = useLive((state) => state.accounts.find(({ id }) => id === editing?.accountId));
  // What can be changed depends on what the provider asks for. Asked for as soon as there is a page: a form that comes into a
  // dialog that is open already finds the focus elsewhere.
  const providers = useProviders().data;
  const provider = providers?.find(({ id }) => id === account?.provider);
  const close = () => useView.setState({ editing: undefined });
  const forSecret = editing?.at === 'credentials';
  const Form = forSecret ? SecretForm : EditForm;
  const secretTitle = t(account?.credentialKind === 'token' ? 'accounts.pasteToken' : 'accounts.enterAgain');
  return (
    <Dialog
      open={provider !== undefined}
      onClose={close}
      title={forSecret ? secretTitle : t('accounts.form.editTitle')}
      text={forSecret && account?.label}
    >
      {account && provider && <Form account={account} provider={provider} onSaved={close} />}
    </Dialog>
  );
}

interface FormProps {
  account: Account;
  provider: ProviderInfo;
  onSaved(): void;
}

function EditForm({ account, provider, onSaved }: FormProps) {
  const { client } = useSession();
  const lost = useLost();
  const { t, number, problem: problemText } = useWords();
  const [label, setLabel] = useState(account.label);
  const [ownNumber, setOwnNumber] = useState(account.ownNumber);
  const [lines, setLines] = useState(account.lines);
  const phones = listedPhones(account.phones, account.ownPhones);
  const [ownPhones, setOwnPhones] = useState(() => selectedPhones(phones, account.ownPhones));
  const phoneNames = usePhoneNames(account.id, phones);
  const areTyped = provider.numberSource === 'typed';
  const { form } = useConnectForm({
    provider,
    start: {
      secret: credentialsFor(account),
      numbers: account.numbers,
      baseUrl: account.baseUrl,
      timeZone: account.timeZone,
    },
    async send({ secret, numbers, baseUrl, timeZone }) {
      await client.accounts.update({
        id: account.id,
        label,
        baseUrl,
        timeZone,
        numbers,
        ownNumber: areTyped ? ownLine : ownNumber,
        ownPhones: namedPhones(phones, ownPhones),
        credentials: changedCredentials(secret, account),
      });
    },
    async follow() {
      await phoneNames.save();
      for (const line of lines) {
        const before = account.lines.find((one) => one.number === line.number);
        if (before?.label !== line.label.trim()) {
          await client.accounts.nameLine({ id: account.id, number: line.number, label: line.label.trim() });
        }
      }
    },
    onSent() {
      onSaved();
      showToast({ text: t('accounts.form.saved') });
    },
  });
  const { place, said, saidAt } = form;
  const { numbers } = form.filled;
  const ownLine = numbers?.includes(ownNumber) ? ownNumber : numbers?.[0];
  const isWhole = label.trim() !== '' && form.hasNumbers;
  // What the provider found wrong with the own phone when a call was ordered, until another one stands there.
  const complaint = useLive(
    (state) => state.callbacks.find((one) => one.accountId === account.id && one.hold === 'own-phone')?.problem,
  );
  const ownComplaint = complaint && ownNumber === account.ownNumber ? problemText(complaint) : undefined;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isWhole && !form.isSending) form.send();
  };

  return (
    <form onSubmit={submit} className="flex flex-col gap-4" noValidate>
      <Field
        label={t('accounts.form.label')}
        hint={t('accounts.form.labelHint')}
        maxLength={80}
        value={label}
        onChange={(event) => setLabel(event.target.value)}
      />
      <NumbersPart form={form} />
      {provider.capabilities.includes('callback') && (!areTyped || numbers !== undefined) && (
        <OwnNumberField
          numbers={numbers}
          label={t('accounts.form.ownNumber')}
          hint={t(areTyped ? 'accounts.form.ownLineHint' : 'accounts.form.ownNumberHint')}
          value={ownLine ?? ownNumber}
          onChange={setOwnNumber}
          error={saidAt('ownNumber') ?? ownComplaint}
        />
      )}
      <AddressPart form={form} />
      <EnvironmentPart form={form} />
      <TimeZonePart form={form} />
      {lines.length > 0 && (
        <fieldset className="flex flex-col gap-3 border-line border-t pt-4">
          <legend className="sr-only">{t('accounts.form.lines')}</legend>
          <p aria-hidden className="font-medium">
            {t('accounts.form.lines')}
          </p>
          {lines.map((line) => (
            <Field
              key={line.number}
              label={number(parseParty(line.number))}
              maxLength={60}
              value={line.label}
              onChange={(event) =>
                setLines(lines.map((one) => (one.number === line.number ? { ...one, label: event.target.value } : one)))
              }
            />
          ))}
        </fieldset>
      )}
      {phones.length > 1 && (
        <OwnPhonesField
          phones={phones}
          selected={ownPhones}
          onChange={setOwnPhones}
          nameOf={phoneNames.nameOf}
          onName={phoneNames.onName}
        />
      )}
      <details className="border-line border-t pt-4" open={place === 'credentials' || undefined}>
        <summary className="w-fit rounded pr-1 font-medium">
          {t(account.credentialKind === 'token' ? 'accounts.form.newToken' : 'accounts.form.newSecret')}
        </summary>
        <div className="mt-3 flex flex-col gap-3">
          <p className="text-dim text-sm">{t('accounts.form.newSecretHint')}</p>
          <SecretPart form={form} />
        </div>
      </details>
      {said && (place === undefined || place === 'cabinet') && (
        <p role="alert" className="text-miss">
          {said}
        </p>
      )}
      <div className="flex justify-end">
        <Button type="submit" variant="primary" disabled={!isWhole} busy={form.isSending} unable={lost}>
          {t('app.save')}
        </Button>
      </div>
    </form>
  );
}
