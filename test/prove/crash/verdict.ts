import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { StandCall } from '../../../electron/demo/sipnet/call.ts';
import type { HookDelivery } from '../../../electron/demo/sipnet/hook-poster.ts';
import type { Call } from '../../../shared/contract/call.ts';
import type { Callback } from '../../../shared/contract/callback.ts';
import type { Client } from '../../../shared/contract/contract.ts';
import type { Click } from './clicks.ts';
import type { World } from './world.ts';

/** Events that the relay said yes to, by what makes one: each must be in the program's own record exactly once. */
export function judgeEvents({ stand, appDirectory }: World): string[] {
  const sql = new DatabaseSync(join(appDirectory, 'perezvon.sqlite'), { readOnly: true, timeout: 5_000 });
  const rows = sql
    .prepare("SELECT body ->> 'call_id' AS call, body ->> 'cid' AS cid, body ->> 'state' AS state FROM events")
    .all();
  sql.close();
  const heard = new Map<string, number>();
  for (const { call, cid, state } of rows) {
    const key = `${state} of ${call}/${cid}`;
    heard.set(key, (heard.get(key) ?? 0) + 1);
  }
  const complaints: string[] = [];
  for (const key of new Set(stand.deliveries.filter(wasTaken).map(nameOf))) {
    const count = heard.get(key) ?? 0;
    if (count !== 1) complaints.push(`${key} was acknowledged and is there ${count} times`);
  }
  return complaints;
}

export function wasTaken({ status }: HookDelivery): boolean {
  return status === 200;
}

function nameOf({ callId, cid, state }: HookDelivery): string {
  return `${state} of ${callId}/${cid}`;
}

/** One row for each call that there was, with the state in which it ended; from events alone, or with the lists. */
export function judgeHistory(calls: readonly StandCall[], history: readonly Call[], withLists: boolean): string[] {
  const truth = countBy(calls, (call) => `${call.direction} ${digits(call.remote)} ${stateOf(call, withLists)}`);
  const told = countBy(history, (call) => {
    // Which kind of unanswered it was is told by the lists alone.
    const state = call.state === 'rejected' && !withLists ? 'missed' : call.state;
    return `${call.direction} ${digits(call.remote.raw)} ${state}`;
  });
  const complaints: string[] = [];
  for (const key of new Set([...truth.keys(), ...told.keys()])) {
    const [expected, found] = [truth.get(key) ?? 0, told.get(key) ?? 0];
    if (expected !== found) complaints.push(`${key}: ${expected} in truth, ${found} in the history`);
  }
  return complaints;
}

/** ITU-T Q.850: user busy. */
const userBusy = 17;

function stateOf({ direction, answeredAt, legs }: StandCall, withLists: boolean): string {
  if (answeredAt !== undefined) return 'ended';
  if (direction === 'in') return 'missed';
  return withLists && legs.some(({ cause }) => cause === userBusy) ? 'busy' : 'no-answer';
}

/** Who waits to be called back, and how often they tried since they were last talked to. */
export async function judgeMissed(calls: readonly StandCall[], client: Client): Promise<string[]> {
  const tries = new Map<string, number>();
  for (const { direction, remote, answeredAt } of calls) {
    const number = digits(remote);
    if (answeredAt !== undefined) tries.delete(number);
    else if (direction === 'in') tries.set(number, (tries.get(number) ?? 0) + 1);
  }
  const groups = await client.missed.list({ snoozed: true });
  const told = new Map(groups.map((group) => [digits(group.key), group.tries]));
  const complaints: string[] = [];
  for (const number of new Set([...tries.keys(), ...told.keys()])) {
    const [expected, found] = [tries.get(number) ?? 0, told.get(number) ?? 0];
    if (expected !== found) complaints.push(`${number} waits with ${expected} tries, ${found} are on the list`);
  }
  return complaints;
}

/** At most one order a click, and of each the truth or "unknown", the latter only where a process died. */
export function judgeClicks({ stand, clicks }: World, stored: readonly Callback[]): string[] {
  const complaints: string[] = [];
  for (const click of clicks.all) {
    const asked = stand.requestsFor('gencall').filter(({ parameters }) => digits(parameters.dstphone) === click.to);
    const orders = stand.orders.filter(({ destinations }) => destinations.some((one) => digits(one) === click.to));
    if (asked.length > 1 || orders.length > 1) complaints.push(`${click.to} was ordered ${asked.length} times`);
    const told = stored.find(({ remote }) => remote.e164 === `+${click.to}`);
    const complaint = judgeOutcome(click, told, orders[0]?.state());
    if (complaint !== undefined) complaints.push(`${click.to} ${complaint}`);
  }
  return complaints;
}

function judgeOutcome(click: Click, told: Callback | undefined, truth: string | undefined): string | undefined {
  if (told === undefined) {
    if (truth !== undefined) return 'was ordered and is forgotten';
    return click.answer === undefined ? undefined : 'was promised and is forgotten';
  }
  if (told.state === 'unknown') return click.interrupted ? undefined : 'is unknown, though nothing died with it';
  if (told.state === 'refused') return truth === undefined ? undefined : 'was ordered and is told as refused';
  return told.state === truth ? undefined : `is told as ${told.state} and was ${truth ?? 'never ordered'}`;
}

function digits(phone: string | undefined): string {
  return (phone ?? '').replace(/\D/g, '');
}

function countBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1);
  return counts;
}
