import { compact } from '../../../../shared/domain/compact.ts';
import type { CallListing, CallListPiece, CallListRow } from '../call-list-row.ts';
import { ProviderError, type ProviderErrorCode } from '../errors.ts';
import type { ClientFor } from '../facets.ts';
import { garbled } from '../failure.ts';
import { readRows, seconds, text } from '../fields.ts';
import { locateComplaint } from '../number-complaint.ts';
import type { ProviderClientDeps } from '../provider.ts';
import { understandRows } from '../understand-rows.ts';
import {
  directionsIn,
  type IsOwn,
  ownBy,
  readCallRow,
  type SipnetList,
  subAccountsBeside,
  type ToldDirection,
} from './call-rows.ts';
import { findOrderRow, readCallees, readOrderId, readProgress } from './callback.ts';
import { formatGmt, splitInDays } from './dates.ts';
import { readHookBody, readHookUrls } from './hook.ts';
import { createNewAccounts } from './new-accounts.ts';
import { readOwnNumbers } from './own-numbers.ts';
import { openRecording } from './recording.ts';
import { readLocator } from './recording-locator.ts';
import { readChildren } from './reports.ts';
import { createTools } from './tools.ts';
import { type Answer, type Ask, createWire, onBehalfOf, type Parameters, type SipnetCredentials } from './wire.ts';

/**
 * The webhook fires for the main account and all its children (SIPNET API 2.7.0, 6.9), so the lists are asked for both: a
 * missed call of a child must not be known live and unknown afterwards.
 */
const withChildren = { showchild: '1' };

/** Whether a missed call stands in `calls`, in `attempts` or in both is not stated. */
const billingLists = ['calls', 'attempts'] as const;

/** `calls2` by `id` may or may not look at the period: wide enough for any clock and for an order before midnight. */
const aroundOrderMs = 24 * 3_600_000;

export const sipnetCapabilities = [
  'webhook',
  'calls',
  'callback',
  'recordings',
  'balance',
  'forwarding',
  'recording-rules',
  'caller-ids',
  'callback-greeting',
  'multi-callback',
  'web-buttons',
  'reports',
  'sub-accounts',
  'partner-accounts',
  'cabinet',
] as const;

