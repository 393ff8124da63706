import { parseParty } from '../../../../shared/domain/phone-number.ts';
import { HttpError } from '../../http/http.ts';
import type { Clock } from '../../ports.ts';
import { ProviderError } from '../errors.ts';
import { garbled } from '../failure.ts';
import { readFields, text } from '../fields.ts';
import type { Answer } from './answer.ts';
import type { Wire } from './wire.ts';

/** The universal numbers (UN) that the access covers. */
export interface UniversalNumbers {
  /** Asked for now. In the form of the samples, ten digits, where they are Russian numbers. */
  ask(signal?: AbortSignal): Promise<string[]>;
  /** Asked for some minutes ago at most: a number that is added shows by itself. */
  recent(signal?: AbortSignal): Promise<readonly string[]>;
  /** Asks where that is long ago; nothing waits for it. */
  glance(signal?: AbortSignal): void;
  /** As they were answered last; none while they were not. */
  known(): readonly string[];
}

const recentMs = 10 * 60_000;
/** Who chose some of the numbers is told of another one, and that may come later than a call. */
const glanceMs = 30 * 60_000;
/** No company has so many; what lists more is no list of numbers. */
const mostNumbers = 1000;

export function createUniversalNumbers(wire: Wire, clock: Clock): UniversalNumbers {
  let known: { numbers: readonly string[]; at: number } | undefined;
  let glancedAt = Number.NEGATIVE_INFINITY;

  async function read(signal: AbortSignal | undefined): Promise<Answer> {
    try {
      return await wire.read('un', {}, signal);
    } catch (error) {
      if (error instanceof HttpError) throw garbled(error);
      // Whoever may not even know the numbers has no access. Of a single number 403 says nothing of the kind.
      const isForbidden = error instanceof ProviderError && error.status === 403;
      throw isForbidden ? new ProviderError('BAD_CREDENTIALS', { detail: error.detail, cause: error }) : error;
    }
  }

  async function ask(signal?: AbortSignal): Promise<string[]> {
    const numbers = readNumbers((await read(signal)).value);
    known = { numbers, at: clock.now() };
    return numbers;
  }

  return {
    ask,
    known: () => known?.numbers ?? [],
    glance(signal) {
      const now = clock.now();
      if (Math.abs(now - glancedAt) < glanceMs) return;
      // What fails is tried again in its time as well.
      glancedAt = now;
      ask(signal).catch(() => undefined);
    },
    async recent(signal) {
      // A clock that was set back must not make it long.
      const isRecent = known !== undefined && Math.abs(clock.now() - known.at) < recentMs;
      return isRecent && known !== undefined ? known.numbers : ask(signal);
    },
  };
}

/** Texts in the sample; numbers and descriptions are as good. Throws ProviderError. */
function readNumbers(value: unknown): string[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw garbled();
  const numbers = value.slice(0, mostNumbers).map((one) => {
    const phone = text.parse(readFields(one)?.phone ?? one);
    return phone === undefined ? undefined : phoneParameter(phone);
  });
  return [...new Set(numbers.filter((number) => number !== undefined))];
}

/** As `phone` of a request has it: ten digits, as in the samples; what is no such number as it came. */
export function phoneParameter(number: string): string {
  return /^\+7(\d{10})$/.exec(parseParty(number).e164 ?? '')?.[1] ?? number;
}
