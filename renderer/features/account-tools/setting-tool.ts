import type { UseQueryResult } from '@tanstack/react-query';
import type { ComponentType, ReactNode } from 'react';
import type { KeptSetting, SettingOutcome } from '../../../shared/contract/account-tools/setting.ts';
import type { ChangeSentence } from '../lines/change-words.ts';

export interface SettingTool<Received, Edited extends Received, Draft> {
  title: string;
  text: ReactNode;
  reading: UseQueryResult<Received>;
  history: UseQueryResult<KeptSetting<Received>[]>;
  save(before: Received, edited: Edited): Promise<SettingOutcome<Received>>;
  clear(before: Received): Promise<SettingOutcome<Received>>;
  /** What the provider has by now. */
  onOutcome(outcome: SettingOutcome<Received>): void;
  sentences(setting: Received): string[];
  changes(before: Received, after: Received): ChangeSentence[];
  /** The words of the button that takes the setting away; undefined where there is nothing to take. */
  clearing(setting: Received): string | undefined;
  form: SettingForm<Received, Edited, Draft>;
}

export interface SettingForm<Received, Edited, Draft> {
  draftOf(start: Received): Draft;
  /** What would be sent; undefined while something is missing or wrong. */
  read(draft: Draft, start: Received): Edited | undefined;
  Fields: ComponentType<{ start: Received; draft: Draft; refused: Refused | undefined; onChange(draft: Draft): void }>;
}

/** A field that was sent and not taken, as `field` of the problem names it, and what is said of it. */
export interface Refused {
  field: string;
  said: string;
}

/**
 * What is being changed: from a form that starts so, or by taking the setting away. `before` is what the user looked at when it
 * began: a later reading must not take its place, or what somebody else changed since would be sent over unnoticed.
 */
export type SettingEdit<Received> = { before: Received } & ({ kind: 'form'; start: Received } | { kind: 'clear' });
