import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Calls } from '../../electron/core/calls/calls.ts';
import { createHttp } from '../../electron/core/http/client.ts';
import type { Http } from '../../electron/core/http/http.ts';
import type { ProviderClient } from '../../electron/core/providers/provider.ts';
import { sipnetProvider } from '../../electron/core/providers/sipnet/provider.ts';
import { createSystemClock } from '../../electron/core/system-clock.ts';
import { silentLogger } from '../fakes/silent-logger.ts';
import { createTemporaryDatabase, type TemporaryDatabase } from '../fakes/temporary-database.ts';
import { createCallModel, readAll } from '../fixtures/call-model.ts';
import { type HookListener, listenForHooks } from '../fixtures/hook-listener.ts';
import { openStand, type StandUnderTest, testAccount } from '../fixtures/sipnet-account.ts';
import { listReadings } from '../fixtures/sipnet-readings.ts';

/**
 * What becomes of a gap: the three lists and the events that come late, in the real journal, are one history, in which
 * every call stands once and which reading the lists again does not change.
 */
let under: StandUnderTest;
let http: Http;
let client: ProviderClient;
let listener: HookListener;
let temporary: TemporaryDatabase;
let model: Calls;

beforeEach(async () => {
  under = await openStand();
  listener = await listenForHooks();
  http = createHttp({ clock: createSystemClock(), logger: silentLogger, limits: { firstWaitMs: 1 } });
  const { login, password } = testAccount;
  client = sipnetProvider.createClient({
    http,
    clock: under.clock,
    logger: silentLogger,
    baseUrl: under.stand.url,
    credentials: { kind: 'password', login, password },
    timeZone: 'Europe/Moscow',
    expectedIdentity: login,
  });
  temporary = createTemporaryDatabase(under.clock);
  model = createCallModel(temporary);
});

afterEach(async () => {
  temporary.remove();
  await listener.close();
  await http.close();
  await under.close();
});

/** Answers how many calls the reading changed. */
async function readLists(): Promise<number> {
  const now = under.clock.now();
  const { rows } = await client.listCalls({ from: now - 3_600_000, to: now });
  return model.journal.applyListRows(temporary.account.id, rows).filter(({ changed }) => changed).length;
}

function history(): string[] {
  const told = readAll(model.log);
  return told.map(({ direction, remote, state }) => `${direction} ${remote.key} ${state}`).sort();
}

describe('what came while nothing was heard', () => {
  function addCalls(): void {
    const now = under.clock.now();
    const { addCall } = under.stand;
    addCall({ direction: 'in', remote: '79430000211', startedAt: now - 600_000, talkSeconds: 20 });
    addCall({ direction: 'out', remote: '79430000224', startedAt: now - 500_000, talkSeconds: 7 });
    addCall({ direction: 'in', remote: '79430000385', startedAt: now - 400_000, ringSeconds: 20 });
    addCall({ direction: 'in', remote: '', startedAt: now - 300_000, ringSeconds: 20 });
  }
  const whole = ['in  missed', 'in +79430000211 ended', 'in +79430000385 missed', 'out +79430000224 ended'];

  /** Without an answer, and without a call in the lists, there is nothing to join. */
  const left = new Set<string>(['fault', 'slowAnswersMs', 'answersName', 'listLagMs', 'lateRows']);
  const readings = listReadings.filter(([name]) => !left.has(name));

  it.each(readings)('is each call once under %s = %j, however often the lists are read', async (name, reading) => {
    under.stand.setTraps({ [name]: reading });
    addCalls();
    expect(await readLists()).toBeGreaterThan(0);
    expect(history()).toEqual(whole);
    // One of them hides the number, and cannot be called back.
    expect([model.worklist.open(false).length, model.worklist.count()]).toEqual([2, 1]);
    expect(await readLists()).toBe(0);
    expect(history()).toEqual(whole);
  });

  it('is known by the uuid of the webhook, for the events that come late', async () => {
    addCalls();
    await readLists();
    for (const { uuid, remote } of under.stand.calls) {
      const [found] = model.store.callsNamed([{ kind: 'call', value: uuid }]);
      expect(model.store.get(found ?? 0)?.remote.raw).toBe(remote);
    }
  });
});

describe('late events of a call that the lists have told', () => {
  it('are that call, even where neither number nor time of the event can be read', async () => {
    under.stand.setTraps({ hookDates: 'absent' });
    await client.hook?.set(listener.url);
    const ringing = under.stand.ring({ from: '79430000407' });
    await ringing.invited;
    under.clock.advance(20_000);
    await ringing.miss();
    under.clock.advance(600_000);
    await readLists();
    for (const { body } of listener.bodies) {
      const event = client.readHook?.({ ...body, caller_id: '' });
      expect(event?.callId).toBe(ringing.call.uuid);
      if (event !== undefined) model.journal.applyEvents(temporary.account.id, [{ event, at: under.clock.now() }]);
    }
    expect(history()).toEqual(['in +79430000407 missed']);
    expect(model.worklist.open(true)).toMatchObject([{ tries: 1 }]);
  });
});

describe('an account that may not ask for the calls of a PBX', () => {
  it('has its history all the same, and asks once', async () => {
    under.stand.setTraps({ pbxCalls: 'refused' });
    under.stand.addCall({ direction: 'in', remote: '79430000211', startedAt: under.clock.now() - 60_000 });
    await readLists();
    await readLists();
    expect(history()).toEqual(['in +79430000211 missed']);
    expect(under.stand.requestsFor('pbxcalls')).toHaveLength(1);
    expect(under.stand.requestsFor('attempts')).toHaveLength(2);
  });

  it('is not silenced by a service that breaks over it, and asks again', async () => {
    under.stand.setTraps({ fault: { kind: 'html', operations: ['pbxcalls'] } });
    under.stand.addCall({ direction: 'in', remote: '79430000211', startedAt: under.clock.now() - 60_000 });
    await readLists();
    expect(history()).toEqual(['in +79430000211 missed']);
    under.stand.setTraps({});
    const asked = under.stand.requestsFor('pbxcalls').length;
    await readLists();
    expect(under.stand.requestsFor('pbxcalls').length).toBe(asked + 1);
  });
});
