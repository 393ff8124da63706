import { Copy } from 'lucide-react';
import { useState } from 'react';
import type { NewAccountOrder } from '../../../shared/contract/account-tools/new-accounts.ts';
import { Button } from '../../ui/button.tsx';
import { useWords } from '../../words/words.ts';

interface MadeAccountProps {
  order: NewAccountOrder;
  /** Empty where the provider told none. */
  password: string;
  onDone(): void;
}

/** What the provider called the new account, and its password: the only time that anybody sees it here. */
export function MadeAccount({ order: { login, sipId }, password, onDone }: MadeAccountProps) {
  const { t } = useWords();
  const [copied, setCopied] = useState<boolean>();
  const copy = () => {
    const copying = navigator.clipboard?.writeText(password) ?? Promise.reject(new Error('no clipboard'));
    copying.then(
      () => setCopied(true),
      () => setCopied(false),
    );
  };
  const known = [
    [t('tools.newAccounts.login'), login],
    [t('tools.newAccounts.sipId'), sipId],
  ].filter(([, value]) => value !== undefined);
  return (
    <div className="flex flex-col gap-4">
      {known.length === 0 && <p className="text-dim">{t('tools.newAccounts.unnamed')}</p>}
      <dl className="flex flex-col gap-2">
        {known.map(([name, value]) => (
          <div key={name}>
            <dt className="text-dim text-sm">{name}</dt>
            <dd className="select-text break-all font-mono">{value}</dd>
          </div>
        ))}
        {password !== '' && (
          <div>
            <dt className="text-dim text-sm">{t('tools.newAccounts.password')}</dt>
            <dd className="flex flex-wrap items-center justify-between gap-2">
              <span className="min-w-0 select-text break-all font-mono">{password}</span>
              <Button size="sm" icon={Copy} onClick={copy}>
                {t('tools.newAccounts.copy')}
              </Button>
            </dd>
          </div>
        )}
      </dl>
      <p role="status" className="text-dim">
        {password === '' ? t('tools.newAccounts.noPassword') : t('tools.newAccounts.once')}{' '}
        {copied !== undefined && t(copied ? 'tools.newAccounts.copied' : 'tools.newAccounts.notCopied')}
      </p>
      <div className="flex justify-end">
        <Button variant="primary" onClick={onDone}>
          {t(password === '' ? 'app.close' : 'tools.newAccounts.done')}
        </Button>
      </div>
    </div>
  );
}
