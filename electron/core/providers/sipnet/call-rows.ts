import * as z from 'zod';
import type { Direction } from '../../../../shared/contract/call.ts';
import { compact } from '../../../../shared/domain/compact.ts';
import { parseParty } from '../../../../shared/domain/phone-number.ts';
import { type CallId, type CallListRow, keyByContent, keyById } from '../call-list-row.ts';
import { keepRaw, readFields, seconds, text, textOrEmpty } from '../fields.ts';
import { plainName } from '../plain-name.ts';
import { readTime } from '../times.ts';
import { outcomeOfCause } from './q850.ts';
import { writeLocator } from './recording-locator.ts';

/** The lists in which a call may stand, best told first: the PBX writes both numbers and a direction in words. */
const lists = ['pbxcalls', 'calls', 'attempts'] as const;
export type SipnetList = (typeof lists)[number];

/** Whether a number or SIP id is one of the account's own; a row's `account` is its owner's, for this row. */
export type IsOwn = (received: string, account?: string) => boolean;

/** Own numbers in any spelling, as a test. Reading a number is costly and rows repeat theirs: each is read once. */
export function ownBy(numbers: Iterable<string | undefined>): IsOwn {
  const known = new Map<string, string>();
  function keyOf(received: string): string {
    const key = known.get(received) ?? parseParty(received).key;
    known.set(received, key);
    return key;
  }
  // Most events say their direction and need none of it.
  let own: Set<string> | undefined;
  return (received, account = '') => {
    own ??= new Set([...numbers].map((number) => keyOf(number ?? '')));
    const key = keyOf(received);
    return key !== '' && (own.has(key) || key === keyOf(account));
  };
}

/** Which account that belongs to this one a row's `Account` names, in one form; undefined for this one, and where nobody knows. */
export type SubAccountOf = (account: string) => string | undefined;

/** A login and a SIP id cannot be compared: a name tells something only beside one of the account's own of its kind. */
export function subAccountsBeside(names: Iterable<string | undefined>): SubAccountOf {
  const own = [...names].filter((name) => name !== undefined).map(plainName);
  return (account) => {
    const name = plainName(account);
    const ofItsKind = own.filter((one) => /^\d+$/.test(one) === /^\d+$/.test(name));
    return name === '' || ofItsKind.length === 0 || ofItsKind.includes(name) ? undefined : name.slice(0, longestName);
  };
}

const longestName = 200;

/** Which way a call between two numbers went, where something else than its row tells it. */
export type ToldDirection = (caller: string, callee: string) => Direction | undefined;

/**
 * What the rows of one list tell of others with the same two sides: the PBX says `in` or `out` where an account's numbers, and so
 * the direction of its other rows, are not known. Undefined where its rows disagree, as of two own numbers.
 */
export function directionsIn(rows: readonly CallListRow[]): ToldDirection {
  const keys = new Map<string, string>();
  function keyOf(received: string): string {
    const key = keys.get(received) ?? parseParty(received).key;
    keys.set(received, key);
    return key;
  }
  const pairOf = (caller: string, callee: string) => `${keyOf(caller)} ${keyOf(callee)}`;
  const told = new Map<string, Direction | undefined>();
  for (const { direction, remote, line } of rows) {
    if (direction === undefined) continue;
    const pair = direction === 'in' ? pairOf(remote, line) : pairOf(line, remote);
    told.set(pair, told.has(pair) && told.get(pair) !== direction ? undefined : direction);
  }
  return (caller, callee) => told.get(pairOf(caller, callee));
}

/**
 * The row fields that running clients read of `calls` and `attempts`, and for `pbxcalls` the names of the webhook, which
 * shares its ids; then those of call records of exchanges. The document names `cid`, `uuid` and none else (SIPNET API 2.7.0, 6.2,
 * 6.4, 6.6, 6.9).
 */
const callRow = z.object({
  cid: text,
  uuid: text,
  callid: text,
  account: textOrEmpty,
  sipid: textOrEmpty,
  user: textOrEmpty,
  direction: textOrEmpty,
  phone: textOrEmpty,
  calleeid: textOrEmpty,
  dst: textOrEmpty,
  cli: textOrEmpty,
  callerid: textOrEmpty,
  src: textOrEmpty,
  duration: seconds,
  // Where both are there, the other one counts the ringing.
  billsec: seconds,
  url: text,
  isdncode: text,
  hangupcause: text,
});
type RowFields = z.infer<typeof callRow>;

/** A row with its two sides and its owner under one name each. */
type CallRow = Pick<RowFields, 'account' | 'direction' | 'phone' | 'cli'>;

function partiesOf({ direction, ...row }: RowFields): CallRow {
  return {
    account: row.account || row.sipid || row.user,
    direction,
    phone: row.phone || row.calleeid || row.dst,
    cli: row.cli || row.callerid || row.src,
  };
}

/** Whose a row is. The PBX names its users and the phones of the account beside it: none of them is an account. */
function ownerOf(list: SipnetList, { account, sipid, user }: RowFields): string {
  return account || sipid || (list === 'pbxcalls' ? '' : user);
}

