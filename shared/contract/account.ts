import * as z from 'zod';
import { problem } from './problem.ts';
import { procedure } from './procedure.ts';

export const providerId = z.enum(['sipnet', 'sunsim', 'alloincognito', 'autosecretary']);
export type ProviderId = z.infer<typeof providerId>;

export const accountId = z.string().min(1).max(64);

/** What an account can do; the renderer shows only this and never asks which provider it is. */
export const capability = z.enum([
  'webhook',
  'calls',
  'callback',
  'recordings',
  'balance',
  'voicemail',
  'line-settings',
  'forwarding',
  'recording-rules',
  'caller-ids',
  'callback-greeting',
  'multi-callback',
  'web-buttons',
  'reports',
  'sub-accounts',
  'partner-accounts',
  'cabinet',
  'universal-numbers',
]);
export type Capability = z.infer<typeof capability>;

/** Secrets cross the contract inwards only, here, and are never part of any output. */
export const credentials = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('password'),
    login: z.string().trim().min(1).max(200),
    password: z.string().min(1).max(500),
  }),
  z.object({ kind: z.literal('apikey'), apikey: z.string().trim().min(1).max(4000) }),
  /** An authorization token as it was pasted: line breaks and quotes may be in it. */
  z.object({ kind: z.literal('token'), token: z.string().trim().min(1).max(8000) }),
  /** Nothing: the provider knows the caller by the address that it calls from. */
  z.object({ kind: z.literal('none') }),
]);
export type Credentials = z.infer<typeof credentials>;

export const credentialKind = z.enum(['password', 'apikey', 'token', 'none']);

/** A provider that accounts can be connected at. */
export const providerInfo = z.object({
  id: providerId,
  credentialKinds: z.array(credentialKind),
  /** Base URLs. `test` is there where the provider runs an environment for tests: tokens of the one are nothing at the other. */
  environments: z.object({ production: z.string(), test: z.string().optional() }),
  /**
   * Where the numbers come from whose calls are listed. `none`: calls are the account's, whatever number they came to.
   * `typed`: calls are asked for by number, and the user names those of the contract. `listed`: the provider lists them, and
   * the user chooses.
   */
  numberSource: z.enum(['none', 'typed', 'listed']),
  /** IANA zone of times that name none, until the user says otherwise; left out where the provider's name one. */
  timeZone: z.string().optional(),
  capabilities: z.array(capability),
});
export type ProviderInfo = z.infer<typeof providerInfo>;

/** How the account hears of calls. */
export const connectionState = z.enum([
  'starting',
  /** Events arrive through the relay. */
  'live',
  /** No webhook: the call list is polled. Ended calls only. */
  'polling',
  /** Something fails; `problem` says what and `nextTryAt` when it is tried again. */
  'failing',
  /** Waits for the user: credentials refused, or the vault is locked. */
  'needs-attention',
]);
export type ConnectionState = z.infer<typeof connectionState>;

/**
 * A long reading of the provider's lists back in time: the first of an account, or one that was asked for again. New calls
 * are looked for meanwhile.
 */
export const importProgress = z.object({
  /** Of the whole, 0 to 1; left out where nobody knows how much there is. */
  share: z.number().min(0).max(1).optional(),
  /** Read so far, those that were known already among them. */
  calls: z.number().int(),
  /** Epoch ms: later calls are all there. */
  readBackTo: z.number(),
});
export type ImportProgress = z.infer<typeof importProgress>;

/** How far back calls are read: a week, three months, a year, or all that the provider keeps. */
export const historyDepth = z.enum(['week', 'quarter', 'year', 'all']);
export type HistoryDepth = z.infer<typeof historyDepth>;

/** How far an account's past is known. */
export const accountHistory = z.object({
  /** What the user wants of it; left out where the provider's lists reach no further anyway. */
  depth: historyDepth.optional(),
  /** Epoch ms: later calls are all there, earlier ones perhaps not. */
  knownSince: z.number().optional(),
  /** Why it was read no further: the provider gives no more, or there was nothing for three months. */
  end: z.enum(['refused', 'empty']).optional(),
  /** What is known falls short of what is wanted, and nothing is being read. */
  canReadOn: z.boolean(),
});
export type AccountHistory = z.infer<typeof accountHistory>;

