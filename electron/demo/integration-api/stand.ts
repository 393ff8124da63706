import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createRecordingStudio, type RecordingStudio } from '../audio/recording-studio.ts';
import { createBoundedList } from '../bounded-list.ts';
import { type CallbackScript, driveOrder, usualCallback } from '../callback-script.ts';
import { type StandClock, systemClock } from '../clock.ts';
import { createFaultSwitch } from '../faults.ts';
import { createRandom } from '../random.ts';
import { type AudioSource, audioOf, silenceOf } from './audio-source.ts';
import { type BrandName, brands } from './brand.ts';
import type { StandCall } from './call.ts';
import { type CallbackOrder, createCallbackOrder } from './callback-order.ts';
import { createContract, type StandContract } from './contract.ts';
import { createEndpoint } from './endpoint.ts';
import type { JournalEntry } from './journal.ts';
import type { LineSettings } from './line-settings/line-settings.ts';
import { createSettingsBook } from './line-settings/settings-book.ts';
import type { MethodName } from './methods/methods.ts';
import type { Service } from './service.ts';
import { createStoredResults } from './stored-results.ts';
import { createSwitchboard, type LiveCall, type PastCall, type RingOptions } from './switchboard.ts';
import { createTokenDesk } from './token-desk.ts';
import { noTraps, type Traps } from './traps.ts';
import { createWallClock } from './wall-clock.ts';
import { createSigningKeys, type SigningKeys } from './web-token.ts';

export interface IntegrationApiStandOptions {
  brand: BrandName;
  contract: StandContract;
  /** 0 means any free port of 127.0.0.1. */
  port?: number;
  clock?: StandClock;
  traps?: Partial<Traps>;
  /** Of the ids of recordings and results; tokens and their keys are other at every start. */
  seed?: string;
  /** Left out, made anew. Stands that share keys take each other's signatures, and still not each other's tokens. */
  keys?: SigningKeys;
  /** How ordered calls go; left out, as people usually answer. */
  callbacks?: CallbackScript;
  makeAudio?: RecordingStudio['record'];
  /** Told of every request once it is decided. */
  onRequest?(entry: JournalEntry): void;
}

/** The Integration API over real HTTP, written from the documents of both brands and not from our client. */
export interface IntegrationApiStand {
  /** As the documents name a stand: without the path, `http://127.0.0.1:<port>`. */
  url: string;
  /** Every request to a method, oldest first; the newest ten thousand. */
  journal: readonly JournalEntry[];
  requestsFor(method: MethodName): readonly JournalEntry[];
  /** Replaces all traps: what is left out goes back to normal. */
  setTraps(traps: Partial<Traps>): void;
  /** How orders placed from now on go. */
  setCallbacks(script: CallbackScript): void;
  /** How far the platform's clock is ahead of everybody's, in ms. */
  setClockOffset(ms: number): void;
  calls: readonly StandCall[];
  addCall(call: PastCall): StandCall;
  ring(call: RingOptions): LiveCall;
  orders: readonly CallbackOrder[];
  /** The bytes behind a callRecordId; undefined when there is none. */
  audio(recordId: string): Promise<AudioSource | undefined>;

  /** The token in the cabinet; one is there from the start. */
  authorizationToken(): string | undefined;
  /** «Получить authorization token»: the new one; all others are dead. */
  regenerateToken(): string;
  /** «Удалить authorization token». */
  removeToken(): void;
  /** The switch «Интеграционные API». */
  switchServiceOff(): void;
  switchServiceOn(): void;
  /** As when somebody else makes a pair with the same authorization token. */
  killPair(): void;
  /** A good token, but of another environment of the brand (test or production). */
  foreignToken(): string;

  /** A copy of what a line is set to. */
  settings(line: string): LineSettings;
  /** A change by somebody in the cabinet. */
  editSettings(line: string, change: (settings: LineSettings) => void): void;
  close(): Promise<void>;
}

const keptEntries = 10_000;

/** Starts the stand. Rejects when the port is taken. */
export async function createIntegrationApiStand(options: IntegrationApiStandOptions): Promise<IntegrationApiStand> {
  const { clock: worldClock = systemClock, makeAudio = createRecordingStudio().record } = options;
  const brand = brands[options.brand];
  const contract = createContract(options.contract);
  const random = createRandom(options.seed ?? 'stand');
  const journal = createBoundedList<JournalEntry>(keptEntries);
  const orders: CallbackOrder[] = [];
  const stopOrders = new Set<() => void>();
  const faults = createFaultSwitch();
  let traps: Traps = noTraps;
  let script = options.callbacks ?? usualCallback;
  let clockOffset = 0;
  let revocationPending = false;

  const clock: StandClock = { now: () => worldClock.now() + clockOffset, after: worldClock.after };

  function setTraps(changed: Partial<Traps>): void {
    traps = { ...noTraps, ...changed };
    faults.set(traps.fault);
    revocationPending = traps.revokedMidFile !== 'no';
  }

  setTraps(options.traps ?? {});

  const switchboard = createSwitchboard({
    contract,
    clock,
    random,
    traps: () => traps,
    makeAudio: async (seed, seconds, bytes) =>
      bytes === undefined ? audioOf(await makeAudio(seed, seconds)) : silenceOf(bytes),
  });

  const desk = createTokenDesk({
    brand,
    contractNum: contract.contractNum,
    keys: options.keys ?? createSigningKeys(),
    foreignKeys: createSigningKeys(),
    traps: () => traps,
    now: clock.now,
  });
  desk.regenerate();

  const service: Service = {
    brand,
    contract,
    clock,
    wallClock: createWallClock(contract.timeZone),
    switchboard,
    settings: createSettingsBook(brand, contract),
    results: createStoredResults(random.uuid),
    placeOrder({ phoneFrom, remote }) {
      const order = createCallbackOrder({ switchboard, traps, orderedAt: clock.now() }, { phoneFrom, remote });
      orders.push(order);
      const timings = typeof script === 'function' ? script([remote]) : script;
      if (timings !== 'manual') stopOrders.add(driveOrder(order, timings, clock));
      return order;
    },
  };

  const endpoint = createEndpoint({
    service,
    desk,
    traps: () => traps,
    faults,
    revokesHere() {
      const here = revocationPending;
      revocationPending = false;
      return here;
    },
    onReceived: journal.push,
    onDecided: (entry) => options.onRequest?.(entry),
  });

  const server = createServer((request, response) => {
    endpoint(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    journal: journal.entries,
    requestsFor: (method) => journal.entries.filter((entry) => entry.method === method),
    setTraps,
    setCallbacks(next) {
      script = next;
    },
    setClockOffset(ms) {
      clockOffset = ms;
    },
    calls: switchboard.calls,
    addCall: switchboard.addCall,
    ring: switchboard.ring,
    orders,
    audio: async (recordId) => switchboard.recordingOf(recordId)?.audio(),
    authorizationToken: desk.current,
    regenerateToken: desk.regenerate,
    removeToken: desk.remove,
    switchServiceOff: () => desk.switchService(false),
    switchServiceOn: () => desk.switchService(true),
    killPair: desk.killPair,
    foreignToken: desk.foreignToken,
    settings: service.settings.of,
    editSettings: service.settings.edit,
    async close() {
      for (const stop of stopOrders) stop();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}
