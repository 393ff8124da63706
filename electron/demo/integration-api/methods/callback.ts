import { parsePhoneTo } from '../phone-forms.ts';
import { Refusal } from '../refusal.ts';
import type { BareAnswer, Method } from '../service.ts';
import type { Traps } from '../traps.ts';

/** Integration API, callback/create. What is refused, and all of the answer, is not documented. */
export const orderCallback: Method = ({ service, query, traps }) => {
  const remote = parsePhoneTo(query.get('PhoneTo') ?? '');
  if (remote === undefined) throw new Refusal('bad-parameter', 'PhoneTo');
  const phoneFrom = query.get('PhoneFrom') ?? '';
  if (!/^\d{10}$/.test(phoneFrom)) throw new Refusal('bad-parameter', 'PhoneFrom');
  if (!service.contract.numbers.includes(phoneFrom)) throw new Refusal('foreign-number', 'PhoneFrom');
  if (traps.callbacksRefused) throw new Refusal('callback-refused');
  service.placeOrder({ phoneFrom, remote });
  return bareAnswers[traps.callbackAnswer] ?? { apiName: 'createCallback', fields: {} };
};

const bareAnswers: Partial<Record<Traps['callbackAnswer'], BareAnswer>> = {
  empty: { contentType: 'application/json; charset=utf-8', body: '' },
  text: { contentType: 'text/plain; charset=utf-8', body: 'OK' },
  'no-error': { contentType: 'application/json; charset=utf-8', body: '{"success":true}' },
  'no-success': { contentType: 'application/json; charset=utf-8', body: '{"success":false}' },
  'odd-code': { contentType: 'application/json; charset=utf-8', body: '{"error":null,"result":{"code":7}}' },
};
