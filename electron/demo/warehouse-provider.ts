import type { CallbackTimings } from './callback-script.ts';
import type { StandClock } from './clock.ts';
import type { LineSettings } from './integration-api/line-settings/line-settings.ts';
import { createIntegrationApiStand, type IntegrationApiStand } from './integration-api/stand.ts';
import { monthBefore, warehouse } from './traffic/warehouse.ts';

/** The demo's second account: by token, polled, with lines that can be set up. */
export interface WarehouseProvider {
  provider: 'alloincognito';
  baseUrl: string;
  /** The authorization token in its cabinet: another one at every start. */
  token: string;
  label: string;
  numbers: readonly string[];
  lines: readonly { number: string; label: string }[];
  stand: IntegrationApiStand;
  close(): Promise<void>;
}

/** Starts a stand of its own on a free port of 127.0.0.1. Rejects when it cannot listen. */
export async function startWarehouse(options: {
  clock: StandClock;
  seed: string;
  callbacks: () => CallbackTimings;
}): Promise<WarehouseProvider> {
  const { clock, seed, callbacks } = options;
  const [reception, drivers] = warehouse.lines;
  const stand = await createIntegrationApiStand({
    ...{ brand: 'alloincognito', contract: { numbers: warehouse.lines }, clock, seed, callbacks },
    // Making the keys of the other kind would hold the start up.
    traps: { algorithm: 'HS256' },
  });
  for (const call of monthBefore(clock.now())) stand.addCall(call);
  stand.editSettings(reception, (settings) => nameLine(settings, 'Склад', ['Павел', 'Стойка', 'Дежурный']));
  stand.editSettings(drivers, (settings) => nameLine(settings, 'Водители', ['Диспетчер', 'Сменщик', 'Дежурный']));
  return {
    provider: 'alloincognito',
    baseUrl: stand.url,
    token: stand.authorizationToken() ?? '',
    label: 'Демо: склад',
    numbers: warehouse.lines,
    lines: [
      { number: `+7${reception}`, label: 'Склад' },
      { number: `+7${drivers}`, label: 'Водители' },
    ],
    stand,
    close: () => stand.close(),
  };
}

/** Of the names that the platform gives by itself, those that a user would have changed by now. */
function nameLine(settings: LineSettings, name: string, people: readonly string[]): void {
  settings.vatsName = name;
  const numbers = settings.profiles.flatMap(({ scheduleBlocks }) =>
    scheduleBlocks.flatMap((block) => block.redirectNums),
  );
  for (const [index, one] of numbers.entries()) one.name = people[index] ?? one.name;
}
