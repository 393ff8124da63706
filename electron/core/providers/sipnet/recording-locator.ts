import * as z from 'zod';

/** Enough to ask for a recording again later: the ids that `getrec` takes, and when its call began, by the list's time. */
const recordingLocator = z.object({
  cid: z.string().optional(),
  uuid: z.string().optional(),
  /** Epoch ms. */
  startedAt: z.number(),
});
export type RecordingLocator = z.infer<typeof recordingLocator>;

export function writeLocator({
  cid,
  uuid,
  startedAt,
}: { [name in keyof RecordingLocator]: RecordingLocator[name] | undefined } & { startedAt: number }): string {
  return JSON.stringify({ cid, uuid, startedAt });
}

/** Throws ZodError for what is no locator of this provider. */
export function readLocator(locator: string): RecordingLocator {
  return recordingLocator.parse(JSON.parse(locator));
}
