import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createHttp } from '../../electron/core/http/client.ts';
import type { CallListRow } from '../../electron/core/providers/call-list-row.ts';
import type { ProviderClient } from '../../electron/core/providers/provider.ts';
import { sipnetProvider } from '../../electron/core/providers/sipnet/provider.ts';
import { createSystemClock } from '../../electron/core/system-clock.ts';
import type { HookState } from '../../electron/demo/sipnet/traps/event-traps.ts';
import { parseParty } from '../../shared/domain/phone-number.ts';
import { silentLogger } from '../fakes/silent-logger.ts';
import { type HookListener, listenForHooks } from '../fixtures/hook-listener.ts';
import { openStand, type StandUnderTest, testAccount } from '../fixtures/sipnet-account.ts';
import { eventReadings, listReadings, orderReadings, type Reading } from '../fixtures/sipnet-readings.ts';

/**
 * Every reading that the table of traps knows, one after the other: whatever the document leaves open, the client must
 * come to the same calls. A reading added to the stand is tried here by itself; `sipnet-operations.test.ts` looks closer.
 */
const http = createHttp({ clock: createSystemClock(), logger: silentLogger });
afterAll(() => http.close());

let under: StandUnderTest;
let client: ProviderClient;
let listener: HookListener;
beforeEach(async () => {
  under = await openStand();
  listener = await listenForHooks();
  client = sipnetProvider.createClient({
    http,
    clock: under.clock,
    logger: silentLogger,
    baseUrl: under.stand.url,
    credentials: { kind: 'password', login: testAccount.login, password: testAccount.password },
    timeZone: 'Europe/Moscow',
    expectedIdentity: testAccount.login,
  });
  const now = under.clock.now();
  const { stand } = under;
  stand.addCall({ direction: 'in', remote: '79430000211', startedAt: now - 600_000, talkSeconds: 20 });
  stand.addCall({ direction: 'out', remote: '79430000224', startedAt: now - 500_000, talkSeconds: 7 });
  stand.addCall({ direction: 'in', remote: '79430000385', startedAt: now - 400_000, ringSeconds: 20 });
});
afterEach(async () => {
  await under.close();
  await listener.close();
});

/** Left are what is the subject of tests of its own. */
function but(...left: readonly Reading[0][]): (reading: Reading) => boolean {
  return (reading) => !left.includes(reading[0]);
}

const broken = ['fault', 'slowAnswersMs', 'answersName', 'listLagMs'] as const;

function lastHour(): { from: number; to: number } {
  return { from: under.clock.now() - 3_600_000, to: under.clock.now() };
}

describe('the call list under every reading of the document', () => {
  /** Rows that are left out, come twice, or tell less of a call: `sipnet-histories.test.ts` has what becomes of them. */
  const moreOrLess = [
    'rowsWithoutPhone',
    'answeredIn',
    'lateRows',
    'repeatedRows',
    'rowIds',
    'strangeRows',
    'urlColumn',
    'ownSide',
  ] as const;
  const told = ({ direction, remote, line, outcome }: CallListRow) =>
    `${direction} ${parseParty(remote).key} ${parseParty(line).key} ${outcome}`;

  it.each(listReadings.filter(but(...broken, ...moreOrLess)))('%s = %j', async (name, reading) => {
    under.stand.setTraps({ [name]: reading });
    const { rows, unreadable } = await client.listCalls(lastHour());
    expect(unreadable).toEqual([]);
    // The calls of the PBX are the same calls once more; `sipnet-histories.test.ts` has what becomes of them.
    const calls = rows.filter(({ list }) => list !== 'pbxcalls');
    const named = rows
      .filter(({ list }) => list === 'pbxcalls')
      .map(({ ids }) => ids.find(({ kind }) => kind === 'call')?.value);
    const uuids = under.stand.calls.map(({ uuid }) => uuid);
    expect(named.toSorted()).toEqual(name === 'pbxCalls' ? [] : uuids.toSorted());
    expect([...new Set(calls.map(told))].toSorted()).toEqual([
      'in +79430000211 +74950000110 ended',
      'in +79430000385 +74950000110 missed',
      'out +79430000224 +74950000110 ended',
    ]);
    const talks = calls.filter((call) => call.outcome === 'ended');
    expect(talks.map((call) => call.talkSeconds).toSorted()).toEqual([20, 7]);
    expect(talks.every((call) => call.ids.length === 1 && call.recording !== undefined)).toBe(true);
  });
});

describe('events under every reading of the document', () => {
  /** How a body travels is for the relay to read. */
  const relayed = ['eventOrder', 'delayEventsMs', 'retryFailedEvents', 'hookPost', 'longIds'] as const;
  const kinds: Record<HookState, string> = { INVITE: 'invite', CONNECTED: 'connected', BYE: 'bye' };

  it.each(eventReadings.filter(but(...relayed)))('%s = %j', async (name, reading) => {
    await client.hook?.set(listener.url);
    under.stand.setTraps({ [name]: reading });
    const { call, ...ringing } = under.stand.ring({ from: '79430000407' });
    await ringing.invited;
    await ringing.answer();
    under.clock.advance(9_000);
    await ringing.hangUp();
    for (const { body } of listener.bodies) {
      const event = client.readHook?.(body);
      expect(event).toMatchObject({ callId: call.uuid, kind: kinds[body.state as HookState], direction: 'in' });
      expect(parseParty(event?.caller).key).toBe('+79430000407');
      expect(event?.legId).toBe(body.cid);
      if (event?.kind === 'bye' && 'duration' in body) expect(event.durationSeconds).toBe(9);
    }
    const lost = name === 'loseEvents' ? 1 : 0;
    expect(listener.bodies).toHaveLength((3 - lost) * (name === 'duplicateEvents' ? 2 : 1));
  });
});

describe('an order under every reading of the document', () => {
  it.each(orderReadings.filter(but(...broken, 'bareAnswers', 'notEnabled')))('%s = %j', async (name, reading) => {
    under.stand.setTraps({ [name]: reading });
    const orderedAt = under.clock.now();
    const placed = await client.orderCallback?.({ to: '79430000211', from: '79430000001' });
    expect(under.stand.requestsFor('gencall')).toMatchObject([
      { parameters: { dstphone: '79430000211', srcphone: '79430000001' }, credentials: 'password', method: 'json' },
    ]);
    const [order] = under.stand.orders;
    expect(placed?.orderId).toBe(reading === 'none' && name === 'gencallId' ? undefined : order?.id);
    if (placed?.orderId === undefined) return;
    await order?.answerSource();
    await order?.answerDestination();
    under.clock.advance(9_000);
    await order?.hangUp();
    expect(await client.followCallback?.(placed.orderId, orderedAt)).toMatchObject({ state: 'ended' });
  });
});
