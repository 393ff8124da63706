import type { Implementer } from '@orpc/server';
import { ORPCError } from '@orpc/server';
import type { Account } from '../../shared/contract/account.ts';
import type { KeptSetting } from '../../shared/contract/account-tools/setting.ts';
import type { Call, JourneyStep } from '../../shared/contract/call.ts';
import type { contract } from '../../shared/contract/contract.ts';
import type { Problem } from '../../shared/contract/problem.ts';
import type { NumberMeanings } from '../../shared/domain/destination-week.ts';
import { type Destination, newDestination, type UniversalNumber } from '../../shared/domain/universal-numbers.ts';
import { accounts, partyOf } from './fixture-data.ts';

const day = 24 * 3600_000;

/** What the provider answers of its numbers, and what the user said of their values. */
export interface NumberAnswers {
  numbers: readonly UniversalNumber[];
  meanings: NumberMeanings;
  history: KeptSetting<readonly UniversalNumber[]>[];
  /** What every change fails with. */
  refusal?: Problem;
}

/** The numbers that the provider lists: the third was not there when the user chose, the fourth is left out. */
export const listedNumbers = ['+74950000310', '+74990000320', '+74990000399', '+74950000341'] as const;
const [desk, branch, added] = ['4950000310', '4990000320', '4990000399'];

const row = (part: Partial<Destination>): Destination => {
  const told = { ...newDestination, ...part };
  return { ...told, received: JSON.stringify({ ...told, received: undefined }) };
};

const reception: UniversalNumber = {
  phone: desk,
  flags: {
    enabled: true,
    need_begin_ivr: true,
    need_advert: false,
    say_tone: true,
    say_ani: false,
    menu_allowed: true,
    op_ext_enabled: true,
    ap_ext_enabled: false,
    ext_queue: true,
    need_record: true,
  },
  seconds: { max_queue_time: 60, make_call_time: 25 },
  mails: { voice_email: 'desk@clinic.example', conf_email: '', fax_email: 'fax@clinic.example' },
  texts: { description: 'Регистратура', time_zone: '0' },
  destinations: [
    row({ phone: '89430000611', day: 1, begin: '09:00:00', end: '17:59:59', record: true }),
    row({ phone: '89430000612', day: 1, begin: '09:00:00', end: '17:59:59', priority: 1, channels: 3 }),
    row({ phone: '89430000613', day: 1, begin: '18:00:00', end: '20:59:59' }),
    row({ phone: '89430000614', day: 2, begin: '10:00:00', end: '15:59:59', channels: 2 }),
    row({ phone: '89430000615', day: 2, begin: '22:00:00', end: '05:59:59' }),
    row({ phone: '89430000616', day: 1, locked: true }),
    row({ phone: '89430000651', day: 1, priority: -1, ext: '101' }),
  ],
  changed: 'Ольга Власова, 2026-11-2T9:46:12',
};
/** Of which little is told. */
const second: UniversalNumber = {
  phone: branch,
  flags: { menu_allowed: false, need_record: false },
  seconds: { max_queue_time: 30 },
  mails: {},
  texts: { time_zone: '0' },
  destinations: [row({ phone: '89430000621', day: 1 })],
};
const unread: UniversalNumber = {
  phone: added,
  flags: {},
  seconds: {},
  mails: {},
  texts: {},
  destinations: [],
  unread: 'Номер переводится на другой тариф',
};

export function numberAnswers(now: number): NumberAnswers {
  const [, ...others] = reception.destinations;
  const former = { ...reception, destinations: others, seconds: { max_queue_time: 45, make_call_time: 25 } };
  const quiet = { ...former, flags: { ...former.flags, need_begin_ivr: false }, texts: { description: '' } };
  return {
    numbers: [reception, second, unread],
    meanings: { days: {}, timeZones: {} },
    history: [
      { id: 2, changedAt: now - 26 * 3600_000, setting: [former, second] },
      { id: 1, changedAt: now - 9 * day, setting: [quiet, second] },
    ],
  };
}

export const confirmedMeanings: NumberMeanings = {
  days: { 1: [1, 2, 3, 4, 5], 2: [6, 7] },
  timeZones: { 0: 'Asia/Yekaterinburg' },
  priority: 'smaller-first',
};

