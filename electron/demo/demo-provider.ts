import type { Language } from '../../shared/words/start.ts';
import type { CallbackTimings } from './callback-script.ts';
import { type ClinicProvider, startClinic } from './clinic-provider.ts';
import { type StandClock, systemClock } from './clock.ts';
import { createRandom } from './random.ts';
import type { JournalEntry } from './sipnet/journal.ts';
import { createSipnetStand, type SipnetStand } from './sipnet/stand.ts';
import type { Traps } from './sipnet/traps.ts';
import { shop } from './traffic/cast.ts';
import { weekBefore } from './traffic/history.ts';
import { createLiveTraffic, type LiveTraffic } from './traffic/live-traffic.ts';
import { backRoomName, shopLabel, shopLines, shopPeople } from './traffic/phone-book.ts';
import { startWarehouse, type WarehouseProvider } from './warehouse-provider.ts';

/** The provider behind the demo account; structurally core's port, which this room may not import. */
export interface DemoProvider {
  /**
   * Starts stands of its own on free ports of 127.0.0.1, whose names and texts are in `language`; numbers are Russian in
   * every language. Rejects when it cannot listen.
   */
  start(language: Language): Promise<RunningDemo>;
}

export interface RunningDemo {
  /** Where the stand answers, as an account's base URL. */
  baseUrl: string;
  login: string;
  password: string;
  label: string;
  ownNumber: string;
  lines: readonly { number: string; label: string }[];
  people: readonly { number: string; name: string; note: string }[];
  stand: SipnetStand;
  warehouse: WarehouseProvider;
  clinic: ClinicProvider;
  /** Somebody has just begun to look: the next call rings at once. */
  hasten(): void;
  close(): Promise<void>;
}

export interface DemoProviderOptions {
  clock?: StandClock;
  port?: number;
  /** Calls that ring by themselves; on unless `false`. The past week is always there. */
  traffic?: boolean;
  traps?: Partial<Traps>;
  onRequest?(entry: JournalEntry): void;
}

export function createDemoProvider(options: DemoProviderOptions = {}): DemoProvider {
  const { clock = systemClock, traffic = true } = options;
  return {
    async start(language) {
      const startedAt = clock.now();
      // Another past every day, and another present every minute; but ids given now must never be given again.
      const random = createRandom(`demo ${Math.floor(startedAt / 60_000)}`);
      let live: LiveTraffic | undefined;
      /** Nobody hears a call that rings before the hook is set, and its end would be all that is told of it. */
      function heard(): void {
        if (live !== undefined) live.hastenUnheard();
        else if (traffic) live = createLiveTraffic({ clock, random, ring: stand.ring });
      }
      const stand = await createSipnetStand({
        account: {
          login: shop.login,
          password: shop.password,
          sipId: shop.sipId,
          numbers: shop.lines,
          children: [{ ...shop.backRoom, fio: backRoomName[language] }],
          balance: 1843.5,
          currency: 'RUB',
        },
        port: options.port ?? 0,
        clock,
        traps: options.traps ?? {},
        seed: `demo stand ${startedAt}`,
        language,
        callbacks: () => pickCallback(random.next()),
        onRequest(entry) {
          const hookSet = entry.operation === 'webhook' && entry.parameters.action === 'set';
          if (hookSet && entry.outcome === 'success') heard();
          options.onRequest?.(entry);
        },
      });
      for (const call of weekBefore(startedAt)) stand.addCall(call);
      const warehouse = await startWarehouse({
        clock,
        language,
        seed: `demo warehouse ${startedAt}`,
        callbacks: () => pickCallback(random.next()),
      });
      const clinic = await startClinic({ clock, language, seed: `demo clinic ${startedAt}`, traffic });
      return {
        baseUrl: stand.url,
        login: shop.login,
        password: shop.password,
        label: shopLabel[language],
        ownNumber: `+${shop.ownNumber}`,
        lines: shopLines(language),
        people: shopPeople(language),
        stand,
        warehouse,
        clinic,
        hasten: () => live?.hasten(),
        async close() {
          live?.close();
          await Promise.all([stand.close(), warehouse.close(), clinic.close()]);
        },
      };
    },
  };
}

/** Most callbacks get through; some meet a busy line or nobody. */
function pickCallback(chance: number): CallbackTimings {
  return {
    sourceAnswersMs: 2_500,
    destinationAnswersMs: chance < 0.75 ? 4_000 : chance < 0.9 ? 'never' : 'busy',
    talkMs: 25_000,
    ringLimitMs: 20_000,
  };
}
