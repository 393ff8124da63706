import type { Destination, NumberDescription } from '../autosecretary/universal-number.ts';
import type { Random } from '../random.ts';
import { moscowOffsetMs } from './shop-day.ts';

/** A clinic next door, with an automatic secretary. Nobody's numbers, as all of the cast. */
export const clinic = {
  /** Reception, dentistry; ten digits, as the service writes its own. */
  lines: ['4950000310', '4990000320'],
  /** As destinations are written. */
  desks: {
    firstRegistrar: '89430000611',
    secondRegistrar: '89430000612',
    dentistry: '89430000621',
    laboratory: '89430000631',
    duty: '89430000641',
  },
  /** By their short numbers. */
  doctors: { 101: '89430000651', 102: '89430000652', 103: '89430000653' },
} as const;

export type ClinicLine = (typeof clinic.lines)[number];

const { desks, doctors } = clinic;
const weekdays = [1, 2, 3, 4, 5] as const;

type Turn = Pick<Destination, 'phone' | 'begin' | 'end' | 'day'> & Partial<Destination>;

function onDays(days: readonly number[], turn: Omit<Turn, 'day'>): Turn[] {
  return days.map((day) => ({ ...turn, day }));
}

/** Day 0 is every day, 1 to 7 are Monday to Sunday: the clinic's reading, which the document does not give. */
export const clinicNumbers: readonly NumberDescription[] = [
  {
    phone: clinic.lines[0],
    settings: {
      description: 'Регистратура',
      menu_allowed: true,
      need_begin_ivr: true,
      need_record: true,
      say_ani: true,
      ext_queue: true,
      max_queue_time: 90,
      make_call_time: 25,
      ab_ext_enabled: true,
      op_ext_enabled: true,
      voice_email: 'registry@clinic.example',
      conf_email: 'quality@clinic.example',
    },
    destinations: [
      ...onDays(weekdays, {
        ...{ phone: desks.firstRegistrar, begin: '08:00:00', end: '19:59:59' },
        ...{ channels: 2, record: true },
      }),
      ...onDays(weekdays, {
        ...{ phone: desks.secondRegistrar, begin: '09:00:00', end: '17:59:59' },
        ...{ priority: 1, record: true },
      }),
      ...onDays([6], { phone: desks.firstRegistrar, begin: '09:00:00', end: '14:59:59', channels: 2, record: true }),
      ...onDays([...weekdays, 6], { phone: desks.dentistry, begin: '09:00:00', end: '19:59:59', priority: 2 }),
      ...onDays(weekdays, { phone: desks.laboratory, begin: '08:00:00', end: '15:59:59', priority: 3 }),
      ...onDays([0], { phone: desks.duty, begin: '00:00:00', end: '23:59:59', priority: 9 }),
      ...Object.entries(doctors).flatMap(([ext, phone]) =>
        onDays(weekdays, { phone, begin: '09:00:00', end: '17:59:59', priority: -1, ext }),
      ),
    ],
  },
  {
    phone: clinic.lines[1],
    settings: {
      description: 'Стоматология',
      need_begin_ivr: true,
      need_record: true,
      max_queue_time: 60,
      voice_email: 'dent@clinic.example',
    },
    destinations: [
      ...onDays([...weekdays, 6], { phone: desks.dentistry, begin: '09:00:00', end: '19:59:59', record: true }),
      ...onDays(weekdays, { phone: desks.firstRegistrar, begin: '08:00:00', end: '19:59:59', priority: 1 }),
    ],
  },
];

/** Whether a number of the clinic rings this destination at that moment (epoch ms). */
export function isReached(line: ClinicLine, phone: string, at: number): boolean {
  const wall = new Date(at + moscowOffsetMs);
  const day = wall.getUTCDay() === 0 ? 7 : wall.getUTCDay();
  const time = wall.toISOString().slice(11, 19);
  const turns = clinicNumbers.find((number) => number.phone === line)?.destinations ?? [];
  return turns.some((one) => {
    const { day: on = 0, begin = '', end = '' } = one;
    return one.phone === phone && (on === 0 || on === day) && begin <= time && time <= end;
  });
}

const patients = [
  { number: '79430000711', name: 'Тамара Ильинична', weight: 4 },
  { number: '79430000722', name: 'Кирилл Рощин', weight: 3 },
  { number: '79430000733', name: 'Алла Дементьева', weight: 3 },
  { number: '79430000744', name: 'Пётр Самойлов', weight: 2 },
  { number: '74990000355', name: 'Страховая «Опора»', weight: 3 },
  { number: '74950000366', name: 'Лаборатория «Анализ»', weight: 2 },
] as const;

/** What the clinic would have written down by now: its own people and those who often call; E.164. */
export const clinicPeople = [
  { number: '+79430000611', name: 'Регистратура, стойка 1', note: '' },
  { number: '+79430000612', name: 'Регистратура, стойка 2', note: '' },
  { number: '+79430000621', name: 'Стоматология, администратор', note: '' },
  { number: '+79430000631', name: 'Лаборатория', note: '' },
  { number: '+79430000641', name: 'Дежурный врач', note: '' },
  { number: '+79430000651', name: 'Терапевт Орлова', note: 'Короткий номер 101' },
  { number: '+79430000652', name: 'Кардиолог Зимин', note: 'Короткий номер 102' },
  { number: '+79430000653', name: 'Невролог Ким', note: 'Короткий номер 103' },
  ...patients.map(({ number, name }) => ({ number: `+${number}`, name, note: '' })),
] as const;

const drawn = patients.flatMap(({ number, weight }) => Array.from({ length: weight }, () => number));

/** Somebody who calls the clinic; empty when hidden. */
export function pickPatient(random: Random): string {
  if (random.chance(0.4)) return random.pick(drawn);
  return random.chance(0.04) ? '' : `7943000${random.integer(1000, 9999)}`;
}
