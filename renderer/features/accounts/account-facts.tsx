import type { Account } from '../../../shared/contract/account.ts';
import { parseParty } from '../../../shared/domain/phone-number.ts';
import { useWords } from '../../words/words.ts';
import { environmentOf } from './connect/environment.ts';
import { useProvider } from './connect/use-provider.ts';

/** What an account is: at whom, as whom, with which numbers. */
export function AccountFacts({ account, brief = false }: { account: Account; brief?: boolean }) {
  const { t, number } = useWords();
  const provider = useProvider(account.provider);
  const written = (one: string) => number(parseParty(one));
  const byToken = account.credentialKind === 'token';
  const environment =
    provider?.environments.test === undefined ? 'other' : environmentOf(account.baseUrl, provider.environments);
  const facts: [label: string, value: string][] = [
    [t('accounts.provider'), t(`accounts.providers.${account.provider}`)],
    // Where no answer names anybody, it is known by what opens it, and by its numbers.
    account.identity === '' || account.baseUrl.includes(`//${account.identity}`)
      ? [t('accounts.access'), t(`onboarding.kinds.${account.credentialKind}`)]
      : [t(byToken ? 'accounts.contract' : 'accounts.identity'), account.identity],
    [
      t('accounts.lines'),
      brief
        ? account.lines.map((line) => line.label || line.number).join(', ')
        : account.numbers.map(written).join('\n'),
    ],
    [
      t('accounts.ownNumber'),
      // No phone of one's own rings where nothing can be ordered.
      account.capabilities.includes('callback')
        ? (ownNumberOf(account, written) ?? t('accounts.ownNumberDefault'))
        : '',
    ],
    [t('accounts.address'), environment === 'other' ? account.baseUrl : t(`accounts.environment.${environment}`)],
  ];
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-5 gap-y-1">
      {facts.map(
        ([label, value]) =>
          value && (
            <div key={label} className="contents">
              <dt className="text-dim">{label}</dt>
              <dd className="break-words whitespace-pre-line">{value}</dd>
            </div>
          ),
      )}
    </dl>
  );
}

/** A callback of a contract begins at its first number where none was chosen. */
function ownNumberOf({ ownNumber, numbers }: Account, written: (one: string) => string): string | undefined {
  const own = ownNumber || numbers[0];
  return own === undefined ? undefined : written(own);
}
