import { z } from 'zod';
import { isRedirectNumber } from '../phone-forms.ts';

/** Everything below keeps fields it does not know: the platform's own forms have more than its documents. */

/** Numbers may come back as strings where they went out so. */
const whole = z.union([z.int(), z.string().regex(/^\d{1,10}$/)]).transform(Number);
const flag = whole.pipe(z.literal([0, 1]));

function between(least: number, most: number) {
  return whole.pipe(z.int().min(least).max(most));
}

const text = z.string().max(200);
const redirectNumber = z.union([z.string(), z.int()]).transform(String).refine(isRedirectNumber);

export const secondsOfDay = 86_400;

const timesSchema = z.looseObject({
  times: z.array(z.looseObject({ time_start: between(0, secondsOfDay), time_end: between(0, secondsOfDay) })),
});

const redirectNumSchema = z.looseObject({
  /** 0 or left out: a number that is new. */
  id: whole.optional(),
  num: redirectNumber,
  name: text,
  isActive: flag,
  isMlp: flag,
  /** Seconds. */
  dialTime: between(0, 90),
});

const scheduleBlockSchema = z.looseObject({
  scheduleJson: z.looseObject({
    schedule: z.looseObject({
      /** `1` Monday to `7` Sunday. */
      days: z.record(z.string(), timesSchema),
    }),
  }),
  redirectNums: z.array(redirectNumSchema),
  id: whole,
  typTerm: text,
  isActive: flag,
  nameTerm: text,
  /** 1 one after another, 2 together, 21 even load. */
  dialModeCode: whole.pipe(z.literal([1, 2, 21])),
  dialModeTerm: text,
});

const profileSchema = z.looseObject({
  scheduleBlocks: z.array(scheduleBlockSchema),
  id: whole,
  /** AlloIncognito only, like `isActive`. */
  name: text.optional(),
  isActive: flag.optional(),
  isUseCalendar: flag,
  workdayDefDay: between(1, 7),
});

/** Settings of one line (Integration API, Vats/settings). */
export const lineSettingsSchema = z.looseObject({
  profiles: z.array(profileSchema),
  contractNum: text,
  num: text,
  /** AlloIncognito only, like the next three. */
  vatsName: text.optional(),
  /** Empty while none was ever given. */
  standartPhoneRedirectNum: z.union([z.literal(''), redirectNumber]).optional(),
  standartPhoneDialTime: between(1, 90).optional(),
  isDoNotDisturbMode: flag.optional(),
  /** 0 plain phone, 1 simple, 2 detailed. */
  vatsModeCode: between(0, 2),
  vatsModeTerm: text,
});

export type LineSettings = z.infer<typeof lineSettingsSchema>;
export type Profile = z.infer<typeof profileSchema>;
export type ScheduleBlock = z.infer<typeof scheduleBlockSchema>;
export type RedirectNum = z.infer<typeof redirectNumSchema>;

/** From the full example of the AlloIncognito document; that of 21 from the schema, as the example lacks it. */
export const dialModeTerms: Readonly<Record<ScheduleBlock['dialModeCode'], string>> = {
  1: 'Последовательный дозвон',
  2: 'Параллельный дозвон',
  21: 'Равномерная нагрузка',
};

export const vatsModeTerms: Readonly<Record<number, string>> = {
  0: 'Просто телефон',
  1: 'Многоканальный номер (простая настройка)',
  2: 'Многоканальный номер (детальн. настройка)',
};
