import type { ChangeSentence } from '../lines/change-words.ts';

/** What differs between two states of a setting, each told by the same facts. */
export function compareFacts(before: readonly Fact[], after: readonly Fact[]): ChangeSentence[] {
  return after.flatMap(({ label, value }) => {
    const was = before.find((fact) => fact.label === label)?.value;
    return was === undefined || was === value ? [] : [{ what: label, before: was, after: value }];
  });
}

/** One thing that a setting says, as a person reads it. */
export interface Fact {
  label: string;
  value: string;
}
