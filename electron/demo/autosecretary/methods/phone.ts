import { Refusal } from '../refusal.ts';
import type { MethodRequest } from '../service.ts';

/** The universal number that is meant. Throws Refusal. */
export function phoneOf({ service, traps }: MethodRequest, phone: unknown): string {
  if (typeof phone !== 'string' || phone === '') throw new Refusal('bad-parameter', 'phone');
  if (traps.phoneForms === 'ten-digits' && !/^\d{10}$/.test(phone)) throw new Refusal('bad-parameter', 'phone');
  const found = service.numbers.find(phone);
  if (found === undefined) throw new Refusal(`foreign-number-${traps.foreignNumbers}`);
  return found;
}
