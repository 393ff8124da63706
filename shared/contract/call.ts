import * as z from 'zod';
import { accountId } from './account.ts';
import { procedure } from './procedure.ts';

/** Time-ordered and therefore sortable: see `electron/core/database/time-id.ts`. */
export const callId = z.number().int().positive();

/** The other side of a call, as far as it is known. */
export const party = z.object({
  /** Groups calls of one caller, and says nothing else; empty when hidden. See `partyIn` in `shared/domain/phone-number.ts`. */
  key: z.string().max(200),
  kind: z.enum(['number', 'sip', 'extension', 'other', 'hidden']),
  /** E.164 when `kind` is `number`. */
  e164: z.string().optional(),
  /** As the provider sent it. */
  raw: z.string().max(200),
  /** The name the user gave this number. */
  name: z.string().optional(),
});
export type Party = z.infer<typeof party>;

export const callState = z.enum([
  'ringing',
  'answered',
  'ended',
  'missed',
  'rejected',
  /** An outgoing call that met a busy line. */
  'busy',
  'answered-elsewhere',
  /** An outgoing call that nobody took. */
  'no-answer',
  'failed',
  /** A ring whose end was never heard and that no list explained. */
  'unknown',
]);
export type CallState = z.infer<typeof callState>;

export const direction = z.enum(['in', 'out']);
export type Direction = z.infer<typeof direction>;

export const recordingState = z.enum(['remote', 'waiting', 'fetching', 'stored', 'expired', 'broken', 'failed']);
export type RecordingState = z.infer<typeof recordingState>;

/** Something that happened to a call on its way, where the provider tells it, on the common model. */
export const journeyStep = z.object({
  kind: z.enum([
    'from',
    'to',
    /** The caller chose in the menu, or dialled a short number. */
    'menu',
    'extension',
    /** A phone was rung; those that follow one another rang together. */
    'rang',
    'connected',
    'no-answer',
    'busy',
    'caller-left',
    /** Why nobody was rung any more. */
    'nobody-on-duty',
    'nobody-free',
    'no-channels',
    'queue-full',
    'limit-exceeded',
    'billing-failed',
    'talk',
    'transfer',
    'transferred',
    'transfer-failed',
    /** Begun and ended. */
    'recording',
    'recorded',
    /** In the provider's own words. */
    'unknown',
    /** So many further ones. */
    'more',
  ]),
  /** A number in E.164 or as received, a choice, words. */
  value: z.string().max(200).optional(),
});
export type JourneyStep = z.infer<typeof journeyStep>;

export const call = z.object({
  id: callId,
  accountId,
  direction,
  state: callState,
  remote: party,
  /** Own line as the user names it, or the number. */
  line: z.string(),
  /** SIP id, number or name of who answered, when it was told. */
  answeredBy: z.string().optional(),
  /** Accounts that belong to this one, as the provider names them: of who talked, else of all that rang. Left out where it is this one's. */
  subAccounts: z.array(z.string().max(200)).max(20).optional(),
  /** Epoch ms. */
  startedAt: z.number(),
  answeredAt: z.number().optional(),
  endedAt: z.number().optional(),
  talkSeconds: z.number().optional(),
  ringSeconds: z.number().optional(),
  recording: recordingState.optional(),
  /** In their order; left out where nothing is told. */
  journey: z.array(journeyStep).optional(),
  note: z.string().optional(),
});
export type Call = z.infer<typeof call>;

export const callFilter = z.object({
  kind: z.enum(['all', 'missed', 'incoming', 'outgoing', 'recorded']).default('all'),
  /** Where the kind leaves both. */
  direction: direction.optional(),
  accountId: accountId.optional(),
  /** `number` of one of the account's lines; its label may change. */
  line: z.string().max(100).optional(),
  /** Epoch ms, inclusive. */
  from: z.number().optional(),
  /** Epoch ms, exclusive. */
  to: z.number().optional(),
  /** Number in any form, name, note or line. */
  search: z.string().trim().max(200).optional(),
  /** Only calls with this party key. */
  remoteKey: z.string().max(200).optional(),
});
export type CallFilter = z.infer<typeof callFilter>;

