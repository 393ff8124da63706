import type { Brand } from '../brand.ts';
import type { Contract } from '../contract.ts';
import {
  dialModeTerms,
  type LineSettings,
  type Profile,
  type ScheduleBlock,
  secondsOfDay,
  vatsModeTerms,
} from './line-settings.ts';

type Spans = readonly (readonly [from: number, to: number])[];

const hour = 3600;
/** Of the example in the AlloIncognito document: eight to twenty, and never on Sundays. */
const working: Spans = [[8 * hour, 20 * hour]];
const resting: Spans = [
  [0, 8 * hour],
  [20 * hour, secondsOfDay],
];
const never: Spans = [];
/** With the empty interval at its end that the example has as well. */
const allDay: Spans = [
  [0, secondsOfDay],
  [secondsOfDay, secondsOfDay],
];

/** What a line is set to before anybody changes it, after the example; ids are one line's own. */
export function firstSettings(brand: Brand, contract: Contract, num: string, nextId: () => number): LineSettings {
  const usual = profile(brand, 'Основной', nextId);
  return {
    // Which profile is for listed callers, if SunSim answers with it at all, the document does not say: the second.
    profiles: contract.vipContacts ? [usual, profile(brand, 'VIP', nextId)] : [usual],
    contractNum: contract.contractNum,
    num,
    ...(brand.hasModes
      ? {
          vatsName: `Номер ${num}`,
          standartPhoneRedirectNum: '89430000001',
          standartPhoneDialTime: 30,
          isDoNotDisturbMode: 0 as const,
        }
      : {}),
    vatsModeCode: 1,
    vatsModeTerm: vatsModeTerms[1] ?? '',
  };
}

function profile(brand: Brand, name: string, nextId: () => number): Profile {
  return {
    scheduleBlocks: [
      block(nextId, 'Рабочее время', 1, { workdays: working, sunday: never }, ['Сотрудник 1', 'Сотрудник 2']),
      block(nextId, 'Нерабочее время', 2, { workdays: resting, sunday: allDay }, ['Дежурный']),
    ],
    id: nextId(),
    ...(brand.hasModes ? { name, isActive: 1 as const } : {}),
    isUseCalendar: 0,
    workdayDefDay: 1,
  };
}

function block(
  nextId: () => number,
  nameTerm: string,
  dialModeCode: ScheduleBlock['dialModeCode'],
  hours: { workdays: Spans; sunday: Spans },
  people: readonly string[],
): ScheduleBlock {
  const days = [1, 2, 3, 4, 5, 6, 7].map((day) => {
    const spans = day === 7 ? hours.sunday : hours.workdays;
    return [day, { times: spans.map(([time_start, time_end]) => ({ time_start, time_end })) }];
  });
  return {
    scheduleJson: { schedule: { days: Object.fromEntries(days) } },
    redirectNums: people.map((name, index) => ({
      id: nextId(),
      num: `8943000000${index + 1}`,
      name,
      isActive: 1,
      isMlp: 0,
      dialTime: 30,
    })),
    id: nextId(),
    typTerm: vatsModeTerms[1] ?? '',
    isActive: 1,
    nameTerm,
    dialModeCode,
    dialModeTerm: dialModeTerms[dialModeCode],
  };
}