export const accountStatus = z.object({
  state: connectionState,
  /** Epoch ms since when the state holds. */
  since: z.number(),
  problem: problem.optional(),
  /** Epoch ms of the next try of what fails. */
  nextTryAt: z.number().optional(),
  /** Epoch ms of the last time the provider or the relay was heard. */
  lastHeardAt: z.number().optional(),
  /** What goes on whatever fails. `events`: calls ring here. `lists`: ended calls appear. */
  works: z.array(z.enum(['events', 'lists'])).optional(),
  /** Rows of the provider's lists that came within a week and could not be understood; left out where there are none. */
  unreadableRows: z.number().int().optional(),
  /** Numbers whose calls the provider does not give out, while it gives others': as people write them, with its own words. */
  refusedNumbers: z.array(z.object({ number: z.string(), detail: z.string().max(500).optional() })).optional(),
  /** How many numbers the provider lists that were not there when the user chose; left out where there are none. */
  newNumbers: z.number().int().optional(),
  importing: importProgress.optional(),
});
export type AccountStatus = z.infer<typeof accountStatus>;

/** `ours`: our hook is there. `other`: another system's. The URL itself is a secret: only its host is told. */
export const hookStatus = z.object({
  state: z.enum(['none', 'ours', 'other']),
  host: z.string().max(255).optional(),
});
export type HookStatus = z.infer<typeof hookStatus>;

export const line = z.object({ number: z.string(), label: z.string() });
export type Line = z.infer<typeof line>;

/** Through which account somebody is called back; `agreed`: it is the one that was called, or the user said yes to it. */
export const callRoute = z.object({ accountId, agreed: z.boolean() });
export type CallRoute = z.infer<typeof callRoute>;

export const account = z.object({
  id: accountId,
  /** `unknown`: a later version of the program connected it. It is listed, and does nothing. */
  provider: providerId.or(z.literal('unknown')),
  label: z.string(),
  baseUrl: z.string(),
  /** IANA zone, for providers that state none. */
  timeZone: z.string(),
  /** The phone a callback rings first; empty means the provider's default. As typed. */
  ownNumber: z.string(),
  /** Login or SIP id as the provider named it; empty where it names nobody. */
  identity: z.string(),
  credentialKind,
  capabilities: z.array(capability),
  /** Callbacks go to and from the provider's SIP ids as well as numbers. */
  sipIds: z.boolean(),
  lines: z.array(line),
  /** Phones (SIP ids) that were heard to answer, and those of them that are the user's own: empty means all. */
  phones: z.array(z.string()),
  ownPhones: z.array(z.string()),
  /** Numbers of the contract that the user named, or chose of those that the provider lists: there none means all. */
  numbers: z.array(z.string()),
  /** Of those that the provider lists: the user does not watch them. What is in neither list is new. */
  leftOut: z.array(z.string()),
  /** How its callers are called back, numbers and SIP ids; left out where no account can. */
  callRoutes: z.object({ number: callRoute.optional(), sip: callRoute.optional() }),
  /** Whether events are wanted through the relay. */
  webhook: z.boolean(),
  demo: z.boolean(),
  status: accountStatus,
  history: accountHistory,
  createdAt: z.number(),
});
export type Account = z.infer<typeof account>;

const numbers = z.array(z.string().trim().min(1).max(64)).max(200);
const baseUrl = z.string().trim().max(500);

/** Of providers that state none: all of them are in Russia and write the time of Moscow. */
export const usualTimeZone = 'Europe/Moscow';

/** Everything the connect form says. Nothing is stored by `probe`. */
export const accountDraft = z.object({
  provider: providerId,
  label: z.string().trim().max(80),
  /** Empty means the provider's own address. */
  baseUrl,
  timeZone: z.string().max(64).default(usualTimeZone),
  ownNumber: z.string().trim().max(64).default(''),
  /** Numbers of the contract, in any form; where they are typed one is needed, here or as `ownNumber`. */
  numbers: numbers.optional(),
  credentials,
});
export type AccountDraft = z.infer<typeof accountDraft>;

export const probeResult = z.object({
  /** Who the provider says this is; empty where it names nobody. */
  identity: z.string(),
  sipId: z.string().optional(),
  balance: z.object({ amount: z.string(), currency: z.string() }).optional(),
  hook: hookStatus.optional(),
  /** The account's numbers, where the provider lists them: E.164, or as received. */
  numbers: z.array(z.string()).optional(),
});
export type ProbeResult = z.infer<typeof probeResult>;

/** Of a draft that was tried: enough to connect it, for a quarter of an hour. */
export const draftProbe = probeResult.extend({ draft: z.string().min(1).max(64) });
export type DraftProbe = z.infer<typeof draftProbe>;

const listed = z.array(z.string().min(1).max(64)).max(1000);

/** Which of the numbers that the provider lists are watched, as it lists them, and what they are called. */
export const watchChoice = z.object({
  /** None means all, with those that will be added. */
  numbers: listed,
  leftOut: listed,
  names: z.record(z.string().min(1).max(64), z.string().trim().max(60)),
});
export type WatchChoice = z.infer<typeof watchChoice>;