export const callPage = z.object({
  /** Newest first. */
  calls: z.array(call),
  /** Pass as `before` for the next page; absent at the end. */
  next: callId.optional(),
});
export type CallPage = z.infer<typeof callPage>;

/** One caller with everything that waits for a callback. */
export const missedGroup = z.object({
  /** Stable while the group exists: the party key, or `call:<id>` for a hidden number. */
  key: z.string(),
  remote: party,
  tries: z.number().int().positive(),
  /** Epoch ms: the first try is what the caller waits since. */
  firstAt: z.number(),
  lastAt: z.number(),
  /** Epoch ms of the last call from here after that; nobody took it. */
  triedAt: z.number().optional(),
  /** The newest missed call of the group and its account: what a callback goes through. */
  lastCallId: callId,
  accountId,
  line: z.string(),
  canCallBack: z.boolean(),
  snoozedUntil: z.number().optional(),
  note: z.string().optional(),
});
export type MissedGroup = z.infer<typeof missedGroup>;

export const resolution = z.enum(['called-back', 'caller-got-through', 'by-hand']);
export type Resolution = z.infer<typeof resolution>;

export const resolvedGroup = missedGroup.extend({ resolution, resolvedAt: z.number() });
export type ResolvedGroup = z.infer<typeof resolvedGroup>;

export const callContract = {
  list: procedure
    .input(
      z.object({ filter: callFilter, before: callId.optional(), limit: z.number().int().min(1).max(500).default(100) }),
    )
    .output(callPage),
  /** How many fit, all pages together. */
  count: procedure.input(z.object({ filter: callFilter })).output(z.object({ count: z.int().nonnegative() })),
  /**
   * How many calls an account had in each stretch of time between two neighbouring `edges`: epoch ms, ascending, each stretch
   * without its end. `of`: only those of an account that belongs to it, by all its names.
   */
  countBetween: procedure
    .input(
      z.object({
        accountId,
        of: z.array(z.string().min(1).max(200)).min(1).max(10).optional(),
        edges: z.array(z.number().int().min(0)).min(2).max(101),
      }),
    )
    .output(z.array(z.object({ calls: z.int().nonnegative(), missed: z.int().nonnegative() }))),
  get: procedure.input(z.object({ id: callId })).output(call),
  /**
   * Calls whose callers left a message, newest first, asked of the provider now. Of accounts with the capability `voicemail`;
   * a message plays like any other recording. The provider decides what it counts as heard.
   */
  voicemail: procedure
    .input(z.object({ accountId, messages: z.enum(['unheard', 'heard']).default('unheard') }))
    .output(z.array(call)),
  /** A note on this one call; empty takes it away. NOTE_CHANGED where it is not `before` any more, nor what it shall be. */
  annotate: procedure
    .input(z.object({ id: callId, note: z.string().trim().max(4000), before: z.string().max(4000).optional() }))
    .output(call),
};

export const missedContract = {
  /** Newest first; snoozed ones are left out until their time unless asked for. */
  list: procedure.input(z.object({ snoozed: z.boolean().default(false) })).output(z.array(missedGroup)),
  /** What was resolved lately, for undo. */
  resolved: procedure
    .input(z.object({ limit: z.number().int().min(1).max(200).default(20) }))
    .output(z.array(resolvedGroup)),
  resolve: procedure.input(z.object({ key: z.string() })),
  /** Takes back the last resolution of this group, whatever it was. */
  restore: procedure.input(z.object({ key: z.string() })),
  snooze: procedure.input(z.object({ key: z.string(), until: z.number() })),
  /** Ends the snooze now. */
  wake: procedure.input(z.object({ key: z.string() })),
};