export function createSipnetClient(
  deps: ProviderClientDeps & { credentials: SipnetCredentials },
  defaultBaseUrl: string,
): ClientFor<(typeof sipnetCapabilities)[number]> {
  const { http, logger, baseUrl, credentials } = deps;
  const expectedIdentity = deps.expectedIdentity ?? loginOf(credentials);
  logger.protect?.(credentials.kind === 'password' ? credentials.password : credentials.apikey);
  const wire = createWire({
    http,
    baseUrl,
    credentials,
    expectedIdentity,
    proven: deps.expectedIdentity !== undefined || baseUrl === defaultBaseUrl,
  });
  /** What this account is called by its own answers. */
  const accountNames = new Set([expectedIdentity]);
  /** And by the user. */
  const names = () => [...accountNames, ...(deps.ownNumbers ?? [])];
  /** Asked for once, when a row cannot be understood without them. */
  let callerNumbers: Promise<string[]> | undefined;
  /** Not every account has a PBX: one that was told so is not asked for its calls again. */
  let mayHavePbx = true;

  async function read(operation: string, parameters: Parameters, signal?: AbortSignal): Promise<Answer> {
    const answer = await wire.ask(operation, parameters, { retry: 'read', signal });
    if (parameters.foruser === undefined) accountNames.add(answer.account).add(answer.sipId);
    return answer;
  }

  /** Orders and writes leave at most once: a call costs money and rings a phone. */
  function write(operation: string, parameters: Parameters): Promise<Answer> {
    return wire.ask(operation, parameters, { retry: 'once' });
  }

  const own: Ask = { read, write };

  /** What `calls2` has about an order, and perhaps about others. */
  async function readOrderRows(orderId: string, orderedAt: number, signal?: AbortSignal): Promise<unknown[]> {
    const period = { d1: formatGmt(orderedAt - aroundOrderMs), d2: formatGmt(orderedAt + aroundOrderMs) };
    const { fields } = await read('calls2', { ...period, ...withChildren, id: orderId }, signal);
    return readRows(fields.calls);
  }

  /** Optional: without these numbers some rows have no direction, and nothing is lost. */
  async function readCallerNumbers(): Promise<string[]> {
    try {
      const { fields } = await read('aninnumbers', { action: 'list' });
      return readOwnNumbers(fields.phones);
    } catch (error) {
      logger.info('sipnet.caller-numbers-unread', { error });
      // An account that may not ask is not asked again; anything else may pass.
      if (!(error instanceof ProviderError && error.code === 'PROVIDER_REFUSED')) callerNumbers = undefined;
      return [];
    }
  }

  function understand(
    list: SipnetList,
    rows: readonly unknown[],
    isOwn: IsOwn,
    told?: ToldDirection,
  ): Promise<CallListing> {
    const subAccountOf = subAccountsBeside(accountNames);
    return understandRows(rows, (row) => readCallRow(list, row, isOwn, told, subAccountOf));
  }

  async function listRows(
    list: (typeof billingLists)[number],
    period: Parameters,
    signal?: AbortSignal,
  ): Promise<unknown[]> {
    const { fields } = await read(list, { ...period, ...withChildren }, signal);
    return readRows(fields[list]);
  }

  /**
   * The one list that names calls as the webhook does (SIPNET API 2.7.0, 6.6 and 6.9): what was missed while nothing was
   * heard is known again when its late events come. The calls themselves stand in the other lists, which go on without it.
   */
  async function listPbxRows(period: Parameters, signal?: AbortSignal): Promise<CallListing> {
    try {
      // `showchild` does not exist here, and the rows stand under `calls`.
      const { fields } = await read('pbxcalls', period, signal);
      return await readListing('pbxcalls', readRows(fields.calls));
    } catch (error) {
      if (signal?.aborted || !(error instanceof ProviderError) || aboutTheAccount.has(error.code)) throw error;
      if (error.code === 'PROVIDER_REFUSED') mayHavePbx = false;
      logger.info('sipnet.pbx-calls-unread', { error });
      return { rows: [], unreadable: [] };
    }
  }

  /** `pbx`: what the PBX tells of the same time. */
  async function readListing(
    list: SipnetList,
    rows: readonly unknown[],
    pbx: readonly CallListRow[] = [],
  ): Promise<CallListing> {
    const listing = await understand(list, rows, ownBy(names()));
    // A phone of the account's own is no account that belongs to it.
    if (listing.rows.every((row) => row.direction !== undefined && row.subAccount === undefined)) return listing;
    callerNumbers ??= readCallerNumbers();
    return understand(list, rows, ownBy([...names(), ...(await callerNumbers)]), directionsIn(pbx));
  }

  /**
   * Day by day, the newest first. Rows are not filtered by the period that was asked for: a row outside of it is still a
   * call, and a service that reads a zone differently must not lose any.
   */
  async function* readDays(
    range: { from: number; to: number },
    signal?: AbortSignal,
  ): AsyncGenerator<CallListPiece, void> {
    const days = splitInDays(range).reverse();
    for (const day of days) {
      const received: [(typeof billingLists)[number], unknown[]][] = [];
      for (const list of billingLists) received.push([list, await listRows(list, day, signal)]);
      const pbx: CallListing = mayHavePbx ? await listPbxRows(day, signal) : { rows: [], unreadable: [] };
      const listings: CallListing[] = [];
      for (const [list, listed] of received) listings.push(await readListing(list, listed, pbx.rows));
      const { rows, unreadable } = joinListings([...listings, pbx]);
      if (unreadable.length > 0) logger.warn('sipnet.rows-unreadable', { count: unreadable.length });
      yield { rows, unreadable, share: 1 / days.length };
    }
  }

  return {
    async probe(signal) {
      const { fields, account, sipId } = await read('balance', {}, signal);
      const identity = account ?? sipId ?? loginOf(credentials);
      // An answer to an authorized request names its account (SIPNET API 2.7.0, 5).
      if (identity === undefined) throw garbled();
      const amount = text.parse(fields.balance);
      return {
        identity,
        ...compact({ sipId }),
        ...(amount === undefined ? {} : { balance: { amount, currency: text.parse(fields.currency) ?? '' } }),
      };
    },

    async listCalls(range, signal) {
      const days: CallListing[] = [];
      for await (const day of readDays(range, signal)) days.push(day);
      return joinListings(days);
    },
    listInPieces: readDays,

    hook: {
      async list(signal) {
        const { fields } = await read('webhook', { action: 'list' }, signal);
        return readHookUrls(fields.webhooks);
      },
      async set(url) {
        await write('webhook', { action: 'set', url });
      },
      async clear() {
        await write('webhook', { action: 'clear' });
      },
    },

    readHook: (body) => readHookBody(body, ownBy(names())),

    async orderCallback({ to, from, greeting: { language, prompt = '' } = {} }) {
      // SIPNET API 2.7.0, 6.15: a prompt has to be switched on by support, and is not sent unless there is one.
      const order = {
        dstphone: to,
        ...compact({ srcphone: from, lang: language }),
        ...(prompt === '' ? {} : { prompt }),
      };
      const { fields } = await locateComplaint(write('gencall', order));
      return { orderId: readOrderId(fields) };
    },

    async orderMultiCallback({ to, from, language }) {
      // SIPNET API 2.7.0, 6.16: numbers are separated by commas, and what it answers is not documented.
      const order = { dstphone: to.join(','), lang: language, ...compact({ srcphone: from }) };
      const { fields } = await locateComplaint(write('genmulticall', order));
      return { orderId: readOrderId(fields) };
    },

    async followCallback(orderId, orderedAt, signal) {
      const row = findOrderRow(await readOrderRows(orderId, orderedAt, signal), orderId, orderedAt);
      return row === undefined ? undefined : readProgress(row);
    },

    async followMultiCallback(orderId, orderedAt, signal) {
      return readCallees(await readOrderRows(orderId, orderedAt, signal), orderId);
    },

    async recordingsKeptMs(signal) {
      const { fields } = await read('recordcalls', { action: 'list' }, signal);
      const kept = seconds.parse(fields.expiration);
      return kept === undefined || kept <= 0 ? usuallyKeptMs : kept * 1000;
    },

    ...createTools(own, deps),
    onBehalfOf: (subject) => createTools(onBehalfOf(subject, own), deps),
    listSubAccounts: () => readChildren(own),
    newAccounts: createNewAccounts(own, (secret) => logger.protect?.(secret)),
    // SIPNET API 2.7.0, 6.17: "the logic of the settings can be seen on the page".
    cabinetPages: { forwarding: 'https://www.sipnet.ru/cabinet/do_setupemail' },

    openRecording: (locator, signal) =>
      openRecording(readLocator(locator), {
        wire,
        baseUrl,
        signal,
        listRows: (from, to) => listRows('calls', { d1: formatGmt(from), d2: formatGmt(to) }, signal),
      }),
  };
}

function joinListings(listings: readonly CallListing[]): CallListing {
  return {
    rows: listings.flatMap(({ rows }) => rows),
    unreadable: listings.flatMap(({ unreadable }) => unreadable),
  };
}

/** What SIPNET keeps where nothing else is set (SIPNET API 2.7.0, 6.12). */
const usuallyKeptMs = 7 * 24 * 3600_000;

/** Failures that the user has to hear of, whichever list met them. */
const aboutTheAccount = new Set<ProviderErrorCode>(['BAD_CREDENTIALS', 'OTHER_ACCOUNT']);

/**
 * The login, where it can be compared with what answers name (`account`, `sipid`). Nobody says whether one may log in with
 * an e-mail address or a telephone number as well, and what answers name then.
 */
function loginOf(credentials: SipnetCredentials): string | undefined {
  if (credentials.kind !== 'password') return undefined;
  const login = credentials.login.trim();
  return login.includes('@') || /^\+?\d{11,}$/.test(login) ? undefined : login;
}
