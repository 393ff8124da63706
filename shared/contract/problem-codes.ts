/**
 * Every way a request of the renderer can fail, as a closed set. A problem is data: the sentence a person reads is
 * made from it in their language by `shared/words/problems.ts`, so core never sends prose over the wire.
 */
export const problemCodes = [
  /** The input does not fit; `field` names what was wrong. */
  'BAD_INPUT',
  'BAD_CREDENTIALS',
  /** What was pasted as an authorization token is no token at all. */
  'NOT_A_TOKEN',
  /** It is a token, but not the authorization token: one of the pair that is made from it. */
  'OTHER_TOKEN',
  'TOKEN_EXPIRED',
  /** The provider knows the authorization token no more: it was removed or made anew in the cabinet. */
  'TOKEN_REVOKED',
  /** Somebody else makes pairs from the same authorization token, and each new pair ends the one before. */
  'TOKEN_SHARED',
  /** The token belongs to another environment of the provider; `detail` is the host where it is known. */
  'WRONG_ENVIRONMENT',
  /** The service is switched off in the provider's cabinet. */
  'SERVICE_OFF',
  /** The base URL leads nowhere that could be the provider: bad scheme, unknown host, 404. */
  'WRONG_ADDRESS',
  /** This version of the program does not speak to the account's provider. */
  'PROVIDER_UNKNOWN',
  /** No connection, or the connection broke before an answer. Nothing reached the provider, or it was only a read. */
  'PROVIDER_DOWN',
  /** The provider took longer than allowed. Only for reads; an order that times out is ORDER_UNKNOWN. */
  'PROVIDER_SLOW',
  /** The provider answered something that is not its wire format, HTML for one. */
  'PROVIDER_GARBLED',
  /** The provider understood and said no; `detail` carries its own words. */
  'PROVIDER_REFUSED',
  /** A certificate on the way to the provider is not trusted. */
  'CERTIFICATE',
  /** The answer named another account than the one that was meant. */
  'OTHER_ACCOUNT',
  'VAULT_LOCKED',
  'VAULT_FAILED',
  'WRONG_PASSPHRASE',
  /** The vault holds nothing for this account, after a run with secrets in memory for one: enter them again. */
  'SECRETS_MISSING',
  'NOT_FOUND',
  /** The credentials that were tried are forgotten: too long ago, or connected already. */
  'DRAFT_GONE',
  /** No number was given at all. */
  'NUMBER_MISSING',
  'NUMBER_UNREADABLE',
  /** Several numbers, or one that may be meant in two ways: which, only the user can say. */
  'NUMBER_AMBIGUOUS',
  'NUMBER_EMERGENCY',
  'NUMBER_SERVICE',
  'NUMBER_HIDDEN',
  /** A callback was to ring a phone first that is not among the numbers of the contract. */
  'NUMBER_NOT_OWN',
  /** The account has no such capability. */
  'NOT_SUPPORTED',
  /** Nothing else on this computer opens phone numbers. */
  'NO_TEL_PROGRAM',
  /** Another system's hook is registered; registering ours needs `replace: true`. */
  'HOOK_TAKEN',
  'RELAY_UNREACHABLE',
  'RECORDING_EXPIRED',
  'RECORDING_BROKEN',
  /** The connection ended before the recording was whole; nothing incomplete is kept. */
  'RECORDING_CUT_SHORT',
  'DISK_FULL',
  /** An order left, and no answer came: it may or may not have been carried out. Never repeated by itself. */
  'ORDER_UNKNOWN',
  /** The settings of a line are not what the edit began from: somebody changed them meanwhile. Nothing was sent. */
  'LINE_CHANGED',
  /** The same of a setting of the account. */
  'SETTINGS_CHANGED',
  /** A note is not what the typing began from: it was changed meanwhile. Nothing was kept. */
  'NOTE_CHANGED',
  /** Another number waits for its code: a new one makes that code worthless, and needs `again: true`. */
  'CHECK_PENDING',
  /** A change of settings left, and neither an answer nor a new reading told whether it was carried out. */
  'CHANGE_UNKNOWN',
  /** It was built anew while it ran, and a part that it has not loaded so far is gone. */
  'PROGRAM_REPLACED',
  'INTERNAL',
] as const;
