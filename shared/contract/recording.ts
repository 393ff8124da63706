import * as z from 'zod';
import { call, callId, recordingState } from './call.ts';
import { problem } from './problem.ts';
import { procedure } from './procedure.ts';

export const recording = z.object({
  callId,
  state: recordingState,
  /** Bytes on disk, or fetched so far. */
  bytes: z.number().optional(),
  /** Bytes in all, when the provider says. */
  totalBytes: z.number().optional(),
  durationSeconds: z.number().optional(),
  mimeType: z.string().optional(),
  /** Path under the page's own origin where a stored recording plays from; with Range support. */
  mediaPath: z.string().optional(),
  problem: problem.optional(),
});
export type Recording = z.infer<typeof recording>;

export const recordingRow = z.object({ call, recording });
export type RecordingRow = z.infer<typeof recordingRow>;

export const recordingContract = {
  /** Calls with a recording, newest first, paged by call id. */
  list: procedure
    .input(
      z.object({
        search: z.string().trim().max(200).optional(),
        before: callId.optional(),
        limit: z.number().int().min(1).max(200).default(50),
      }),
    )
    .output(z.object({ rows: z.array(recordingRow), next: callId.optional() })),
  get: procedure.input(z.object({ callId })).output(recording),
  /** Starts fetching and returns at once; progress comes by `updates`. A stored one is returned as it is. */
  fetch: procedure.input(z.object({ callId })).output(recording),
  cancel: procedure.input(z.object({ callId })).output(recording),
};
