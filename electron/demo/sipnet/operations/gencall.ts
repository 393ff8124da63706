import type { Fields } from '../answer.ts';
import { requirePhone } from '../parameters.ts';
import { Refusal } from '../refusal.ts';
import type { Operation, OperationRequest } from '../service.ts';

/** Seed: SIPNET 6.15. Its result is not documented. */
export const gencall: Operation = (request) => {
  const { parameters, service } = request;
  const destination = requirePhone('dstphone', parameters.required('dstphone'));
  if (parameters.optional('prompt') !== undefined && !service.account.enabled?.prompt) {
    throw new Refusal('not-allowed', 'prompt');
  }
  return place(request, [destination]);
};

/** Seed: SIPNET 6.16. */
export const genmulticall: Operation = (request) => {
  const numbers = request.parameters.required('dstphone').split(',');
  return place(
    request,
    numbers.map((number) => requirePhone('dstphone', number.trim())),
  );
};

function place({ parameters, service, settings, traps }: OperationRequest, destinations: readonly string[]): Fields {
  parameters.oneOf('lang', ['ru', 'en'], 'ru');
  const source = parameters.optional('srcphone') ?? settings.phones.find((phone) => phone.default === 'Y')?.phone;
  if (source === undefined) throw new Refusal('no-parameter', 'srcphone');
  const order = service.placeOrder(asWritten(requirePhone('srcphone', source)), destinations.map(asWritten));
  return traps.gencallId === 'none' ? {} : { [traps.gencallId]: order.id };
}

/** However it was ordered, the service writes a number in digits. */
function asWritten(phone: string): string {
  return phone.replace(/^\+/, '');
}
