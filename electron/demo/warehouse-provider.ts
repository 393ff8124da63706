import type { Language } from '../../shared/words/start.ts';
import type { CallbackTimings } from './callback-script.ts';
import type { StandClock } from './clock.ts';
import type { LineSettings } from './integration-api/line-settings/line-settings.ts';
import { createIntegrationApiStand, type IntegrationApiStand } from './integration-api/stand.ts';
import {
  monthBefore,
  type WarehouseLine,
  type WarehouseWords,
  warehouse,
  warehouseWords,
} from './traffic/warehouse.ts';

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
  /** Of names and texts. */
  language: Language;
  seed: string;
  callbacks: () => CallbackTimings;
}): Promise<WarehouseProvider> {
  const { clock, language, seed, callbacks } = options;
  const words = warehouseWords[language];
  const stand = await createIntegrationApiStand({
    brand: 'alloincognito',
    contract: { numbers: warehouse.lines },
    clock,
    seed,
    callbacks,
    // Making the keys of the other kind would hold the start up.
    traps: { algorithm: 'HS256' },
  });
  for (const call of monthBefore(clock.now())) stand.addCall(call);
  for (const [index, line] of warehouse.lines.entries()) {
    const named = words.lines[index];
    if (named !== undefined) stand.editSettings(line, (settings) => nameLine(settings, named, words));
  }
  return {
    provider: 'alloincognito',
    baseUrl: stand.url,
    token: stand.authorizationToken() ?? '',
    label: words.label,
    numbers: warehouse.lines,
    lines: warehouse.lines.map((number, index) => ({ number: `+7${number}`, label: words.lines[index]?.name ?? '' })),
    stand,
    close: () => stand.close(),
  };
}

/** Of the names that the platform gives by itself, those that a user would have changed by now. */
function nameLine(settings: LineSettings, line: WarehouseLine, { profile, blocks }: WarehouseWords): void {
  settings.vatsName = line.name;
  for (const one of settings.profiles) {
    one.name = profile;
    for (const [index, block] of one.scheduleBlocks.entries()) block.nameTerm = blocks[index] ?? block.nameTerm;
  }
  const numbers = settings.profiles.flatMap(({ scheduleBlocks }) =>
    scheduleBlocks.flatMap((block) => block.redirectNums),
  );
  for (const [index, one] of numbers.entries()) one.name = line.people[index] ?? one.name;
}
