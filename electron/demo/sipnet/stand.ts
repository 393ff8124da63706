import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createRecordingStudio } from '../audio/recording-studio.ts';
import { createBoundedList } from '../bounded-list.ts';
import { type CallbackScript, driveOrder, usualCallback } from '../callback-script.ts';
import { type StandClock, systemClock } from '../clock.ts';
import { createFaultSwitch } from '../faults.ts';
import { createRandom } from '../random.ts';
import { type Accounts, createAccounts, type StandAccount } from './accounts.ts';
import { answerAudio, type MakeAudio } from './audio-answer.ts';
import { listedLeg, type StandCall } from './call.ts';
import { type CallbackOrder, createCallbackOrder } from './callback-order.ts';
import { createEndpoint } from './endpoint.ts';
import { createHookPoster, type HookDelivery } from './hook-poster.ts';
import type { JournalEntry } from './journal.ts';
import { createRecordingLinks } from './recording-links.ts';
import type { Service } from './service.ts';
import {
  createSubscriberSettings,
  noRecording,
  type RecordingSettings,
  type SubscriberSettings,
  weekSeconds,
} from './subscriber-settings.ts';
import { createSwitchboard, type PastCall, type RingingCall, type RingOptions } from './switchboard.ts';
import { noTraps, type Traps } from './traps.ts';

export interface SipnetStandOptions {
  account: StandAccount;
  /** 0 means any free port of 127.0.0.1. */
  port?: number;
  clock?: StandClock;
  traps?: Partial<Traps>;
  /** Of ids, codes and passwords. */
  seed?: string;
  /** How ordered calls go; left out, as people usually answer. */
  callbacks?: CallbackScript;
  /** Left out, every call is recorded and kept for a week. */
  recording?: RecordingSettings;
  makeAudio?: MakeAudio;
  /** Told of every request once it is decided. */
  onRequest?(entry: JournalEntry): void;
}

/** The SIPNET API over real HTTP, written from the provider's document and not from our client. */
export interface SipnetStand {
  /** Of the endpoint: `http://127.0.0.1:<port>/api.php`. */
  url: string;
  /** Every request received, oldest first; the newest ten thousand. */
  journal: readonly JournalEntry[];
  /** The requests for one operation. */
  requestsFor(operation: string): readonly JournalEntry[];
  /** Replaces all traps: what is left out goes back to normal. */
  setTraps(traps: Partial<Traps>): void;
  /** How orders placed from now on go. */
  setCallbacks(script: CallbackScript): void;
  calls: readonly StandCall[];
  addCall(call: PastCall): StandCall;
  ring(call: RingOptions): RingingCall;
  orders: readonly CallbackOrder[];
  /** What was posted to hooks. */
  deliveries: readonly HookDelivery[];
  /** What an account has set up; the main one if left out. */
  settings(sipId?: string): SubscriberSettings;
  close(): Promise<void>;
}

const keptEntries = 10_000;

const recordEverything: RecordingSettings = {
  ...noRecording,
  incalls: 'Y',
  outcalls: 'Y',
  expiration: weekSeconds,
  child: 'Y',
};

