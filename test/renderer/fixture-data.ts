import { type Account, type AccountDetails, type ProviderInfo, usualTimeZone } from '../../shared/contract/account.ts';
import type { Call, CallState, MissedGroup, Party } from '../../shared/contract/call.ts';
import type { LinkResult } from '../../shared/contract/diagnostics.ts';
import type { Recording } from '../../shared/contract/recording.ts';
import { destinationOf } from '../../shared/domain/destination.ts';
import { parseParty } from '../../shared/domain/phone-number.ts';

const minute = 60_000;
const hour = 60 * minute;

export const people: readonly { number: string; name?: string; note?: string }[] = [
  { number: '+79161000232', name: 'Мария Соколова', note: 'ждёт счёт' },
  { number: '+79035551840', name: 'ИП Кузнецов', note: 'перенести на пятницу' },
  { number: '+74954071111' },
  { number: '+79261234567', name: 'Олег, доставка' },
  { number: '+442079460018' },
  { number: '+78123342010', name: 'Типография «Лист»' },
  { number: '+79857770145' },
  { number: '+74993221708', name: 'Стройбаза «Север»' },
  { number: '+79112223344', name: 'Анна Петровна' },
  { number: '+79650001122' },
  { number: '+4930123456' },
  { number: '+79060606060', name: 'Курьер Тимур' },
];

export function partyOf(index: number): Party {
  const person = people[index % people.length] as (typeof people)[number];
  return { ...parseParty(person.number), ...(person.name ? { name: person.name } : {}) };
}

export const providers: ProviderInfo[] = [
  {
    id: 'sipnet',
    credentialKinds: ['password', 'apikey'],
    numberSource: 'none',
    capabilities: ['webhook', 'calls', 'callback', 'recordings', 'balance'],
    environments: { production: 'https://pbx.example.ru/api' },
  },
  {
    id: 'sunsim',
    credentialKinds: ['token'],
    numberSource: 'typed',
    timeZone: usualTimeZone,
    capabilities: ['calls', 'callback', 'recordings', 'voicemail', 'line-settings'],
    environments: { production: 'https://sunsim.example.ru:4432/', test: 'https://test-sunsim.example.ru:4432/' },
  },
  {
    id: 'alloincognito',
    credentialKinds: ['token'],
    numberSource: 'typed',
    timeZone: usualTimeZone,
    capabilities: ['calls', 'callback', 'recordings', 'voicemail', 'line-settings'],
    environments: { production: 'https://allo.example.ru:4431/', test: 'https://test-allo.example.ru:4431/' },
  },
  {
    id: 'autosecretary',
    credentialKinds: ['apikey', 'password', 'none'],
    numberSource: 'listed',
    timeZone: usualTimeZone,
    capabilities: ['calls', 'universal-numbers'],
    environments: { production: 'https://aa.example.ru/api/v1/' },
  },
];

function routesThrough(accountId: string): Account['callRoutes'] {
  return { number: { accountId, agreed: true }, sip: { accountId, agreed: true } };
}

export function accounts(now: number): Account[] {
  const shared = {
    baseUrl: '',
    timeZone: 'Europe/Moscow',
    credentialKind: 'password',
    webhook: true,
    demo: false,
  } as const;
  return [
    {
      ...shared,
      phones: [],
      ownPhones: [],
      numbers: [],
      leftOut: [],
      callRoutes: routesThrough('shop'),
      id: 'shop',
      provider: 'sipnet',
      label: 'SIPNET',
      ownNumber: '+7 916 555-01-02',
      identity: '0042656976',
      capabilities: ['webhook', 'calls', 'callback', 'recordings', 'balance'],
      sipIds: true,
      lines: [
        { number: '+74950001122', label: 'Магазин' },
        { number: '+74950001133', label: 'Офис' },
      ],
      status: { state: 'live', since: now - 3 * hour, lastHeardAt: now - 20_000, unreadableRows: 3 },
      history: { depth: 'quarter', knownSince: now - 92 * 24 * hour, canReadOn: false },
      createdAt: now - 90 * 24 * hour,
    },
    {
      ...shared,
      phones: [],
      ownPhones: [],
      numbers: [],
      leftOut: [],
      callRoutes: routesThrough('store'),
      id: 'store',
      provider: 'sipnet',
      label: 'Склад',
      ownNumber: '',
      identity: '0042656980',
      webhook: false,
      capabilities: ['calls', 'callback', 'recordings', 'balance'],
      sipIds: true,
      lines: [{ number: '+74950002244', label: 'Склад' }],
      status: { state: 'polling', since: now - hour, lastHeardAt: now - 30_000 },
      history: { depth: 'all', knownSince: now - 150 * 24 * hour, end: 'empty', canReadOn: true },
      createdAt: now - 40 * 24 * hour,
    },
  ];
}

