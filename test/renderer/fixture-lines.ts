import type { Account } from '../../shared/contract/account.ts';
import type { KeptLineSettings } from '../../shared/contract/line.ts';
import type {
  ForwardingNumber,
  PbxLineProfile,
  PbxLineSettings,
} from '../../shared/domain/hosted-pbx/pbx-line-settings.ts';
import { emptyWeek, type Weekday } from '../../shared/domain/schedule/schedule.ts';
import { moveBoundary, paint, workingHours } from '../../shared/domain/schedule/schedule-edits.ts';
import { tokenAccount } from './fixture-data.ts';

const hour = 3600;
const workdays: readonly Weekday[] = [1, 2, 3, 4, 5];

const person = (id: string, number: string, name: string, dialSeconds = 30): ForwardingNumber => ({
  id,
  number,
  name,
  isActive: true,
  dialSeconds,
});

function profile(id: string, names: readonly string[], facts: Partial<PbxLineProfile>): PbxLineProfile {
  const blocks = names.map((name, index) => ({ id: `${id}${index + 1}`, name }));
  const [working, other] = [`${id}1`, `${id}2`];
  const blank = { blocks: blocks.map((block) => ({ id: block.id, isActive: true, week: emptyWeek })) };
  return {
    id,
    schedule: workingHours(blank, { working, other, days: workdays, from: 9 * hour, to: 18 * hour }),
    blocks: blocks.map((block, index) => ({
      ...block,
      dialMode: index === 0 ? 'in-turn' : 'together',
      numbers:
        index === 0
          ? [
              person(`${block.id}1`, '89430000001', 'Анна', 20),
              person(`${block.id}2`, '89430000002', 'Склад', 25),
              { ...person(`${block.id}3`, '89430000003', 'Директор'), isActive: false },
            ]
          : [person(`${block.id}1`, '89430000004', 'Дежурный', 40)],
    })),
    ...facts,
  };
}

function withLunch(usual: PbxLineProfile): PbxLineProfile {
  const schedule = workdays.reduce(
    (next, day) => paint(next, day, { from: 13 * hour, to: 13.75 * hour }, `${usual.id}3`),
    paint(usual.schedule, 6, { from: 10 * hour, to: 16 * hour }, `${usual.id}1`),
  );
  return { ...usual, schedule: moveBoundary(schedule, 5, 18 * hour, 16.5 * hour) };
}

/** With modes, names and two profiles. */
export const fullLine: PbxLineSettings = {
  number: '4950000110',
  name: 'Магазин на Мира',
  mode: 'simple',
  doNotDisturb: false,
  plainPhone: { number: '89430000001', dialSeconds: 30 },
  profiles: [
    withLunch(
      profile('10', ['Рабочее время', 'Нерабочее время', 'Обед'], {
        name: 'Основной',
        isActive: true,
        usesCalendar: true,
        movedWorkday: 1,
      }),
    ),
    profile('20', ['Рабочее время', 'Нерабочее время'], {
      name: 'Лето',
      isActive: false,
      usesCalendar: false,
      movedWorkday: 1,
    }),
  ],
};

const quietLine: PbxLineSettings = {
  number: '4990000120',
  name: 'Офис',
  mode: 'phone',
  doNotDisturb: true,
  plainPhone: { number: '89430000009', dialSeconds: 45 },
  profiles: [profile('30', ['Рабочее время', 'Нерабочее время'], { name: '', isActive: true, usesCalendar: false })],
};

/** One profile without a name, and nothing else. */
export const bareLine: PbxLineSettings = {
  number: '4950000230',
  profiles: [profile('40', ['Рабочее время', 'Нерабочее время'], { usesCalendar: false, movedWorkday: 1 })],
};

export function lineAccounts(now: number): Account[] {
  const contract = tokenAccount(now);
  return [
    contract,
    {
      ...contract,
      id: 'sim',
      provider: 'sunsim',
      label: 'SunSim',
      numbers: ['+74950000230'],
      ownNumber: '',
      lines: [{ number: '+74950000230', label: 'Доставка' }],
    },
  ];
}

/** By account. */
export function lines(): Record<string, PbxLineSettings[]> {
  return { contract: [fullLine, quietLine], sim: [bareLine] };
}

export function lineHistory(now: number): KeptLineSettings[] {
  const [main, ...others] = fullLine.profiles;
  if (main === undefined) return [];
  const longer = { ...main, schedule: moveBoundary(main.schedule, 5, 16.5 * hour, 20 * hour) };
  const before: PbxLineSettings = { ...fullLine, profiles: [longer, ...others] };
  return [
    { id: 2, changedAt: now - 26 * 3_600_000, settings: before },
    { id: 1, changedAt: now - 9 * 86_400_000, settings: { ...before, name: 'Магазин', doNotDisturb: true } },
  ];
}