/** An account whose numbers the provider answers itself. It cannot call; `through`: another that the user agreed to can. */
export function clinicAccount(now: number, through?: string): Account {
  const [shop] = accounts(now) as [Account];
  const [, , , leftOut] = listedNumbers;
  return {
    ...shop,
    id: 'clinic',
    provider: 'autosecretary',
    label: 'Клиника',
    identity: '',
    credentialKind: 'apikey',
    ownNumber: '',
    webhook: false,
    sipIds: false,
    baseUrl: 'https://aa.example.ru/api/v1/',
    capabilities: ['calls', 'universal-numbers'],
    numbers: listedNumbers.slice(0, 2),
    leftOut: [leftOut],
    callRoutes: through === undefined ? {} : { number: { accountId: through, agreed: false } },
    lines: [
      { number: listedNumbers[0], label: 'Регистратура' },
      { number: listedNumbers[1], label: '+7 499 000-03-20' },
    ],
    status: { state: 'polling', since: now - 3600_000, lastHeardAt: now - 20_000, newNumbers: 1 },
    history: { depth: 'quarter', knownSince: now - 92 * day, canReadOn: false },
  };
}

const [first, other] = ['+79430000611', '+79430000612'];
const journeys: readonly [Call['state'], JourneyStep[]][] = [
  [
    'missed',
    [
      ...([{ kind: 'menu', value: '2' }] as const),
      ...([{ kind: 'unknown', value: 'Hello_Play-Menu_Play' }] as const),
      ...([{ kind: 'rang', value: first }, { kind: 'rang', value: other }, { kind: 'no-answer' }] as const),
    ],
  ],
  [
    'ended',
    [
      ...([{ kind: 'extension', value: '101' }, { kind: 'rang', value: first }, { kind: 'busy' }] as const),
      ...([{ kind: 'rang', value: other }, { kind: 'connected' }, { kind: 'talk', value: other }] as const),
      ...([{ kind: 'recording' }, { kind: 'transfer', value: '+79430000614' }, { kind: 'transferred' }] as const),
      ...([{ kind: 'recorded' }, { kind: 'more', value: '3' }] as const),
    ],
  ],
  ['missed', [{ kind: 'nobody-on-duty' }]],
  ['missed', [{ kind: 'rang', value: first }, { kind: 'caller-left' }]],
  ['missed', [{ kind: 'queue-full' }]],
  ['missed', [{ kind: 'limit-exceeded' }]],
  ['missed', [{ kind: 'no-channels' }]],
];

/** The newest calls of the log, as that provider tells of them. */
export function callsWithJourneys(log: readonly Call[]): Call[] {
  return log.map((call, index) => {
    const told = journeys[index];
    if (told === undefined) return call;
    const [state, journey] = told;
    const talked = state === 'ended' ? { talkSeconds: 184, answeredBy: other } : {};
    const { talkSeconds: _, answeredBy: __, recording: ___, note: ____, ...rest } = call;
    const remote = index === 0 ? partyOf(2) : call.remote;
    return {
      ...rest,
      accountId: 'clinic',
      direction: 'in',
      line: 'Регистратура',
      state,
      remote,
      journey,
      ...talked,
    };
  });
}

/** The part of the contract that is about these numbers. */
export function numberHandlers(
  { accountTools: { universalNumbers: os } }: Implementer<typeof contract, object, object>,
  answers: NumberAnswers,
) {
  const refuse = () => {
    if (answers.refusal === undefined) return;
    const { code, ...data } = answers.refusal;
    throw new ORPCError(code, { defined: true, data });
  };
  const put = (numbers: readonly UniversalNumber[]) => {
    refuse();
    answers.numbers = numbers;
    return { setting: numbers, readBack: 'as-sent' as const };
  };
  return {
    read: os.read.handler(() => answers.numbers),
    save: os.save.handler(({ input: { edited } }) => put(edited)),
    clear: os.clear.handler(({ input: { before } }) => put(before)),
    history: os.history.handler(() => answers.history),
    meanings: os.meanings.handler(() => answers.meanings),
    confirmMeanings: os.confirmMeanings.handler(({ input: { meanings } }) => {
      answers.meanings = meanings;
      return meanings;
    }),
  };
}
