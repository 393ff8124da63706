import { ProviderError } from '../errors.ts';
import { garbled } from '../failure.ts';
import { text } from '../fields.ts';
import { locateComplaint } from '../number-complaint.ts';
import { nationalForm, tenDigits } from './contract-number.ts';
import type { Wire } from './wire.ts';

/**
 * Orders a call that rings `from` first and then connects `to` (Integration API, callback/create). It costs money and is sent once:
 * only a request whose token was refused is sent again, since that one was not carried out. What a good answer holds is not
 * documented, so any that is no refusal counts, and the order has no id.
 */
export async function orderCallback(
  wire: Wire,
  lines: readonly string[],
  order: { to: string; from?: string | undefined },
): Promise<{ orderId: undefined }> {
  const to = nationalForm(order.to);
  if (to === undefined) throw refuse('NUMBER_UNREADABLE', 'to');
  const from = order.from === undefined ? lines[0] : tenDigits(order.from);
  if (from === undefined || !lines.includes(from)) throw refuse('NUMBER_NOT_OWN', 'from');
  const { fields } = await locateComplaint(
    wire.ask({
      path: 'callback/create',
      query: { PhoneTo: to, PhoneFrom: from },
      retry: 'once',
      urgent: true,
      bare: true,
    }),
  );
  // Neither a refusal in the form of the others nor a success: `code` is 0 wherever an answer is documented.
  if (fields.success === false || (text.parse(fields.code) ?? '0') !== '0') throw garbled();
  return { orderId: undefined };
}

function refuse(code: 'NUMBER_UNREADABLE' | 'NUMBER_NOT_OWN', field: 'to' | 'from'): ProviderError {
  return new ProviderError(code, { proof: 'unsent', field });
}
