import { compact } from '../../../shared/domain/compact.ts';
import { PrintedLink } from './printed-link.ts';
import type { Refusal } from './refusal.ts';
import type { Traps } from './traps.ts';

export type Fields = Record<string, unknown>;

/** What a method found. */
export interface MethodAnswer {
  value: unknown;
  links?: unknown;
  /** Where a trap asks for an answer without a body, with this status. */
  bare?: number;
}

export interface HttpAnswer {
  status: number;
  contentType: string;
  body: string;
}

/** The envelope of every answer (Autosecretary API v1, general properties). */
export function writeAnswer(method: string, { value, links }: MethodAnswer, traps: Traps): HttpAnswer {
  const shown = traps.envelope === 'value-as-text' ? JSON.stringify(plain(value, traps)) : value;
  const hasValue = value !== undefined;
  const fields = {
    ...statusFields(200, 'OK', traps),
    ...compact({ links }),
    ...(hasValue ? { value: shown } : {}),
    ...(traps.unknownFields ? { trace: { node: 'aa-2', steps: [1, 2] } } : {}),
  };
  return toHttp(200, traps.envelope === 'wrapped' ? { [`${method}Result`]: fields } : fields, traps);
}

export function writeRefusal(refusal: Refusal, traps: Traps): HttpAnswer {
  const asOk = traps.statuses === 'body-200';
  const text = { field: refusal.message, vague: 'Ошибка', html: '<b>Ошибка</b><script>alert(1)</script>', null: null };
  const fields = {
    ...(asOk ? statusFields(200, 'OK', traps) : statusFields(refusal.status, text[traps.errorTexts], traps)),
    value: null,
  };
  return toHttp(traps.statuses === 'http-200' ? 200 : refusal.status, fields, traps);
}

function statusFields(status: number, message: string | null, { statuses }: Traps): Fields {
  return statuses === 'absent' ? {} : { status_code: status, status_msg: message };
}

function toHttp(status: number, fields: Fields, traps: Traps): HttpAnswer {
  const json = JSON.stringify(plain(fields, traps));
  const printed = fields.links instanceof PrintedLink ? fields.links.printInto(json) : json;
  return {
    status,
    contentType: traps.jsonAs === 'plain-text' ? 'text/plain; charset=utf-8' : 'application/json; charset=utf-8',
    body: traps.jsonAs === 'with-mark' ? `\uFEFF${printed}` : printed,
  };
}

function plain(value: unknown, { scalars }: Traps): unknown {
  return scalars === 'strings' ? stringsOnly(value) : value;
}

function stringsOnly(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(stringsOnly);
  if (value instanceof PrintedLink) return value;
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, stringsOnly(inner)]));
  }
  return typeof value === 'number' ? String(value) : value;
}