/** Starts the stand. Rejects when the port is taken. */
export async function createSipnetStand(options: SipnetStandOptions): Promise<SipnetStand> {
  const { account, clock = systemClock, makeAudio = createRecordingStudio().record } = options;
  const random = createRandom(options.seed ?? 'stand');
  const accounts = createAccounts(account);
  const settings = new Map<string, SubscriberSettings>();
  const journal = createBoundedList<JournalEntry>(keptEntries);
  const orders: CallbackOrder[] = [];
  const stopOrders = new Set<() => void>();
  const links = createRecordingLinks(random.uuid);
  const cabinetKeys = new Set<string>();
  const faults = createFaultSwitch();
  const mainNumber = account.numbers[0] ?? account.sipId;
  let traps: Traps = noTraps;
  let script = options.callbacks ?? usualCallback;
  let origin = '';

  function setTraps(changed: Partial<Traps>): void {
    traps = { ...noTraps, ...changed };
    faults.set(traps.fault);
  }

  function settingsOf(sipId: string): SubscriberSettings {
    const known = settings.get(sipId);
    if (known) return known;
    const isMain = sipId === account.sipId;
    const created = createSubscriberSettings(
      isMain ? account.numbers : [],
      isMain ? (options.recording ?? recordEverything) : noRecording,
    );
    settings.set(sipId, created);
    return created;
  }

  const hooks = createHookPoster({
    clock,
    traps: () => traps,
    hookUrls: (sipId) => hookUrlsFor(sipId, accounts, settingsOf),
    uuid: random.uuid,
  });

  const switchboard = createSwitchboard({
    clock,
    random,
    hooks,
    traps: () => traps,
    mainSipId: account.sipId,
    mainNumber,
    recordedUntil: (call) => recordCall(call, settingsOf(account.sipId), account.sipId),
  });

  const service: Service = {
    account,
    accounts,
    switchboard,
    clock,
    random,
    settingsOf,
    orders,
    placeOrder(source, destinations) {
      const id = String(random.integer(100_000_000, 999_999_999));
      const order = createCallbackOrder(
        { switchboard, traps, clock, uuid: random.uuid, ownNumber: mainNumber },
        { id, source, destinations },
      );
      orders.push(order);
      const timings = typeof script === 'function' ? script(destinations) : script;
      if (timings !== 'manual') stopOrders.add(driveOrder(order, timings, clock));
      return order;
    },
    recordingUrl(call) {
      if (call.recordedUntil === undefined || call.recordedUntil <= clock.now()) return undefined;
      return `${origin}/record.php?key=${links.keyFor(call)}`;
    },
    cabinetUrl() {
      const key = random.uuid();
      cabinetKeys.add(key);
      return `${origin}/cabinet?key=${key}`;
    },
  };

  const endpoint = createEndpoint({
    service,
    traps: () => traps,
    faults,
    makeAudio,
    onReceived: journal.push,
    onDecided: (entry) => options.onRequest?.(entry),
  });

  function note(operation: string): void {
    journal.push({
      operation,
      method: 'get',
      credentials: 'none',
      parameters: {},
      at: clock.now(),
      outcome: 'success',
    });
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://stand');
    const key = url.searchParams.get('key') ?? '';
    switch (url.pathname) {
      case '/api.php':
        return endpoint(request, response, url.searchParams);
      case '/record.php': {
        note('recording-url');
        const call = traps.recordingUrls === 'live' ? links.callOf(key) : undefined;
        return answerAudio(response, call, { traps, now: clock.now(), makeAudio });
      }
      case '/cabinet':
        note('cabinet');
        response.writeHead(cabinetKeys.delete(key) ? 200 : 403, { 'content-type': 'text/html; charset=utf-8' });
        response.end('<!doctype html><title>Кабинет</title><h1>Личный кабинет</h1>');
        return;
      default:
        response.writeHead(404).end();
    }
  }

  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  setTraps(options.traps ?? {});

  return {
    url: `${origin}/api.php`,
    journal: journal.entries,
    requestsFor: (operation) => journal.entries.filter((entry) => entry.operation === operation),
    setTraps,
    setCallbacks(next) {
      script = next;
    },
    calls: switchboard.calls,
    addCall: switchboard.addCall,
    ring: switchboard.ring,
    orders,
    deliveries: hooks.deliveries,
    settings: (sipId = account.sipId) => settingsOf(sipId),
    async close() {
      for (const stop of stopOrders) stop();
      await hooks.close();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}

/** The main account's hook hears all its children as well (seed: SIPNET 6.9). */
function hookUrlsFor(sipId: string, accounts: Accounts, settingsOf: (sipId: string) => SubscriberSettings): string[] {
  const own = settingsOf(sipId).hookUrl;
  const main = settingsOf(accounts.main.sipId).hookUrl;
  return [...new Set([main, own])].filter((url) => url !== undefined);
}

/** Whether and until when the call is kept as audio (seed: SIPNET 6.12). */
function recordCall(call: StandCall, settings: SubscriberSettings, mainSipId: string): number | undefined {
  if (call.answeredAt === undefined || call.endedAt === undefined || call.unlisted) return undefined;
  const { incalls, outcalls, reccount, expiration, child } = settings.recording;
  if ((call.direction === 'in' ? incalls : outcalls) === 'N') return undefined;
  if (listedLeg(call).sipId !== mainSipId && child === 'N') return undefined;
  if (reccount > 0 && settings.recordedCalls >= reccount) return undefined;
  settings.recordedCalls += 1;
  return call.endedAt + expiration * 1000;
}
