import type { PbxLineSettings } from '../../../../shared/domain/hosted-pbx/pbx-line-settings.ts';
import { ProviderError } from '../errors.ts';
import { garbled } from '../failure.ts';
import type { ReceivedLine } from '../provider.ts';
import { findLines, readLineSettings, writeLineSettings } from './line-settings.ts';
import type { Wire } from './wire.ts';

/**
 * Integration API, Vats/settings/get. Where one number is refused, the others are asked for one by one. Rejects with
 * ProviderError.
 */
export async function readLines(
  wire: Pick<Wire, 'ask'>,
  numbers: readonly string[],
  signal?: AbortSignal,
): Promise<ReceivedLine[]> {
  if (numbers.length === 0) return [];
  try {
    return await ask(wire, numbers, signal);
  } catch (error) {
    if (!isRefusal(error) || numbers.length === 1) throw error;
    const received: ReceivedLine[] = [];
    for (const number of numbers) {
      try {
        received.push(...(await ask(wire, [number], signal)));
      } catch (single) {
        if (!isRefusal(single)) throw single;
      }
    }
    if (received.length === 0) throw error;
    return received;
  }
}

/** Integration API, Vats/settings/set. Sent once: whether it was carried out when no answer came, a new reading tells. */
export async function writeLine(
  wire: Pick<Wire, 'ask'>,
  received: ReceivedLine,
  edited: PbxLineSettings,
): Promise<void> {
  await wire.ask({
    path: 'Vats/settings/set',
    body: { [received.key]: [writeLineSettings(received.raw, edited)] },
    retry: 'once',
    urgent: true,
  });
}

async function ask(wire: Pick<Wire, 'ask'>, nums: readonly string[], signal?: AbortSignal): Promise<ReceivedLine[]> {
  const { body } = await wire.ask({ path: 'Vats/settings/get', body: { nums }, retry: 'read', signal });
  const found = findLines(body);
  if (found === undefined) throw garbled();
  return found.lines.flatMap((raw) => {
    const settings = readLineSettings(raw);
    return settings === undefined ? [] : [{ settings, raw, key: found.key }];
  });
}

function isRefusal(error: unknown): boolean {
  return error instanceof ProviderError && error.code === 'PROVIDER_REFUSED';
}
