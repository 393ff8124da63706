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
]);
export type Credentials = z.infer<typeof credentials>;

export const credentialKind = z.enum(['password', 'apikey', 'token']);

/** A provider that accounts can be connected at. */
export const providerInfo = z.object({
  id: providerId,
  credentialKinds: z.array(credentialKind),
  /** Base URLs. `test` is there where the provider runs a stand for tests: tokens of one stand are nothing at the other. */
  stands: z.object({ production: z.string(), test: z.string().optional() }),
  /** Calls are listed number by number, so the numbers of the contract have to be named. */
  listsByNumber: z.boolean(),
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
  /** Of the whole, 0 to 1. */
  share: z.number().min(0).max(1),
  /** Read so far, those that were known already among them. */
  calls: z.number().int(),
  /** Epoch ms: later calls are all there. */
  readBackTo: z.number(),
});
export type ImportProgress = z.infer<typeof importProgress>;

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

export const account = z.object({
  id: accountId,
  provider: providerId,
  label: z.string(),
  baseUrl: z.string(),
  /** IANA zone, for providers that state none. */
  timeZone: z.string(),
  /** The phone a callback rings first; empty means the provider's default. As typed. */
  ownNumber: z.string(),
  /** Login or SIP id as the provider named it. */
  identity: z.string(),
  credentialKind,
  capabilities: z.array(capability),
  lines: z.array(line),
  /** Phones (SIP ids) that were heard to answer, and those of them that are the user's own: empty means all. */
  phones: z.array(z.string()),
  ownPhones: z.array(z.string()),
  /** Numbers of the contract that the user named, in E.164: for providers that list calls by number. */
  numbers: z.array(z.string()),
  /** Whether events are wanted through the relay. */
  webhook: z.boolean(),
  demo: z.boolean(),
  status: accountStatus,
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
  /** Numbers of the contract, in any form; a provider that lists calls by number needs one, here or as `ownNumber`. */
  numbers: numbers.optional(),
  credentials,
});
export type AccountDraft = z.infer<typeof accountDraft>;

export const probeResult = z.object({
  /** Who the provider says this is. */
  identity: z.string(),
  sipId: z.string().optional(),
  balance: z.object({ amount: z.string(), currency: z.string() }).optional(),
  hook: hookStatus.optional(),
});
export type ProbeResult = z.infer<typeof probeResult>;

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
  /** Tries the credentials at the provider and reads the hook that is there. Changes nothing anywhere. */
  probe: procedure.input(accountDraft).output(probeResult),
  /** Stores the account, its secrets in the vault, and starts it. With `webhook`, registers the hook URL. */
  connect: procedure
    .input(accountDraft.extend({ webhook: z.boolean(), replaceHook: z.boolean().default(false) }))
    .output(account),
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
  /** What was read stays; from now on only new calls are read. */
  cancelImport: procedure.input(z.object({ id: accountId })),
};
