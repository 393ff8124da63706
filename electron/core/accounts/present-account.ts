import {
  type Account,
  type AccountHistory,
  type AccountStatus,
  type Line,
  type ProviderInfo,
  providerId,
} from '../../../shared/contract/account.ts';
import { compact } from '../../../shared/domain/compact.ts';
import { formatParty } from '../../../shared/domain/party-format.ts';
import { parseParty } from '../../../shared/domain/phone-number.ts';
import type { Provider } from '../providers/provider.ts';
import type { StoredAccount } from './account-rows.ts';

interface AccountNow {
  provider: Omit<Provider, 'id'>;
  lines: readonly Line[];
  phones: string[];
  callRoutes: Account['callRoutes'];
  status: AccountStatus;
  history: AccountHistory;
}

/** An account as a page is told of it. */
export function presentAccount(account: StoredAccount, now: AccountNow): Account {
  const { provider, lines, phones, callRoutes, status, history } = now;
  const { id, label, baseUrl, timeZone, ownNumber, identity, credentialKind, ownPhones, numbers, leftOut } = account;
  const { webhook, demo, createdAt } = account;
  return {
    id,
    label,
    baseUrl,
    timeZone,
    ownNumber,
    identity,
    credentialKind,
    ownPhones,
    numbers,
    leftOut,
    webhook,
    demo,
    createdAt,
    phones,
    callRoutes,
    status,
    history,
    provider: providerId.safeParse(account.provider).data ?? 'unknown',
    capabilities: [...provider.capabilities],
    sipIds: provider.sipIds === true,
    lines: lines.map(({ number, label }) => ({
      number,
      label: label === number ? formatParty(parseParty(number)) : label,
    })),
  };
}

/** What the form that connects an account has to know. */
export function describeProvider(provider: Provider): ProviderInfo {
  const { id, environments, credentialKinds, numberSource, timeZone, capabilities } = provider;
  return {
    id,
    credentialKinds: [...credentialKinds],
    environments,
    numberSource,
    ...compact({ timeZone }),
    capabilities: [...capabilities],
  };
}
