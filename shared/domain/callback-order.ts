import type { Account, CallRoute, Capability } from '../contract/account.ts';
import type { Party } from '../contract/call.ts';
import { compact } from './compact.ts';
import { destinationOf } from './destination.ts';

export interface CallingAbilities {
  capabilities: readonly Capability[];
  sipIds: boolean;
}

export function canCall(account: CallingAbilities, remote: Party): boolean {
  return destinationOf(remote) !== undefined && canCallKind(account, remote.kind);
}

function canCallKind({ capabilities, sipIds }: CallingAbilities, kind: Party['kind']): boolean {
  return capabilities.includes('callback') && (kind !== 'sip' || sipIds);
}

export interface Callable extends CallingAbilities {
  id: string;
}

/**
 * How callers of an account are called back: through itself if it can, else through the one that the user agreed to, else
 * through the first that can, once the user was asked: their phone rings from another line, and somebody pays for it.
 */
export function routesOf(
  account: Callable & { callsThrough: string },
  all: readonly Callable[],
): Account['callRoutes'] {
  const agreed = all.filter(({ id }) => id === account.callsThrough);
  const routeFor = (kind: Party['kind']): CallRoute | undefined => {
    const found = [account, ...agreed, ...all].find((one) => canCallKind(one, kind));
    return found && { accountId: found.id, agreed: found === account || agreed.includes(found) };
  };
  const [number, sip] = [routeFor('number'), routeFor('sip')];
  return compact({ number, sip });
}

/** By the word of core: undefined where nobody can call this party back. */
export function callRouteOf(routes: Account['callRoutes'] | undefined, remote: Party): CallRoute | undefined {
  if (destinationOf(remote) === undefined) return undefined;
  return remote.kind === 'sip' ? routes?.sip : routes?.number;
}
