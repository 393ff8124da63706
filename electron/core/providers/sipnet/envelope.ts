import { type Fields, keepRaw } from '../fields.ts';

/** What every answer carries whatever was asked (SIPNET API 2.7.0, 5), in the spelling of `readFields`. */
const common = new Set([
  ...[
    'status',
    'errorcode',
    'errormessage',
    'errordescription',
    'apiversion',
    'operation',
    'account',
    'sipid',
    'action',
  ],
]);
const mostTold = 40;

/** Whatever else an answer tells, as received: what is not documented is shown and not interpreted. */
export function otherFields(fields: Fields, understood: ReadonlySet<string>): { name: string; value: string }[] {
  return Object.entries(keepRaw(fields))
    .filter(([name, value]) => !common.has(name) && !understood.has(name) && value !== null && value !== '')
    .slice(0, mostTold)
    .map(([name, value]) => ({
      name: name.slice(0, 100),
      value: (typeof value === 'object' ? JSON.stringify(value) : String(value)).slice(0, 500),
    }));
}
