import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { Account } from '../../../shared/contract/account.ts';
import { parseParty } from '../../../shared/domain/phone-number.ts';
import { problemOf, useSession } from '../../app/session.tsx';
import { useWords } from '../../app/words.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { showToast } from '../../ui/toast.tsx';
import { CredentialsFields, credentialsOf, emptyCredentials, withoutSecret } from './credentials-fields.tsx';
import { chosenPhones, listedPhones, namedPhones } from './own-phones.ts';
import { OwnPhonesField } from './own-phones-field.tsx';

interface EditAccountDialogProps {
  account: Account;
  open: boolean;
  onClose(): void;
}

export function EditAccountDialog({ account, open, onClose }: EditAccountDialogProps) {
  const { t } = useWords();
  return (
    <Dialog open={open} onClose={onClose} title={t('accounts.form.editTitle')}>
      <EditForm account={account} onSaved={onClose} />
    </Dialog>
  );
}

function EditForm({ account, onSaved }: { account: Account; onSaved(): void }) {
  const { client } = useSession();
  const { t, error, number } = useWords();
  const [label, setLabel] = useState(account.label);
  const [ownNumber, setOwnNumber] = useState(account.ownNumber);
  const [baseUrl, setBaseUrl] = useState(account.baseUrl);
  const [secret, setSecret] = useState({
    ...emptyCredentials,
    kind: account.credentialKind,
    login: account.credentialKind === 'password' ? account.identity : '',
  });
  const [lines, setLines] = useState(account.lines);
  const phones = listedPhones(account.phones, account.ownPhones);
  const [ownPhones, setOwnPhones] = useState(() => chosenPhones(phones, account.ownPhones));
  const save = useMutation({
    async mutationFn() {
      await client.accounts.update({
        ...{ id: account.id, label, ownNumber, baseUrl },
        ownPhones: namedPhones(phones, ownPhones),
        credentials: credentialsOf(secret),
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
  const field = save.isError ? fieldOf(save.error) : undefined;
  const said = save.isError ? error(save.error) : undefined;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (label.trim() !== '' && !save.isPending) save.mutate();
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
      <Field
        label={t('accounts.form.ownNumber')}
        hint={t('accounts.form.ownNumberHint')}
        type="tel"
        maxLength={64}
        value={ownNumber}
        onChange={(event) => setOwnNumber(event.target.value)}
        error={field === 'ownNumber' ? said : undefined}
      />
      <Field
        label={t('accounts.form.baseUrl')}
        hint={t('accounts.form.baseUrlHint')}
        type="url"
        spellCheck={false}
        maxLength={500}
        value={baseUrl}
        onChange={(event) => setBaseUrl(event.target.value)}
        error={field === 'baseUrl' ? said : undefined}
      />
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
      <details className="border-line border-t pt-4" open={field === 'credentials' || undefined}>
        <summary className="w-fit rounded pr-1 font-medium">{t('accounts.form.newSecret')}</summary>
        <div className="mt-3 flex flex-col gap-3">
          <p className="text-dim text-sm">{t('accounts.form.newSecretHint')}</p>
          <CredentialsFields draft={secret} onChange={setSecret} error={field === 'credentials' ? said : undefined} />
        </div>
      </details>
      {said && field === undefined && (
        <p role="alert" className="text-miss">
          {said}
        </p>
      )}
      <div className="flex justify-end">
        <Button type="submit" variant="primary" disabled={label.trim() === ''} busy={save.isPending}>
          {t('app.save')}
        </Button>
      </div>
    </form>
  );
}

/** At which field a failure is said; undefined when it belongs to none. */
function fieldOf(thrown: unknown): 'ownNumber' | 'baseUrl' | 'credentials' | undefined {
  const problem = problemOf(thrown);
  if (problem?.code === 'BAD_CREDENTIALS' || problem?.code === 'OTHER_ACCOUNT') return 'credentials';
  if (problem?.code === 'WRONG_ADDRESS') return 'baseUrl';
  return problem?.field === 'ownNumber' || problem?.field === 'baseUrl' ? problem.field : undefined;
}
