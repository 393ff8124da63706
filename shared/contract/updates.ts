import { eventIterator } from '@orpc/contract';
import * as z from 'zod';
import { account } from './account.ts';
import { call, callId } from './call.ts';
import { callback } from './callback.ts';
import { certificateState, vaultState } from './host.ts';
import { procedure } from './procedure.ts';
import { programUpdate } from './program-update.ts';
import { doNotDisturbOverride, quietMissed, quietState } from './quiet.ts';
import { recording, transfers } from './recording.ts';
import { settings } from './settings.ts';

/** A call that is on the screen now. */
export const liveCard = z.object({
  call,
  accountLabel: z.string(),
  silenced: z.boolean(),
  /** Calls with this number before this one. */
  before: z.object({
    count: z.number().int(),
    /** Epoch ms: of later calls all are known, of earlier ones perhaps not; absent while that is not known. */
    since: z.number().optional(),
    lastAt: z.number().optional(),
    note: z.string().optional(),
    /** The newest call with this number that has a recording. */
    lastRecordingId: callId.optional(),
  }),
  /** Epoch ms when a finished card leaves by itself. */
  leavesAt: z.number().optional(),
});
export type LiveCard = z.infer<typeof liveCard>;

/** A notification that is due: at most one of a call, the newest takes the place of the one before. */
export const notice = z.object({ callId, kind: z.enum(['incoming', 'missed']) });
export type Notice = z.infer<typeof notice>;

/** What was found when the program could not listen for a while. */
export const digest = z.object({
  from: z.number(),
  to: z.number(),
  calls: z.number().int(),
  toCallBack: z.number().int(),
});
export type Digest = z.infer<typeof digest>;

/**
 * Everything that changes by itself, on one iterator: a snapshot first, then what changed. After a reconnect the
 * renderer subscribes again and the new snapshot replaces all it held.
 */
export const update = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('snapshot'),
    /** Epoch ms of the core's clock, so that the page can show durations by it. */
    now: z.number(),
    cards: z.array(liveCard),
    /** So many more calls ring or talk than there are cards for. */
    moreCards: z.number().int(),
    /** Of the cards: what is to be told of them now, by a page that shows notifications itself. */
    notices: z.array(notice),
    accounts: z.array(account),
    callbacks: z.array(callback),
    missedCount: z.number().int(),
    digest: digest.optional(),
    transfers: transfers.optional(),
    settings,
    quiet: quietState,
    vault: vaultState,
    certificates: certificateState,
    programUpdate,
    /** Of the data that this program runs on: what a browser keeps for it is found again by it, and by no other data. */
    dataId: z.string().max(100),
  }),
  z.object({ kind: z.literal('card'), card: liveCard }),
  z.object({ kind: z.literal('card-gone'), callId }),
  z.object({ kind: z.literal('more-cards'), count: z.number().int() }),
  /** To be shown now, with what the card says. */
  z.object({ kind: z.literal('notice'), notice }),
  /** Of a call that rings no more, or is told of by its card no longer. */
  z.object({ kind: z.literal('notice-gone'), callId }),
  /** The log changed: refetch what shows it. `newest` are calls that came to the top. */
  z.object({ kind: z.literal('calls'), newest: z.array(callId) }),
  z.object({ kind: z.literal('missed'), count: z.number().int() }),
  z.object({ kind: z.literal('accounts'), accounts: z.array(account) }),
  z.object({ kind: z.literal('callback'), callback }),
  /** Nothing of it is to be shown any more: it holds no button, and stands among the past orders. */
  z.object({ kind: z.literal('callback-gone'), id: z.string() }),
  z.object({ kind: z.literal('recording'), recording }),
  z.object({ kind: z.literal('transfers'), transfers }),
  z.object({ kind: z.literal('digest'), digest }),
  z.object({ kind: z.literal('settings'), settings }),
  /** `missed`: it is quiet no more, and this is told of the time that it was, once. */
  z.object({ kind: z.literal('quiet'), quiet: quietState, missed: quietMissed.optional() }),
  /** Where secrets are kept, which any page may have changed. */
  z.object({ kind: z.literal('vault'), vault: vaultState }),
  z.object({ kind: z.literal('certificates'), certificates: certificateState }),
  /** Of the program itself: a newer version of it. */
  z.object({ kind: z.literal('program-update'), programUpdate }),
  /** Nothing happened; the connection lives. Every 15 s. */
  z.object({ kind: z.literal('alive'), now: z.number() }),
]);
export type Update = z.infer<typeof update>;

export const updatesContract = {
  watch: procedure.output(eventIterator(update)),
};

export const liveContract = {
  /** No sound and no notification for this call any more. */
  silence: procedure.input(z.object({ callId })),
  /** Takes the card off the screen now. */
  dismiss: procedure.input(z.object({ callId })),
  dismissDigest: procedure,
  /** Keeps everything quiet from now on, or lets it ring again, through quiet hours that are under way as well. */
  doNotDisturb: procedure.input(doNotDisturbOverride).output(quietState),
};
