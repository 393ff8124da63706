import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createBoundedList } from '../bounded-list.ts';
import { type StandClock, systemClock } from '../clock.ts';
import { createFaultSwitch } from '../faults.ts';
import type { Authorization } from './authorization.ts';
import type { StandCall } from './call.ts';
import { createCallBook, type PlacedCall } from './call-book.ts';
import { createEndpoint } from './endpoint.ts';
import type { StandFault } from './fault-answer.ts';
import type { JournalEntry, Operation } from './journal.ts';
import { createNumberBook } from './number-book.ts';
import { tenDigits } from './phone-forms.ts';
import { noTraps, type Traps } from './traps.ts';
import type { NumberDescription, UniversalNumber } from './universal-number.ts';

export interface AutosecretaryStandOptions {
  numbers: readonly NumberDescription[];
  authorization: Authorization;
  /** 0 means any free port of 127.0.0.1. */
  port?: number;
  clock?: StandClock;
  traps?: Partial<Traps>;
  /** Told of every request once it is decided. */
  onRequest?(entry: JournalEntry): void;
}

/** The API of MTS Autosecretary over real HTTP, written from the provider's document and not from our client. */
export interface AutosecretaryStand {
  /** As the document names it: `http://127.0.0.1:<port>/api/v1/`. */
  url: string;
  /** Every request to a method, oldest first; the newest ten thousand. */
  journal: readonly JournalEntry[];
  requestsFor(operation: Operation): readonly JournalEntry[];
  /** Replaces all traps: what is left out goes back to normal. */
  setTraps(traps: Partial<Traps>): void;
  /** How far the service's clock is ahead of everybody's, in ms. */
  setClockOffset(ms: number): void;

  calls: readonly StandCall[];
  /** A call that is over, or goes on by the clock until its journey ends. Throws RangeError for a foreign number. */
  addCall(call: PlacedCall): StandCall;

  /** A copy of what a number is set to. */
  number(phone: string): UniversalNumber;
  /** A change by somebody in the cabinet. */
  editNumber(phone: string, change: (number: UniversalNumber) => void, by?: string): void;
  addNumber(number: NumberDescription): void;
  removeNumber(phone: string): void;

  /** Support withdraws the access, or grants another one. */
  setAuthorization(authorization: Authorization | undefined): void;
  close(): Promise<void>;
}

const keptEntries = 10_000;

/** Starts the stand. Rejects when the port is taken. */
export async function createAutosecretaryStand(options: AutosecretaryStandOptions): Promise<AutosecretaryStand> {
  const { clock: worldClock = systemClock } = options;
  const journal = createBoundedList<JournalEntry>(keptEntries);
  const faults = createFaultSwitch<StandFault>();
  let traps: Traps = noTraps;
  let authorization: Authorization | undefined = options.authorization;
  let clockOffset = 0;
  let origin = '';

  const clock: StandClock = { now: () => worldClock.now() + clockOffset, after: worldClock.after };
  const calls = createCallBook();
  const numbers = createNumberBook(options.numbers, clock.now);

  function setTraps(changed: Partial<Traps>): void {
    traps = { ...noTraps, ...changed };
    faults.set(traps.fault);
  }

  setTraps(options.traps ?? {});

  const endpoint = createEndpoint({
    service: { clock, calls, numbers },
    origin: () => origin,
    authorization: () => authorization,
    traps: () => traps,
    faults,
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
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    url: `${origin}/api/v1/`,
    journal: journal.entries,
    requestsFor: (operation) => journal.entries.filter((entry) => entry.operation === operation),
    setTraps,
    setClockOffset(ms) {
      clockOffset = ms;
    },
    calls: calls.calls,
    addCall(call) {
      const un = tenDigits(call.un);
      if (un === undefined || !numbers.phones().includes(un))
        throw new RangeError(`not a universal number: ${call.un}`);
      return calls.place({ ...call, un }, clock.now());
    },
    number: numbers.of,
    editNumber: (phone, change, by = 'user') => numbers.edit(phone, change, by),
    addNumber: numbers.add,
    removeNumber: numbers.remove,
    setAuthorization(next) {
      authorization = next;
    },
    async close() {
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}
