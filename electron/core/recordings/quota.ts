/** A file that may leave. */
export interface Evictable {
  callId: number;
  bytes: number;
}

/**
 * Which files leave so that `usedBytes` come down to the quota: as few as their order allows, and none that `mustStay`.
 * `files` come in the order in which they should leave; those that the user keeps are not among them.
 */
export function chooseEvictions<File extends Evictable>(
  files: Iterable<File>,
  usedBytes: number,
  quotaBytes: number,
  mustStay: (callId: number) => boolean,
): File[] {
  const leaving: File[] = [];
  let left = usedBytes;
  if (left <= quotaBytes) return leaving;
  for (const file of files) {
    if (mustStay(file.callId)) continue;
    leaving.push(file);
    left -= file.bytes;
    if (left <= quotaBytes) break;
  }
  return leaving;
}
