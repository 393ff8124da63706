import type * as z from 'zod';
import type { KeptSetting } from '../../../shared/contract/account-tools/setting.ts';
import type { Clock, Logger } from '../ports.ts';
import { ProblemError } from '../problems.ts';
import { proofOf } from '../providers/errors.ts';
import { changeOnce } from './change-once.ts';
import type { ReplacedSettingRows } from './replaced-setting-rows.ts';

/** What there is to know of a setting that a provider keeps as a whole, to change it as a whole. */
export interface SettingModel<Setting> {
  /** Under which it is kept, and what the log calls it. */
  name: string;
  /** By which a kept one is read again. */
  schema: z.ZodType<Setting>;
  isSame(one: Setting, other: Setting): boolean;
}

/** Which setting of the model: an account may have one for each line, or for each account that belongs to it. */
export interface SettingKey {
  accountId: string;
  part: string | undefined;
}

/** `State`: what a reading of the provider brings, which is the setting and perhaps more. */
export interface Replacement<State, Setting> extends SettingKey {
  /** What the edit began from. */
  before: Setting;
  /** With what the edit is refused where the provider has something else by now. */
  conflict: 'LINE_CHANGED' | 'SETTINGS_CHANGED';
  /** Nothing is to be changed: it is only looked whether the provider still has what the edit began from. */
  isIdle?: boolean;
  read(): Promise<State>;
  settingOf(state: State): Setting;
  /** As received, where that was more than the setting. */
  rawOf?(state: State): Record<string, unknown>;
  send(state: State): Promise<void>;
  /** Whether what is read afterwards is what was asked for; undefined where it does not tell. */
  isDone(now: Setting): boolean | undefined;
}

export interface ReplacementDeps {
  rows: ReplacedSettingRows;
  clock: Clock;
  logger: Logger;
}

/**
 * Reads, compares with what the edit began from, keeps what is there, sends once and reads back. Rejects as `changeOnce` does,
 * and with the conflict; what is proved not to have been changed is not kept as replaced.
 */
export async function replaceSetting<State, Setting>(
  model: SettingModel<Setting>,
  change: Replacement<State, Setting>,
  { rows, clock, logger }: ReplacementDeps,
): Promise<{ now: State; readBack: 'as-sent' | 'other' | 'failed' }> {
  const state = await change.read();
  const setting = change.settingOf(state);
  if (!model.isSame(setting, change.before)) throw new ProblemError(change.conflict);
  if (change.isIdle) return { now: state, readBack: 'as-sent' };
  const kept = rows.add({
    accountId: change.accountId,
    kind: kindOf(model, change),
    changedAt: clock.now(),
    setting,
    raw: change.rawOf?.(state),
  });
  try {
    return await changeOnce({
      name: model.name,
      before: state,
      logger,
      send: () => change.send(state),
      read: change.read,
      isDone: (now) => change.isDone(change.settingOf(now)),
    });
  } catch (error) {
    if (proofOf(error) !== undefined) rows.remove(kept);
    throw error;
  }
}

/** What this program replaced, newest first. */
export function replacedStates<Setting>(
  model: SettingModel<Setting>,
  key: SettingKey,
  rows: ReplacedSettingRows,
): KeptSetting<Setting>[] {
  return rows.of(key.accountId, kindOf(model, key), model.schema);
}

function kindOf({ name }: Pick<SettingModel<never>, 'name'>, { part }: SettingKey): string {
  return part === undefined ? name : `${name} ${part}`;
}