/** An account with an authorization token, whose lists are polled. */
export function tokenAccount(now: number): Account {
  const [shop] = accounts(now) as [Account];
  return {
    ...shop,
    id: 'contract',
    provider: 'alloincognito',
    label: 'АллоИнкогнито',
    identity: '882736',
    credentialKind: 'token',
    ownNumber: '+74950000110',
    webhook: false,
    numbers: ['+74950000110', '+74990000120'],
    leftOut: [],
    callRoutes: routesThrough('contract'),
    baseUrl: 'https://allo.example.ru:4431/',
    capabilities: ['calls', 'callback', 'recordings', 'voicemail', 'line-settings'],
    sipIds: false,
    lines: [
      { number: '+74950000110', label: 'Магазин' },
      { number: '+74990000120', label: '+7 499 000-01-20' },
    ],
    status: { state: 'polling', since: now - hour, lastHeardAt: now - 20_000 },
  };
}

/** What was seen of an account's lines: much of the first, little of the others. */
export function detailsOf({ lines, credentialKind, status }: Account): AccountDetails {
  const now = status.lastHeardAt ?? status.since;
  return {
    ...(credentialKind === 'token' ? { token: { validUntil: now + 200 * 24 * hour, renewsAt: now + 21 * hour } } : {}),
    lines: lines.map((line, index) => ({
      ...line,
      listed: true,
      calls: index === 0 ? 412 : 3,
      newestAt: now - (index + 1) * hour,
      hasUnanswered: index === 0,
    })),
    listedUntil: now,
    nextListingAt: now + minute,
  };
}

/** A pseudo-random but repeatable week of calls, newest first. */
export function calls(now: number, count: number): Call[] {
  let seed = 7;
  const random = () => {
    seed = (seed * 16_807) % 2_147_483_647;
    return seed / 2_147_483_647;
  };
  let at = now - 8 * minute;
  return Array.from({ length: count }, (_, index) => {
    at -= Math.round((6 + random() * 70) * minute);
    const incoming = random() < 0.66;
    const state: CallState = incoming
      ? random() < 0.72
        ? 'ended'
        : random() < 0.75
          ? 'missed'
          : random() < 0.5
            ? 'answered-elsewhere'
            : 'rejected'
      : random() < 0.8
        ? 'ended'
        : 'no-answer';
    const talked = state === 'ended' ? Math.round(12 + random() * 400) : undefined;
    const store = random() < 0.25;
    const hidden = random() < 0.03;
    const who = Math.floor(random() * people.length);
    return {
      id: Math.floor(at / 1000) * 16 + (index % 16),
      accountId: store ? 'store' : 'shop',
      direction: incoming ? 'in' : 'out',
      state,
      remote: hidden && incoming ? parseParty('anonymous') : partyOf(who),
      line: store ? 'Склад' : random() < 0.5 ? 'Магазин' : 'Офис',
      startedAt: at,
      ...(talked
        ? { answeredAt: at + 8000, talkSeconds: talked, endedAt: at + 8000 + talked * 1000 }
        : { endedAt: at + 25_000 }),
      ringSeconds: Math.round(4 + random() * 25),
      ...(talked && random() < 0.6
        ? {
            recording:
              random() < 0.5 ? ('stored' as const) : random() < 0.8 ? ('remote' as const) : ('expired' as const),
          }
        : {}),
      ...(state === 'answered-elsewhere' ? { answeredBy: 'Анна' } : {}),
      ...(random() < 0.06 && people[who]?.note ? { note: people[who]?.note } : {}),
    } satisfies Call;
  });
}

