import { ProviderError } from '../errors.ts';
import { nationalForm, tenDigits } from './contract-number.ts';
import type { Wire } from './wire.ts';

/**
 * Orders a call that rings `from` first and then connects `to` (seeds: callback/create). It costs money and is sent once:
 * only a request whose token was refused is sent again, since that one was not carried out. What a good answer holds is not
 * documented, so any that is no refusal counts, and the order has no id.
 */
export async function orderCallback(
  wire: Wire,
  lines: readonly string[],
  order: { to: string; from?: string | undefined },
): Promise<{ orderId: undefined }> {
  const to = nationalForm(order.to);
  if (to === undefined) throw refuse('NUMBER_UNREADABLE');
  const from = order.from === undefined ? lines[0] : tenDigits(order.from);
  if (from === undefined || !lines.includes(from)) throw refuse('NUMBER_NOT_OWN');
  await wire.ask({
    path: 'callback/create',
    query: { PhoneTo: to, PhoneFrom: from },
    retry: 'once',
    urgent: true,
    bare: true,
  });
  return { orderId: undefined };
}

function refuse(code: 'NUMBER_UNREADABLE' | 'NUMBER_NOT_OWN'): ProviderError {
  return new ProviderError(code, { mayHaveHappened: false });
}
