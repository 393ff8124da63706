import {
  type NumberPlace,
  newDestination,
  numberFlags,
  numberMails,
  numberSeconds,
  numberTexts,
  writePlace,
} from '../../../../shared/domain/universal-numbers.ts';
import { ProviderError } from '../errors.ts';

const ofDestination = Object.keys(newDestination).filter((name) => name !== 'received');
const ofNumber: readonly string[] = [
  ...numberFlags,
  'ab_ext_enabled',
  ...numberSeconds,
  ...numberMails,
  ...numberTexts,
];

/**
 * A refusal with the place that it complains of, where that can be known. `status_msg` describes the error (general properties),
 * in which words is not documented: the names of fields are, and only what was sent can have been refused. Narrow on purpose: who
 * is led to the wrong field loses more time than who reads the provider's own words.
 */
export function locateRefusal(error: unknown, phone: string, sent: Readonly<Record<string, unknown>>): unknown {
  if (!(error instanceof ProviderError) || error.code !== 'PROVIDER_REFUSED') return error;
  const { code, detail = '', status, proof } = error;
  const place = placeIn(detail, phone, sent);
  if (place === undefined) return error;
  const known = { detail, proof, field: writePlace(place), cause: error };
  return new ProviderError(code, status === undefined ? known : { ...known, status });
}

function placeIn(detail: string, phone: string, sent: Readonly<Record<string, unknown>>): NumberPlace | undefined {
  const named = (name: string) => new RegExp(`(?<![\\w])${name}(?![\\w])`, 'i').test(detail);
  const destinations = Array.isArray(sent.dn_list) ? sent.dn_list : [];
  const counted = /dn_list\s*\[(\d{1,3})\]/i.exec(detail)?.[1];
  const [field, ...others] = [
    ...ofNumber.filter((name) => name in sent && named(name)),
    // A phone that is not of a destination is the number's own, which was not changed.
    ...ofDestination.filter((name) => destinations.length > 0 && named(name) && (name !== 'phone' || counted)),
  ];
  if (others.length > 0) return undefined;
  if (field === undefined) return destinations.length > 0 && named('dn_list') ? { phone, field: 'dn_list' } : undefined;
  if (ofNumber.includes(field)) return { phone, field: field === 'ab_ext_enabled' ? 'ap_ext_enabled' : field };
  // Where it is not counted, the list as a whole is.
  return counted !== undefined && Number(counted) < destinations.length
    ? { phone, field, index: Number(counted) }
    : { phone, field: 'dn_list' };
}
