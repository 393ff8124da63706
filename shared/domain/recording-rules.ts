/** Which calls the provider records, and for how long it keeps them. Undefined: the provider did not tell. */
export interface RecordingRules {
  incoming: boolean | undefined;
  outgoing: boolean | undefined;
  /** Of the account's other phones as well. */
  children: boolean | undefined;
  /** So many calls are recorded; 0 is all of them. */
  count: number | undefined;
  keptSeconds: number | undefined;
}

/** All that a change sends: what is left out has no stated default, or one that was not meant. */
export type WholeRecordingRules = { [name in keyof RecordingRules]: NonNullable<RecordingRules[name]> };

export const daySeconds = 86_400;
/** What the provider keeps where nothing else is set (SIPNET API 2.7.0, 6.12). */
export const usuallyKeptSeconds = 7 * daySeconds;
export const longestKeptSeconds = 3650 * daySeconds;
export const mostRecordedCalls = 999_999_999;

export function isSameRecording(one: RecordingRules, other: RecordingRules): boolean {
  return (['incoming', 'outgoing', 'children', 'count', 'keptSeconds'] as const).every(
    (name) => one[name] === other[name],
  );
}
