import * as z from 'zod';
import { call, callFilter, callId, recordingState } from './call.ts';
import { problem } from './problem.ts';
import { procedure } from './procedure.ts';

export const recording = z.object({
  callId,
  /**
   * `waiting`: its turn has not come. `stored`: on this disk, in whatever format; whether it plays the machine's own player
   * finds out. `broken`: what came is no sound, and was not kept.
   */
  state: recordingState,
  /** Bytes on disk, or fetched so far. */
  bytes: z.number().optional(),
  /** Bytes in all, when the provider says. */
  totalBytes: z.number().optional(),
  /** Of the sound itself where it is on this disk and tells; elsewhere how long the provider says the talk was. */
  durationSeconds: z.number().optional(),
  /** `application/…` for an archive that was kept whole. */
  mimeType: z.string().optional(),
  /** As engineers call it, the same in every language: `Opus`, `GSM 6.10`. */
  format: z.string().optional(),
  /**
   * Path under the page's own origin where the file plays from; with Range support. With `?download=1` behind it the same
   * file is offered for saving, under a name with its time and number.
   */
  mediaPath: z.string().optional(),
  /** The user's wish: stays on this disk whatever the quota says and however old it is. */
  kept: z.boolean().optional(),
  /** Why the last try failed. */
  problem: problem.optional(),
});
export type Recording = z.infer<typeof recording>;

export const recordingRow = z.object({ call, recording });
export type RecordingRow = z.infer<typeof recordingRow>;

/** What a player draws and skips by, made once from the whole sound. */
export const waveform = z.object({
  durationSeconds: z.number(),
  /** Greatest amplitude of each of the equal parts of the recording, 0 to 1. At most 2000. */
  peaks: z.array(z.number().min(0).max(1)).max(2000),
  /** Seconds, from and to: stretches in which nobody speaks, in order. Skipping them loses no word. */
  silences: z.array(z.tuple([z.number(), z.number()])),
});
export type Waveform = z.infer<typeof waveform>;

/** A note at a moment of a recording. */
export const recordingNote = z.object({
  id: z.number().int().positive(),
  callId,
  atSeconds: z.number().min(0),
  text: z.string(),
  /** Epoch ms. */
  createdAt: z.number(),
});
export type RecordingNote = z.infer<typeof recordingNote>;

/** All that is being fetched, together. */
export const transfers = z.object({
  /** Recordings that arrive now. */
  active: z.number().int(),
  waiting: z.number().int(),
  /** Since there was last nothing to fetch; stays after the last one ended, until the next begins. */
  done: z.number().int(),
  failed: z.number().int(),
  bytesPerSecond: z.number().optional(),
});
export type Transfers = z.infer<typeof transfers>;

const noteText = z.string().trim().min(1).max(2000);
const notePlace = z.number().min(0).max(1_000_000);

export const recordingFilter = callFilter.omit({ kind: true });
export type RecordingFilter = z.infer<typeof recordingFilter>;

export const recordingContract = {
  /** Calls with a recording, newest first, paged by call id. */
  list: procedure
    .input(
      z.object({
        filter: recordingFilter.default({}),
        before: callId.optional(),
        limit: z.number().int().min(1).max(200).default(50),
      }),
    )
    .output(z.object({ rows: z.array(recordingRow), next: callId.optional() })),
  get: procedure.input(z.object({ callId })).output(recording),
  /**
   * Starts fetching and returns at once; progress comes by `updates`. Goes before everything that waits. A stored one is
   * returned as it is.
   */
  fetch: procedure.input(z.object({ callId })).output(recording),
  /** Puts several into the queue, in this order. Calls without a recording are passed over. */
  fetchMany: procedure
    .input(z.object({ callIds: z.array(callId).min(1).max(1000) }))
    .output(z.object({ queued: z.number().int() })),
  cancel: procedure.input(z.object({ callId })).output(recording),
  /** Ends every transfer and empties the queue; what was cancelled is fetched again only when asked for. */
  cancelAll: procedure.output(z.object({ cancelled: z.number().int() })),
  /** Keeps it whatever the quota says, or no longer. One that is not here yet is fetched, and kept once it is. */
  keep: procedure.input(z.object({ callId, kept: z.boolean() })).output(recording),
  /**
   * Deletes the file from this disk; it comes back only when somebody asks for it. What the provider has is not touched. One that
   * is arriving is cancelled.
   */
  discard: procedure.input(z.object({ callId })).output(recording),
  /** Shows the file in the system's file manager. Of hosts with `features.revealFile`; NOT_FOUND when it is not here. */
  reveal: procedure.input(z.object({ callId })),
  /** What recordings take on this disk. */
  usage: procedure.output(
    z.object({
      bytes: z.number(),
      files: z.number().int(),
      /** Of the bytes, those that the quota may not touch. */
      keptBytes: z.number(),
      quotaBytes: z.number(),
    }),
  ),
  /**
   * Of a stored recording; waits while it is being made. NOT_FOUND when it is not stored, NOT_SUPPORTED when it may play but
   * this program cannot decode it.
   */
  peaks: procedure.input(z.object({ callId })).output(waveform),
  /** In order of their place. */
  notes: procedure.input(z.object({ callId })).output(z.array(recordingNote)),
  addNote: procedure.input(z.object({ callId, atSeconds: notePlace, text: noteText })).output(recordingNote),
  /** Left-out fields stay. */
  editNote: procedure
    .input(z.object({ id: z.number().int().positive(), atSeconds: notePlace.optional(), text: noteText.optional() }))
    .output(recordingNote),
  removeNote: procedure.input(z.object({ id: z.number().int().positive() })),
};
