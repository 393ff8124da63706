import { readClaims } from '../../../../shared/domain/authorization-token.ts';
import { readTime } from '../times.ts';

/** Less is no life that a token was made for: the reading is wrong, not the token. */
const shortestLifeMs = 10_000;
/** `…ExpiredIn` may after all say in how many seconds. */
const longestSpanSeconds = 400 * 24 * 3600;

export interface ExpiryContext {
  /** The provider's time, epoch ms. */
  now: number;
  /** What the document promises (Integration API: 24 and 25 hours), for tokens that say nothing readable. */
  promisedMs: number;
  /** Makes an instant of a time without a zone: see `readTime`. */
  fromWall: (wall: number) => number;
}

/**
 * When a token ends, epoch ms on the provider's clock. The document calls `…ExpiredIn` a date and gives it no form and no
 * zone, so every reading of it counts, and so does `exp` of the token; the earliest that lies ahead is taken, because a
 * pair that is renewed too early costs one request.
 */
export function readExpiry(stated: unknown, token: string, { now, promisedMs, fromWall }: ExpiryContext): number {
  const readings = [readTime(stated), readTime(stated, fromWall), readSpan(stated, now), readClaims(token)?.expiresAt];
  const ahead = readings.filter((time) => time !== undefined && time - now >= shortestLifeMs) as number[];
  return ahead.length > 0 ? Math.min(...ahead) : now + promisedMs;
}

function readSpan(stated: unknown, now: number): number | undefined {
  const seconds = typeof stated === 'string' && /^\d{1,9}$/.test(stated.trim()) ? Number(stated) : stated;
  if (typeof seconds !== 'number' || !(seconds > 0 && seconds < longestSpanSeconds)) return undefined;
  return now + seconds * 1000;
}
