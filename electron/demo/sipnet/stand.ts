import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createRecordingStudio } from '../audio/recording-studio.ts';
import { createBoundedList } from '../bounded-list.ts';
import type { CallbackScript } from '../callback-script.ts';
import { systemClock } from '../clock.ts';
import { createFaultSwitch } from '../faults.ts';
import type { Accounts } from './accounts.ts';
import { answerAudio, type MakeAudio } from './audio-answer.ts';
import type { StandCall } from './call.ts';
import { type CallTruth, truthOf } from './call-truth.ts';
import type { CallbackOrder } from './callback-order.ts';
import { createEndpoint } from './endpoint.ts';
import type { HookDelivery } from './hook-poster.ts';
import type { JournalEntry } from './journal.ts';
import type { PastCall } from './past-call.ts';
import type { Payment } from './payment.ts';
import { createService, type ServiceOptions } from './service.ts';
import type { SubscriberSettings } from './subscriber-settings.ts';
import type { RingingCall, RingOptions } from './switchboard.ts';
import { noTraps, type Traps } from './traps.ts';

export interface SipnetStandOptions
  extends Pick<ServiceOptions, 'account' | 'seed' | 'language' | 'callbacks' | 'recording'> {
  /** 0 means any free port of 127.0.0.1. */
  port?: number;
  clock?: ServiceOptions['clock'];
  traps?: Partial<Traps>;
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
  /** Changes the password, or the key; `null` takes the key away. */
  setCredentials: Accounts['change'];
  calls: readonly StandCall[];
  /** What really happened, whatever lists and events tell of it. */
  truth(): readonly CallTruth[];
  addCall(call: PastCall): StandCall;
  ring(call: RingOptions): RingingCall;
  /** Money that comes or goes for something other than a call. */
  addPayment(payment: Payment): void;
  orders: readonly CallbackOrder[];
  /** Posts all events of a call to the hook once more, however long it is over. */
  postAgain(call: StandCall): Promise<void>;
  /** What was posted to hooks. */
  deliveries: readonly HookDelivery[];
  /** What an account has set up; the main one if left out. */
  settings(sipId?: string): SubscriberSettings;
  close(): Promise<void>;
}

const keptEntries = 10_000;

/** Starts the stand. Rejects when the port is taken. */
export async function createSipnetStand(options: SipnetStandOptions): Promise<SipnetStand> {
  const { account, clock = systemClock, makeAudio = createRecordingStudio().record } = options;
  const journal = createBoundedList<JournalEntry>(keptEntries);
  const faults = createFaultSwitch();
  let traps: Traps = noTraps;
  let origin = '';

  function setTraps(changed: Partial<Traps>): void {
    traps = { ...noTraps, ...changed };
    faults.set(traps.fault);
  }

  const service = createService({ ...options, account, clock, traps: () => traps, origin: () => origin });
  const endpoint = createEndpoint({
    service,
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
        return endpoint(request, response);
      case '/record.php': {
        note('recording-url');
        const audio = traps.recordingUrls === 'live' ? service.audioOf(key) : undefined;
        return answerAudio(response, audio, { traps, now: clock.now(), makeAudio });
      }
      case '/cabinet':
        note('cabinet');
        response.writeHead(service.enterCabinet(key) ? 200 : 403, { 'content-type': 'text/html; charset=utf-8' });
        response.end('<!doctype html><title>Кабинет</title><h1>Личный кабинет</h1>');
        return;
      default:
        response.writeHead(404).end();
    }
  }

  const server = createServer((request, response) => {
    response.setHeader('date', new Date(clock.now()).toUTCString());
    answer(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  setTraps(options.traps ?? {});

  const { switchboard, hooks } = service;
  return {
    url: `${origin}/api.php`,
    journal: journal.entries,
    requestsFor: (operation) => journal.entries.filter((entry) => entry.operation === operation),
    setTraps,
    setCallbacks: service.setCallbacks,
    setCredentials: service.accounts.change,
    calls: switchboard.calls,
    truth: () => switchboard.calls.filter((call) => !call.unlisted).map((call) => truthOf(call, clock.now())),
    addCall: switchboard.addCall,
    ring: switchboard.ring,
    addPayment: (payment) => void service.payments.push(payment),
    orders: service.orders,
    postAgain: hooks.tellAgain,
    deliveries: hooks.deliveries,
    settings: (sipId = account.sipId) => service.settingsOf(sipId),
    async close() {
      await service.close();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}
