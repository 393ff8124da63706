import * as z from 'zod';
import { numberMeanings } from '../../../shared/contract/account-tools/universal-numbers.ts';
import type { NumberMeanings } from '../../../shared/domain/destination-week.ts';
import { isTimeZone } from '../../../shared/domain/time-zone.ts';
import { ProblemError } from '../problems.ts';
import type { SettingRows } from '../settings/setting-rows.ts';

/** What the user confirmed of values that a provider does not explain; the provider is told nothing of it. */
export interface NumberMeaningsTool {
  of(accountId: string): NumberMeanings;
  confirm(accountId: string, meanings: NumberMeanings): NumberMeanings;
  forgetAccount(accountId: string): void;
}

const storedKey = 'numberMeanings';
const stored = z.record(z.string(), numberMeanings);
const nothing: NumberMeanings = { days: {}, timeZones: {} };

export function createNumberMeanings({ settings }: { settings: SettingRows }): NumberMeaningsTool {
  const all = () => stored.safeParse(settings.all()[storedKey]).data ?? {};
  return {
    of: (accountId) => all()[accountId] ?? nothing,
    confirm(accountId, meanings) {
      if (!Object.values(meanings.timeZones).every(isTimeZone))
        throw new ProblemError('BAD_INPUT', { field: 'timeZones' });
      settings.set(storedKey, { ...all(), [accountId]: meanings });
      return meanings;
    },
    forgetAccount(accountId) {
      const { [accountId]: _gone, ...left } = all();
      settings.set(storedKey, left);
    },
  };
}
