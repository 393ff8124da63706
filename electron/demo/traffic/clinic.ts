import type { Language } from '../../../shared/words/start.ts';
import type { Destination, NumberDescription } from '../autosecretary/universal-number.ts';
import type { Random } from '../random.ts';
import type { Told } from './phone-book.ts';
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
        phone: desks.firstRegistrar,
        begin: '08:00:00',
        end: '19:59:59',
        channels: 2,
        record: true,
      }),
      ...onDays(weekdays, {
        phone: desks.secondRegistrar,
        begin: '09:00:00',
        end: '17:59:59',
        priority: 1,
        record: true,
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

const patients: readonly { number: string; name: Told; weight: number }[] = [
  { number: '79430000711', name: { ru: 'Тамара Ильинична', en: 'Thelma Gray' }, weight: 4 },
  { number: '79430000722', name: { ru: 'Кирилл Рощин', en: 'Cyril Groves' }, weight: 3 },
  { number: '79430000733', name: { ru: 'Алла Дементьева', en: 'Alice Demarest' }, weight: 3 },
  { number: '79430000744', name: { ru: 'Пётр Самойлов', en: 'Peter Samuels' }, weight: 2 },
  { number: '74990000355', name: { ru: 'Страховая «Опора»', en: 'Pillar Insurance' }, weight: 3 },
  { number: '74950000366', name: { ru: 'Лаборатория «Анализ»', en: 'Assay Laboratory' }, weight: 2 },
];

const staff: readonly { number: string; name: Told; ext?: string }[] = [
  { number: '79430000611', name: { ru: 'Регистратура, стойка 1', en: 'Reception, desk 1' } },
  { number: '79430000612', name: { ru: 'Регистратура, стойка 2', en: 'Reception, desk 2' } },
  { number: '79430000621', name: { ru: 'Стоматология, администратор', en: 'Dentistry, front desk' } },
  { number: '79430000631', name: { ru: 'Лаборатория', en: 'Laboratory' } },
  { number: '79430000641', name: { ru: 'Дежурный врач', en: 'Doctor on duty' } },
  { number: '79430000651', name: { ru: 'Терапевт Орлова', en: 'Dr Eagleton, GP' }, ext: '101' },
  { number: '79430000652', name: { ru: 'Кардиолог Зимин', en: 'Dr Winter, cardiology' }, ext: '102' },
  { number: '79430000653', name: { ru: 'Невролог Ким', en: 'Dr Kim, neurology' }, ext: '103' },
];

export const clinicLabel: Told = { ru: 'Демо: клиника', en: 'Demo: clinic' };
/** Of its numbers, in their order. */
export const clinicLineNames: readonly Told[] = [
  { ru: 'Регистратура', en: 'Reception' },
  { ru: 'Стоматология', en: 'Dentistry' },
];

/** What the clinic would have written down by now: its own people and those who often call; E.164. */
export function clinicPeople(language: Language) {
  const extension: Told = { ru: 'Короткий номер', en: 'Extension' };
  return [...staff, ...patients.map(({ number, name }) => ({ number, name, ext: undefined }))].map(
    ({ number, name, ext }) => ({
      number: `+${number}`,
      name: name[language],
      note: ext === undefined ? '' : `${extension[language]} ${ext}`,
    }),
  );
}

const drawn = patients.flatMap(({ number, weight }) => Array.from({ length: weight }, () => number));

/** Somebody who calls the clinic; empty when hidden. */
export function pickPatient(random: Random): string {
  if (random.chance(0.4)) return random.pick(drawn);
  return random.chance(0.04) ? '' : `7943000${random.integer(1000, 9999)}`;
}
