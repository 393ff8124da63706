import type { Account, CallRoute } from '../../../shared/contract/account.ts';
import type { Party } from '../../../shared/contract/call.ts';
import { type Callable, type CallingAbilities, callRouteOf, routesOf } from '../../../shared/domain/callback-order.ts';
import type { ProviderList } from '../providers/provider-list.ts';
import type { AccountRows, StoredAccount } from './account-rows.ts';

/** Through which accounts callers are called back: where the one that was called takes no orders, another may. */
export interface CallRoutes {
  /** What a callback through it may be. Undefined where there is no such account. */
  abilities(accountId: string): CallingAbilities | undefined;
  /** Through which account a party that called one is called back; undefined where none can. */
  to(accountId: string, remote: Party): CallRoute | undefined;
  of(account: StoredAccount): Account['callRoutes'];
}

export function createCallRoutes(rows: AccountRows, providers: ProviderList): CallRoutes {
  function callableOf(account: StoredAccount): Callable & { callsThrough: string } {
    const { capabilities, sipIds = false } = providers.of(account);
    return { id: account.id, capabilities, sipIds, callsThrough: account.callsThrough };
  }

  const routes = (account: StoredAccount) => routesOf(callableOf(account), rows.all().map(callableOf));
  return {
    abilities(accountId) {
      const account = rows.get(accountId);
      return account && callableOf(account);
    },
    to(accountId, remote) {
      const account = rows.get(accountId);
      return account && callRouteOf(routes(account), remote);
    },
    of: routes,
  };
}
