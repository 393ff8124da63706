import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { Account, ProviderInfo } from '../../../shared/contract/account.ts';
import { parseParty } from '../../../shared/domain/phone-number.ts';
import { problemOf, useSession } from '../../session/session.tsx';
import { useLost } from '../../session/use-lost.ts';
import { useLive } from '../../stores/live-store.ts';
import { useView } from '../../stores/view-store.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field, SelectField } from '../../ui/field.tsx';
import { showToast } from '../../ui/toast.tsx';
import { useForgettable } from '../../ui/use-forgettable.ts';
import { useWords } from '../../words/words.ts';
import { numbersOf } from './contract-numbers.ts';
import { CredentialsFields, changedCredentials, credentialsFor, withoutSecret } from './credentials-fields.tsx';
import { NumbersField } from './numbers-field.tsx';
import { chosenPhones, listedPhones, namedPhones } from './own-phones.ts';
import { OwnPhonesField } from './own-phones-field.tsx';
import { placeOfProblem } from './problem-place.ts';
import { SecretForm } from './secret-form.tsx';
import { StandField } from './stand-field.tsx';
import { StandProblem } from './stand-problem.tsx';
import { TimeZoneField } from './time-zone-field.tsx';
import { usePhoneNames } from './use-phone-names.ts';
import { useProviders } from './use-provider.ts';

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
  const { t, error, number, problem: problemText } = useWords();
  const { stands, listsByNumber, localTimes, capabilities } = provider;
  const [label, setLabel] = useState(account.label);
  const [ownNumber, setOwnNumber] = useState(account.ownNumber);
  const [baseUrl, setBaseUrl] = useState(account.baseUrl);
  const [timeZone, setTimeZone] = useState(account.timeZone);
  const [numbers, setNumbers] = useState({ named: account.numbers as readonly string[], typed: '' });
  const [secret, setSecret, forget] = useForgettable(() => credentialsFor(account), withoutSecret);
  const [lines, setLines] = useState(account.lines);
  const phones = listedPhones(account.phones, account.ownPhones);
  const [ownPhones, setOwnPhones] = useState(() => chosenPhones(phones, account.ownPhones));
  const phoneNames = usePhoneNames(phones);
  const contractNumbers = listsByNumber ? numbersOf(numbers) : undefined;
  const ownLine = contractNumbers?.includes(ownNumber) ? ownNumber : contractNumbers?.[0];
  const isWhole = label.trim() !== '' && (!listsByNumber || contractNumbers !== undefined);
  const save = useMutation({
    async mutationFn() {
      const updating = client.accounts.update({
        ...{ id: account.id, label, baseUrl, timeZone },
        ownNumber: listsByNumber ? ownLine : ownNumber,
        ownPhones: namedPhones(phones, ownPhones),
        credentials: changedCredentials(secret, account),
        numbers: contractNumbers,
      });
      // Whatever came of it: everything that was typed stays, and no secret lies in the page longer than one try.
      await updating.finally(forget);
      await phoneNames.save();
      for (const line of lines) {
        const before = account.lines.find((one) => one.number === line.number);
        if (before?.label !== line.label.trim()) {
          await client.accounts.nameLine({ id: account.id, number: line.number, label: line.label.trim() });
        }
      }
    },
    onSuccess() {
      onSaved();
      showToast({ text: t('accounts.form.saved') });
    },
  });
  // What the provider found wrong with the own phone when a call was ordered, until another one stands there.
  const complaint = useLive(
    (state) => state.callbacks.find((one) => one.accountId === account.id && one.hold === 'own-phone')?.problem,
  );
  const ownComplaint = complaint && ownNumber === account.ownNumber ? problemText(complaint) : undefined;
  const problem = save.isError ? problemOf(save.error) : undefined;
  const place = problem && placeOfProblem(problem);
  const said = save.isError ? error(save.error) : undefined;
  const saidAt = (here: typeof place) => (place === here ? said : undefined);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isWhole && !save.isPending) save.mutate();
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
      {listsByNumber && <NumbersField draft={numbers} onChange={setNumbers} error={saidAt('numbers')} />}
      {contractNumbers ? (
        <SelectField
          label={t('accounts.form.ownNumber')}
          hint={t('accounts.form.ownLineHint')}
          value={ownLine}
          onChange={(event) => setOwnNumber(event.target.value)}
          options={contractNumbers.map((one) => ({ value: one, label: number(parseParty(one)) }))}
          error={saidAt('ownNumber') ?? ownComplaint}
        />
      ) : (
        !listsByNumber &&
        capabilities.includes('callback') && (
          <Field
            label={t('accounts.form.ownNumber')}
            hint={t('accounts.form.ownNumberHint')}
            type="tel"
            maxLength={64}
            value={ownNumber}
            onChange={(event) => setOwnNumber(event.target.value)}
            error={saidAt('ownNumber') ?? ownComplaint}
          />
        )
      )}
      {stands.test === undefined ? (
        <Field
          label={t('accounts.form.baseUrl')}
          hint={t('accounts.form.baseUrlHint')}
          type="url"
          spellCheck={false}
          maxLength={500}
          value={baseUrl}
          onChange={(event) => setBaseUrl(event.target.value)}
          error={saidAt('stand')}
        />
      ) : (
        <StandField
          stands={stands}
          baseUrl={baseUrl}
          onChange={setBaseUrl}
          error={
            place === 'stand' && (
              <StandProblem
                stands={stands}
                problem={problem}
                said={said}
                onPick={(next) => {
                  setBaseUrl(next);
                  save.reset();
                }}
              />
            )
          }
        />
      )}
      {localTimes && <TimeZoneField timeZone={timeZone} onChange={setTimeZone} />}
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
          chosen={ownPhones}
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
          <CredentialsFields
            provider={provider.id}
            kinds={provider.credentialKinds}
            draft={secret}
            onChange={(draft) => {
              setSecret(draft);
              if (place === 'credentials') save.reset();
            }}
            error={saidAt('credentials')}
          />
        </div>
      </details>
      {said && (place === undefined || place === 'cabinet') && (
        <p role="alert" className="text-miss">
          {said}
        </p>
      )}
      <div className="flex justify-end">
        <Button type="submit" variant="primary" disabled={!isWhole} busy={save.isPending} unable={lost}>
          {t('app.save')}
        </Button>
      </div>
    </form>
  );
}