/** The callers whose latest call was missed, as core would group them. */
export function missed(now: number, log: readonly Call[]): MissedGroup[] {
  const waits = [25, 70, 190, 26 * 60];
  const seen = new Set<string>();
  const latest = log.filter((call) => {
    if (call.state !== 'missed' || seen.has(call.remote.key)) return false;
    seen.add(call.remote.key);
    return true;
  });
  return latest.slice(0, waits.length).map((call, index) => {
    const firstAt = now - (waits[index] ?? 0) * minute;
    const tries = [3, 1, 2, 1][index] ?? 1;
    return {
      key: call.remote.key || `call:${call.id}`,
      remote: call.remote,
      tries,
      firstAt,
      lastAt: firstAt + (tries - 1) * 4 * minute,
      lastCallId: call.id,
      accountId: call.accountId,
      line: call.line,
      canCallBack: destinationOf(call.remote) !== undefined,
    };
  });
}

export function recordingOf(call: Call): Recording {
  const seconds = call.talkSeconds ?? 30;
  const state = call.recording ?? 'remote';
  return {
    callId: call.id,
    state,
    durationSeconds: seconds,
    mimeType: 'audio/wav',
    ...(state === 'stored' ? { bytes: seconds * 8000, mediaPath: `/media/recordings/${call.id}` } : {}),
  };
}

/** A run in which something of everything was found. */
export function linkResults(): LinkResult[] {
  const shop = { accountId: 'shop' };
  const store = { accountId: 'store' };
  return [
    { ...shop, link: 'proxy', status: 'ok', finding: 'fine', detail: 'proxy.example:3128, Example CA' },
    { ...shop, link: 'provider', status: 'ok', finding: 'fine', milliseconds: 184 },
    { ...shop, link: 'credentials', status: 'ok', finding: 'fine' },
    { ...shop, link: 'webhook', status: 'failed', finding: 'hook-taken', detail: 'crm.example.ru' },
    { ...shop, link: 'relay', status: 'ok', finding: 'fine', milliseconds: 41 },
    { ...shop, link: 'test-event', status: 'ok', finding: 'fine', milliseconds: 96 },
    { ...shop, link: 'lists', status: 'warning', finding: 'rows-unreadable', count: 3 },
    { ...store, link: 'provider', status: 'warning', finding: 'slow', milliseconds: 7_400 },
    { ...store, link: 'credentials', status: 'ok', finding: 'fine' },
    { ...store, link: 'webhook', status: 'warning', finding: 'polls-by-choice' },
    { ...store, link: 'relay', status: 'not-applicable', finding: 'not-here' },
    { ...store, link: 'test-event', status: 'not-applicable', finding: 'not-here' },
    { ...store, link: 'lists', status: 'ok', finding: 'fine', milliseconds: 62_000 },
    { link: 'vault', status: 'ok', finding: 'fine', detail: 'keychain' },
    { link: 'clock', status: 'warning', finding: 'clock-ahead', milliseconds: 252_000 },
    { link: 'disk', status: 'ok', finding: 'fine', bytes: 48 * 1024 ** 3 },
    { link: 'quiet', status: 'ok', finding: 'fine' },
    { link: 'focus-assist', status: 'warning', finding: 'system-quiet' },
    { link: 'tray', status: 'not-applicable', finding: 'not-here' },
    { link: 'tel-links', status: 'warning', finding: 'other-program', detail: 'org.example.Calls' },
  ];
}
