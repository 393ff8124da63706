import type { Schedule, Weekday } from '../schedule/schedule.ts';

/**
 * What a number of the contract does with calls. Left-out fields are those that the provider did not tell: they are not
 * offered for editing, and are sent back as they came.
 */
export interface PbxLineSettings {
  /** Of the line: ten digits. */
  number: string;
  name?: string;
  mode?: PbxLineMode;
  /** Where calls go in the mode `phone`. */
  plainPhone?: { number: string; dialSeconds: number };
  doNotDisturb?: boolean;
  profiles: readonly PbxLineProfile[];
}

/** A plain phone, or many channels set up in the simple or the detailed way. */
export type PbxLineMode = 'phone' | 'simple' | 'detailed';

export interface PbxLineProfile {
  id: string;
  name?: string;
  isActive?: boolean;
  /** Whether holidays of the calendar count. */
  usesCalendar?: boolean;
  /** By which day's hours a working day goes that was moved; of use with the calendar only. */
  movedWorkday?: Weekday;
  blocks: readonly ForwardingBlock[];
  /** Has the blocks' times, under their ids. */
  schedule: Schedule;
}

/** Where calls go in the times of one block. */
export interface ForwardingBlock {
  id: string;
  /** As the provider calls it. */
  name: string;
  dialMode?: DialMode;
  numbers: readonly ForwardingNumber[];
}

export type DialMode = 'in-turn' | 'together' | 'even';

export interface ForwardingNumber {
  /** Empty for a new one. */
  id: string;
  number: string;
  name: string;
  isActive: boolean;
  dialSeconds: number;
}