/** `GMT` is what running clients read; the rest keeps a row readable should it come under the hook's or a usual name. */
const timeFields = ['gmt', 'created', 'datetime', 'date', 'time', 'start', 'starttime'];

/** One row on the common model; undefined when even its time cannot be read. */
export function readCallRow(
  list: SipnetList,
  row: unknown,
  isOwn: IsOwn,
  told: ToldDirection = () => undefined,
  subAccountOf: SubAccountOf = () => undefined,
): CallListRow | undefined {
  const read = readRowFields(row);
  if (read === undefined) return undefined;
  const { content, startedAt } = read;
  const parties = partiesOf(content);
  const direction = directionOf(parties, isOwn) ?? told(parties.cli, parties.phone);
  const { remote, line } = sidesOf(parties, direction, isOwn);
  const { cid, uuid } = idsOf(content);
  const ids: CallId[] = [];
  if (cid !== undefined) ids.push({ kind: 'leg', value: cid });
  if (uuid !== undefined) ids.push({ kind: 'call', value: uuid });
  const id = cid ?? uuid;
  const owner = ownerOf(list, content);
  const subAccount = isOwn(owner) ? undefined : subAccountOf(owner);
  return {
    list,
    key: id === undefined ? keyByContent(startedAt, [list, startedAt, remote, line, null]) : keyById(id, startedAt),
    rank: lists.indexOf(list),
    ids,
    direction,
    remote,
    line,
    startedAt,
    talkSeconds: list === 'calls' ? content.duration : undefined,
    outcome: outcomeOf(list, content, direction),
    ...compact({ subAccount }),
    // A recording exists where the row has a URL, and only there. The URL itself is not kept: it carries access.
    recording: content.url === undefined ? undefined : writeLocator({ cid, uuid, startedAt }),
    raw: keepRaw(row),
  };
}

/** What a row says of its recording; undefined where it tells of none. The URL is a secret and stays in memory. */
export function readRowRecording(
  row: unknown,
): { cid: string | undefined; uuid: string | undefined; startedAt: number; url: string } | undefined {
  const read = readRowFields(row);
  const url = read?.content.url;
  return read === undefined || url === undefined
    ? undefined
    : { ...idsOf(read.content), startedAt: read.startedAt, url };
}

function readRowFields(row: unknown): { content: RowFields; startedAt: number } | undefined {
  const fields = readFields(row);
  const startedAt = timeFields.map((name) => readTime(fields?.[name])).find((time) => time !== undefined);
  const parsed = callRow.safeParse(fields);
  if (startedAt === undefined || !parsed.success) return undefined;
  const { billsec, duration, isdncode, hangupcause } = parsed.data;
  const content = { ...parsed.data, duration: billsec ?? duration, isdncode: isdncode ?? hangupcause };
  return { content, startedAt };
}

function idsOf({ cid, uuid, callid }: RowFields): { cid: string | undefined; uuid: string | undefined } {
  return { cid, uuid: uuid ?? callid };
}

/**
 * Which side is the account's own decides; what the `Direction` column holds is not stated (perhaps a billing destination,
 * "Россия/Москва"), so it counts only where it says nothing but in or out. Undefined rather than guessed.
 */
function directionOf({ account, phone, cli, direction }: CallRow, isOwn: IsOwn): Direction | undefined {
  const isCalled = isOwn(phone, account);
  if (isCalled !== isOwn(cli, account)) return isCalled ? 'in' : 'out';
  return literalDirection(direction);
}

export function literalDirection(value: string): Direction | undefined {
  const word = value.toLowerCase();
  if (word === 'in' || word === 'incoming') return 'in';
  return word === 'out' || word === 'outgoing' ? 'out' : undefined;
}

/** `Phone` is the number that was called, `CLI` the caller's. Without a direction the row is read as an incoming one. */
function sidesOf(row: CallRow, direction: Direction | undefined, isOwn: IsOwn): { remote: string; line: string } {
  if (direction === 'out') return { remote: row.phone, line: row.cli || row.account };
  // A row without `Phone` whose only number is foreign must not lose it, whichever side it was.
  if (direction === undefined && row.cli === '' && !isOwn(row.phone, row.account))
    return { remote: row.phone, line: row.account };
  return { remote: row.cli, line: row.phone || row.account };
}

function outcomeOf(
  list: SipnetList,
  { duration, isdncode }: RowFields,
  direction: Direction | undefined,
): CallListRow['outcome'] {
  if (list === 'attempts') return outcomeOfCause(isdncode, direction);
  // How long a PBX call lasted may count its ringing and its menu: only no time at all proves anything there.
  if (list === 'pbxcalls' && duration !== undefined && duration > 0) return undefined;
  return outcomeOfDuration(duration, direction);
}

/**
 * Nobody spoke in no time at all, so zero seconds prove that nobody answered; more prove a talk. Without a direction zero
 * may be a missed call or a call that was made in vain, and nothing is proven.
 */
function outcomeOfDuration(duration: number | undefined, direction: Direction | undefined): CallListRow['outcome'] {
  if (duration === undefined) return undefined;
  if (duration > 0) return 'ended';
  if (direction === undefined) return undefined;
  return direction === 'in' ? 'missed' : 'no-answer';
}
