import type { Party } from '../../../shared/contract/call.ts';
import { type CallingAbilities, canCall } from '../../../shared/domain/callback-order.ts';
import { destinationOf } from '../../../shared/domain/destination.ts';
import { ownNumberFault, readDestination } from '../../../shared/domain/dialling.ts';
import { ProblemError } from '../problems.ts';

/** Whom an order calls. Whatever page, link or key it came from: a number, or a SIP id where the provider has them. */
export function readCallee(abilities: CallingAbilities, text: string): Party {
  const party = readDestination(text);
  if (typeof party === 'string') throw new ProblemError(party, { field: 'to' });
  if (!canCall(abilities, party)) throw new ProblemError('NUMBER_UNREADABLE', { field: 'to' });
  return party;
}

/** The phone that rings first, in the same forms; empty where the provider chooses. */
export function readOwnPhone({ sipIds }: Pick<CallingAbilities, 'sipIds'>, text: string): string {
  const fault = ownNumberFault(text, sipIds);
  if (fault !== undefined) throw new ProblemError(fault, { field: 'from' });
  const party = readDestination(text.trim());
  return typeof party === 'string' ? '' : (destinationOf(party) ?? '');
}
