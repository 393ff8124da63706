import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { Account, ProviderInfo } from '../../../shared/contract/account.ts';
import { parseParty } from '../../../shared/domain/phone-number.ts';
import { problemOf, useSession } from '../../app/session.tsx';
import { useWords } from '../../app/words.ts';
import { useLive } from '../../stores/live-store.ts';
import { useView } from '../../stores/view-store.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field, SelectField } from '../../ui/field.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { showToast } from '../../ui/toast.tsx';
import { numbersOf } from './contract-numbers.ts';
import { CredentialsFields, credentialsFor, credentialsOf, withoutSecret } from './credentials-fields.tsx';
import { NumbersField } from './numbers-field.tsx';
import { chosenPhones, listedPhones, namedPhones } from './own-phones.ts';
import { OwnPhonesField } from './own-phones-field.tsx';
import { placeOfProblem } from './problem-place.ts';
import { SecretForm } from './secret-form.tsx';
import { StandField } from './stand-field.tsx';
import { StandProblem } from './stand-problem.tsx';
import { TimeZoneField } from './time-zone-field.tsx';
import { useProvider } from './use-provider.ts';

/** The form of the account that was asked for, from wherever one was. */
export function EditAccountDialog() {
  const { t } = useWords();
  const editing = useView((state) => state.editing);
  const account = useLive((state) => state.accounts.find(({ id }) => id === editing?.accountId));
  const close = () => useView.setState({ editing: undefined });
  const forSecret = editing?.at === 'credentials';
  const secretTitle = t(account?.credentialKind === 'token' ? 'accounts.pasteToken' : 'accounts.enterAgain');
  return (
    <Dialog
      open={account !== undefined}
      onClose={close}
      title={forSecret ? secretTitle : t('accounts.form.editTitle')}
      text={forSecret && account?.label}
    >
      {account && <LoadedForm account={account} onSaved={close} forSecret={forSecret} />}
    </Dialog>
  );
}

interface FormProps {
  account: Account;
  onSaved(): void;
}

/** What can be changed depends on what the provider asks for. */
function LoadedForm({ forSecret, ...props }: FormProps & { forSecret: boolean }) {
  const provider = useProvider(props.account.provider);
  if (provider === undefined) return <SkeletonRows count={4} />;
  return forSecret ? <SecretForm provider={provider} {...props} /> : <EditForm provider={provider} {...props} />;
}

function EditForm({ account, provider, onSaved }: FormProps & { provider: ProviderInfo }) {
  const { client } = useSession();
  const { t, error, number } = useWords();
  const { stands, listsByNumber } = provider;
  const [label, setLabel] = useState(account.label);
  const [ownNumber, setOwnNumber] = useState(account.ownNumber);
  const [baseUrl, setBaseUrl] = useState(account.baseUrl);
  const [timeZone, setTimeZone] = useState(account.timeZone);
  const [numbers, setNumbers] = useState({ named: account.numbers as readonly string[], typed: '' });
  const [secret, setSecret] = useState(() => credentialsFor(account));
  const [lines, setLines] = useState(account.lines);
  const phones = listedPhones(account.phones, account.ownPhones);
  const [ownPhones, setOwnPhones] = useState(() => chosenPhones(phones, account.ownPhones));
  const contractNumbers = listsByNumber ? numbersOf(numbers) : undefined;
  const ownLine = contractNumbers?.includes(ownNumber) ? ownNumber : contractNumbers?.[0];
  const isWhole = label.trim() !== '' && (!listsByNumber || contractNumbers !== undefined);
  const save = useMutation({
    async mutationFn() {
      await client.accounts.update({
        ...{ id: account.id, label, baseUrl, timeZone },
        ownNumber: listsByNumber ? ownLine : ownNumber,
        ownPhones: namedPhones(phones, ownPhones),
        credentials: credentialsOf(secret),
        numbers: contractNumbers,
      });
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
    // Whatever failed: everything that was typed stays, and no secret lies in the page longer than one try.
    onError: () => setSecret(withoutSecret),
  });
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
          error={saidAt('ownNumber')}
        />
      ) : (
        !listsByNumber && (
          <Field
            label={t('accounts.form.ownNumber')}
            hint={t('accounts.form.ownNumberHint')}
            type="tel"
            maxLength={64}
            value={ownNumber}
            onChange={(event) => setOwnNumber(event.target.value)}
            error={saidAt('ownNumber')}
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
      {listsByNumber && <TimeZoneField timeZone={timeZone} onChange={setTimeZone} />}
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
      {phones.length > 1 && <OwnPhonesField phones={phones} chosen={ownPhones} onChange={setOwnPhones} />}
      <details className="border-line border-t pt-4" open={place === 'credentials' || undefined}>
        <summary className="w-fit rounded pr-1 font-medium">
          {t(account.credentialKind === 'token' ? 'accounts.form.newToken' : 'accounts.form.newSecret')}
        </summary>
        <div className="mt-3 flex flex-col gap-3">
          <p className="text-dim text-sm">{t('accounts.form.newSecretHint')}</p>
          <CredentialsFields
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
        <Button type="submit" variant="primary" disabled={!isWhole} busy={save.isPending}>
          {t('app.save')}
        </Button>
      </div>
    </form>
  );
}
