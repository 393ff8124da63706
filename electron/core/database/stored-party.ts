import { type Party, party } from '../../../shared/contract/call.ts';
import { partyIn } from '../../../shared/domain/phone-number.ts';
import type { UnreadableValues } from './stored-values.ts';
import { readWord } from './stored-values.ts';

const { key: keySchema, raw: rawSchema, kind: kindSchema } = party.shape;

/** Who the `remote_` columns of a row of an account name, without the name that the user gave them. `place`: what the log calls the row. */
export function readParty(
  row: Record<string, unknown>,
  unreadable: UnreadableValues,
  place: { table: string; row: unknown },
): Party {
  const [key, raw] = [String(row.remote_key), String(row.remote_raw)];
  if (!keySchema.safeParse(key).success || !rawSchema.safeParse(raw).success) {
    unreadable.note(place.table, place.row, 'raw');
    return partyIn(String(row.account_id), raw);
  }
  const kind = readWord(kindSchema.options, row.remote_kind, undefined);
  if (kind === undefined) unreadable.note(place.table, place.row, 'kind');
  return {
    key,
    kind: kind ?? 'other',
    raw,
    ...(row.remote_e164 === null ? {} : { e164: String(row.remote_e164) }),
  };
}
