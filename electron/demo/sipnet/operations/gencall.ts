import type { CallbackOrder } from '../callback-order.ts';
import type { Fields } from '../list-field.ts';
import type { Operation, OperationRequest } from '../operation.ts';
import { inDigits, requirePhone } from '../parameters.ts';
import { Refusal } from '../refusal.ts';
import type { Traps } from '../traps.ts';

/** SIPNET API 2.7.0, 6.15. Its result is not documented. */
export const gencall: Operation = (request) => {
  const { parameters, service } = request;
  const destination = requirePhone('dstphone', parameters.required('dstphone'));
  if (parameters.optional('prompt') !== undefined && !service.account.enabled?.prompt) {
    throw new Refusal('not-allowed', 'prompt');
  }
  return idField(place(request, [destination]), request.traps);
};

/** SIPNET API 2.7.0, 6.16. Its result is not documented either. */
export const genmulticall: Operation = (request) => {
  const { parameters, traps } = request;
  const numbers = parameters.required('dstphone').split(',');
  const order = place(
    request,
    numbers.map((number) => requirePhone('dstphone', number.trim())),
  );
  return traps.multicallId === 'none' ? {} : idField(order, traps);
};

function place(
  { parameters, service, settings, subject }: OperationRequest,
  destinations: readonly string[],
): CallbackOrder {
  parameters.oneOf('lang', ['ru', 'en'], 'ru');
  const source = parameters.optional('srcphone') ?? settings.phones.find((phone) => phone.default === 'Y')?.phone;
  if (source === undefined) throw new Refusal('no-parameter', 'srcphone');
  const [rung, ...called] = [requirePhone('srcphone', source), ...destinations].map(inDigits);
  return service.placeOrder(subject, rung ?? source, called);
}

function idField({ id }: CallbackOrder, { gencallId, gencallAnswer }: Traps): Fields {
  if (gencallId === 'none') return {};
  switch (gencallAnswer) {
    case 'beside':
      return { [gencallId]: id };
    case 'number':
      return { [gencallId]: Number(id) };
    case 'nested':
      return { call: { [gencallId]: id } };
    case 'row':
      return { calls: [{ [gencallId]: id }] };
  }
}
