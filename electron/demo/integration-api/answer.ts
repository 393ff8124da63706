import type { Brand } from './brand.ts';
import type { Refusal } from './refusal.ts';
import type { Traps } from './traps.ts';

export type Fields = Record<string, unknown>;

/** What a method found, and what its answer says about the request. */
export interface MethodAnswer {
  apiName: string;
  /** As this method writes the time of the request. */
  callTime: string;
  requestHash: string;
  /** Of `result`. */
  fields: Fields;
  /** Which stand where the trap of the placement puts them, with `code` and `requestHash`. */
  movable: Fields;
}

/** The envelope of every method but those of tokens. */
export function wrapAnswer(answer: MethodAnswer, brand: Brand, traps: Traps): Fields {
  const { apiName, callTime, requestHash, fields, movable } = answer;
  const placement = traps.placement === 'as-documented' ? brand.placement : traps.placement;
  const moved = { code: 0, requestHash, ...movable };
  const about = { apiName, apiVersion: 1, callTime, responseDuration: '00:00:00.0150000' };
  const error = { errorMessage: '', errorCode: 0 };
  return {
    ...(traps.successError === 'absent' ? {} : { error: traps.successError === 'null' ? null : error }),
    result: { ...about, ...(placement === 'in-result' ? moved : {}), ...fields, ...unknown(traps) },
    ...(placement === 'in-result' ? {} : moved),
    ...unknown(traps),
  };
}

/** What stands in `result` beside an error is not documented: nothing. */
export function wrapRefusal(refusal: Refusal): Fields {
  return { error: { errorMessage: refusal.message, errorCode: refusal.code }, result: null };
}

export function renderJson(fields: Fields, traps: Traps): string {
  return JSON.stringify(traps.scalars === 'strings' ? stringsOnly(fields) : fields);
}

function unknown({ unknownFields }: Traps): Fields {
  return unknownFields ? { trace: { node: 'api-2', steps: [1, 2] } } : {};
}

function stringsOnly(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(stringsOnly);
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, stringsOnly(inner)]));
  }
  return typeof value === 'number' ? String(value) : value;
}