/** What is left to choose once a draft was tried. Left-out fields are those of the draft. */
export const draftChoice = z.object({
  draft: z.string().min(1).max(64),
  label: z.string().trim().max(80).optional(),
  ownNumber: z.string().trim().max(64).optional(),
  webhook: z.boolean(),
  replaceHook: z.boolean().default(false),
  watch: watchChoice.optional(),
});
export type DraftChoice = z.infer<typeof draftChoice>;

/** What is known of an account beyond what it is. Of secrets only their dates. */
export const accountDetails = z.object({
  /** Of an account with an authorization token. */
  token: z
    .object({
      /** Epoch ms: when the token ends, as it says itself; absent where it says no end. */
      validUntil: z.number().optional(),
      /** Epoch ms: when the pair that was made with it is renewed next; absent while there is none. */
      renewsAt: z.number().optional(),
    })
    .optional(),
  /** The numbers that calls are listed for, and others that calls were seen on; what was seen of each. */
  lines: z.array(
    line.extend({
      /** Asked for, because it is one of the contract's numbers. */
      listed: z.boolean(),
      calls: z.number().int(),
      /** Epoch ms of the newest. */
      newestAt: z.number().optional(),
      /** Whether a call that nobody answered was ever seen: not every list shows them. */
      hasUnanswered: z.boolean(),
    }),
  ),
  /** Epoch ms up to when the lists were read, and when they are read next. */
  listedUntil: z.number().optional(),
  nextListingAt: z.number().optional(),
});
export type AccountDetails = z.infer<typeof accountDetails>;

export const accountContract = {
  list: procedure.output(z.array(account)),
  /** Those that this program speaks to, in the order to offer them. */
  providers: procedure.output(z.array(providerInfo)),
  /**
   * Tries the credentials at the provider and reads the hook that is there. Changes nothing anywhere; what was tried waits for
   * `connect` under the id that is answered, so that its secret comes in once.
   */
  probe: procedure.input(accountDraft).output(draftProbe),
  /**
   * Stores the account, its secrets in the vault, and starts it. With `webhook`, registers the hook URL. DRAFT_GONE where it
   * was tried too long ago, or is connected; after any other problem the draft is still there.
   */
  connect: procedure.input(draftChoice).output(account),
  /** Left-out fields stay. `credentials` replaces the stored secret. */
  update: procedure
    .input(
      z.object({
        id: accountId,
        label: z.string().trim().min(1).max(80).optional(),
        baseUrl: baseUrl.optional(),
        timeZone: z.string().max(64).optional(),
        ownNumber: z.string().trim().max(64).optional(),
        ownPhones: z.array(z.string().min(1).max(100)).max(50).optional(),
        numbers: numbers.optional(),
        watch: watchChoice.optional(),
        credentials: credentials.optional(),
      }),
    )
    .output(account),
  /** Clears our hook at the provider, or restores the one it replaced, then forgets secrets and the account. */
  remove: procedure.input(z.object({ id: accountId })).output(
    z.object({
      /** What became of the hook at the provider. */
      hook: z.enum(['none', 'cleared', 'restored', 'left']),
      problem: problem.optional(),
    }),
  ),
  /** What the user calls one of the account's numbers; empty goes back to the number. */
  nameLine: procedure
    .input(z.object({ id: accountId, number: z.string().min(1).max(100), label: z.string().trim().max(60) }))
    .output(account),
  /** The connection test of a stored account. */
  test: procedure.input(z.object({ id: accountId })).output(probeResult),
  hook: procedure.input(z.object({ id: accountId })).output(hookStatus),
  /** Registers our hook URL; refuses with HOOK_TAKEN over another system's unless `replace`. */
  registerHook: procedure.input(z.object({ id: accountId, replace: z.boolean().default(false) })).output(hookStatus),
  /** Clears our hook or restores the one before it; the account polls from then on. */
  clearHook: procedure.input(z.object({ id: accountId })).output(hookStatus),
  /** Does not wait for the next try. */
  retry: procedure.input(z.object({ id: accountId })),
  details: procedure.input(z.object({ id: accountId })).output(accountDetails),
  /** Reads the lists as far back as the provider keeps them once more. `status.importing` tells how it goes on. */
  importAgain: procedure.input(z.object({ id: accountId })),
  /** Reads as far back as that, from where the reading stopped. */
  readHistory: procedure.input(z.object({ id: accountId, depth: historyDepth })),
  /** What was read stays; from now on only new calls are read. */
  cancelImport: procedure.input(z.object({ id: accountId })),
};
