export type RowNames = 'as-known' | 'lower' | 'upper' | 'as-hook' | 'billing';

/** Names that the webhook is documented to use for the same things (SIPNET API 2.7.0, 6.9). */
const asHook: Readonly<Record<string, string>> = {
  Account: 'sip_id',
  GMT: 'created',
  Phone: 'callee_id',
  CLI: 'caller_id',
};

/**
 * Names as call records of exchanges have them. Only where the document has no word of its own: it calls the ids `cid` in `calls`
 * and `uuid` in `pbxcalls` (SIPNET API 2.7.0, 6.9), and the address of a recording URL (6.11).
 */
const billing: Readonly<Record<string, string>> = {
  Account: 'user',
  sip_id: 'user',
  GMT: 'start_time',
  created: 'start_time',
  Phone: 'dst',
  callee_id: 'dst',
  CLI: 'src',
  caller_id: 'src',
  Duration: 'billsec',
  duration: 'billsec',
  ISDNCode: 'hangup_cause',
  ISDNDescr: 'hangup_text',
};

/** A field's name, known as real clients read it, under another reading. */
export function rowName(name: string, names: RowNames): string {
  switch (names) {
    case 'as-known':
      return name;
    case 'lower':
      return name.toLowerCase();
    case 'upper':
      return name.toUpperCase();
    case 'as-hook':
      return asHook[name] ?? name.toLowerCase();
    case 'billing':
      return billing[name] ?? name.toLowerCase();
  }
}
