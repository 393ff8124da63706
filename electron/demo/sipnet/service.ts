import type { Language } from '../../../shared/words/start.ts';
import { type CallbackScript, driveOrder, usualCallback } from '../callback-script.ts';
import type { StandClock } from '../clock.ts';
import { createRandom, type Random } from '../random.ts';
import { type Accounts, createAccounts, type StandAccount, type Subscriber } from './accounts.ts';
import { listedLeg, type StandCall, type StandLeg } from './call.ts';
import type { CallAudio } from './call-audio.ts';
import { type CallbackOrder, createCallbackOrder } from './callback-order.ts';
import { createHookPoster, type HookPoster } from './hook-poster.ts';
import type { Payment } from './payment.ts';
import { createRecordingLinks } from './recording-links.ts';
import {
  createSubscriberSettings,
  noRecording,
  type RecordingSettings,
  type SubscriberSettings,
  weekSeconds,
} from './subscriber-settings.ts';
import { createSwitchboard, type Switchboard } from './switchboard.ts';
import type { Traps } from './traps.ts';

export interface ServiceOptions {
  account: StandAccount;
  clock: StandClock;
  traps(): Traps;
  /** Of ids, codes and passwords. */
  seed?: string;
  /** Of what its reports are written in; Russian if left out, as the service itself is. */
  language?: Language;
  /** How ordered calls go; left out, as people usually answer. */
  callbacks?: CallbackScript;
  /** Left out, every call is recorded and kept for a week. */
  recording?: RecordingSettings;
  /** Where addresses that the service gives lead to: `http://127.0.0.1:4430`. */
  origin(): string;
}

/** The provider behind the wire: its accounts, its exchange and what they have set up. */
export interface Service {
  account: StandAccount;
  language: Language;
  accounts: Accounts;
  switchboard: Switchboard;
  hooks: HookPoster;
  clock: StandClock;
  random: Random;
  traps(): Traps;
  settingsOf(sipId: string): SubscriberSettings;
  payments: Payment[];
  orders: readonly CallbackOrder[];
  placeOrder(owner: Subscriber, source: string, destinations: readonly string[]): CallbackOrder;
  /** How orders placed from now on go. */
  setCallbacks(script: CallbackScript): void;
  /** An address that carries access by itself, to the whole call or one talk of it; undefined where no audio is kept. */
  recordingUrl(call: StandCall, talk?: StandLeg): string | undefined;
  /** One of that form that leads nowhere. */
  deadRecordingUrl(): string;
  /** What the key of a recording's address opens. */
  audioOf(key: string): CallAudio | undefined;
  /** Works once. */
  cabinetUrl(): string;
  /** Whether the key of a cabinet's address opens it now. */
  enterCabinet(key: string): boolean;
  close(): Promise<void>;
}

const recordEverything: RecordingSettings = {
  ...noRecording,
  incalls: 'Y',
  outcalls: 'Y',
  expiration: weekSeconds,
  child: 'Y',
};

export function createService(options: ServiceOptions): Service {
  const { account, clock, traps, origin } = options;
  const random = createRandom(options.seed ?? 'stand');
  const accounts = createAccounts(account);
  const settings = new Map<string, SubscriberSettings>();
  const orders: CallbackOrder[] = [];
  const stopOrders = new Set<() => void>();
  const links = createRecordingLinks(random.uuid);
  const cabinetKeys = new Set<string>();
  const mainNumber = account.numbers[0] ?? account.sipId;
  let script = options.callbacks ?? usualCallback;

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

  /** The main account's hook hears all its children as well (SIPNET API 2.7.0, 6.9). */
  function hookUrls(sipId: string): string[] {
    const urls = [settingsOf(account.sipId).hookUrl, settingsOf(sipId).hookUrl];
    return [...new Set(urls)].filter((url) => url !== undefined);
  }

  const hooks = createHookPoster({ clock, traps, hookUrls });
  const switchboard = createSwitchboard({
    clock,
    random,
    hooks,
    mainSipId: account.sipId,
    mainNumber,
    recordedUntil: (call) => recordCall(call, settingsOf(account.sipId), account.sipId),
  });

  return {
    account,
    language: options.language ?? 'ru',
    accounts,
    switchboard,
    hooks,
    clock,
    random,
    traps,
    settingsOf,
    payments: [],
    orders,
    placeOrder(owner, source, destinations) {
      const id = String(random.integer(100_000_000, 999_999_999));
      const order = createCallbackOrder(
        { switchboard, traps: traps(), clock, uuid: random.uuid, ownNumber: mainNumber },
        { id, owner: owner.sipId, source, destinations },
      );
      orders.push(order);
      const timings = typeof script === 'function' ? script(destinations) : script;
      if (timings !== 'manual') stopOrders.add(driveOrder(order, timings, clock));
      return order;
    },
    setCallbacks(next) {
      script = next;
    },
    recordingUrl(call, talk) {
      if (call.recordedUntil === undefined || call.recordedUntil <= clock.now()) return undefined;
      if (talk !== undefined && talk.answeredAt === undefined) return undefined;
      return `${origin()}/record.php?key=${links.keyFor(call, talk)}`;
    },
    deadRecordingUrl: () => `${origin()}/record.php?key=${random.uuid()}`,
    audioOf: links.audioOf,
    cabinetUrl() {
      const key = random.uuid();
      cabinetKeys.add(key);
      return `${origin()}/cabinet?key=${key}`;
    },
    enterCabinet: (key) => cabinetKeys.delete(key),
    async close() {
      for (const stop of stopOrders) stop();
      await hooks.close();
    },
  };
}

/** Whether and until when the call is kept as audio (SIPNET API 2.7.0, 6.12). */
function recordCall(call: StandCall, settings: SubscriberSettings, mainSipId: string): number | undefined {
  if (call.answeredAt === undefined || call.endedAt === undefined || call.unlisted) return undefined;
  const { incalls, outcalls, reccount, expiration, child } = settings.recording;
  if ((call.direction === 'in' ? incalls : outcalls) === 'N') return undefined;
  if (listedLeg(call).sipId !== mainSipId && child === 'N') return undefined;
  if (reccount > 0 && settings.recordedCalls >= reccount) return undefined;
  settings.recordedCalls += 1;
  return call.endedAt + expiration * 1000;
}
