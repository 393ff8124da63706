import { createHash } from 'node:crypto';
import * as z from 'zod';
import { readClaims } from '../../../../shared/domain/authorization-token.ts';
import type { Clock, Logger } from '../../ports.ts';
import { ProviderError, proofOf } from '../errors.ts';
import type { KeptSecrets } from '../provider.ts';

/** A pair as the provider gave it; ends are epoch ms on the provider's clock. */
export interface TokenPair {
  access: string;
  accessUntil: number;
  refresh: string;
  refreshUntil: number;
}

/** `refused`: the provider answered that the token is not good (any more). */
export type PairAnswer = { pair: TokenPair } | 'refused';

export interface TokenRotationDeps {
  /** Already cleaned. */
  authorization: string;
  kept: KeptSecrets;
  clock: Clock;
  logger: Logger;
  random: () => number;
  /** Is told every token that it holds. */
  protect: (token: string) => void;
  /** One request, never repeated; rejects with ProviderError where there was no clear answer. */
  ask: (what: 'create' | 'refresh', token: string) => Promise<PairAnswer>;
}

/**
 * The life of one account's access and refresh token. Making a pair ends the one before it at once (Integration API), so
 * there is one request for a pair at a time, and a pair is stored before it is used. A pair that was lost between the
 * answer and the store is no harm: the authorization token makes another.
 */
export interface TokenRotation {
  /**
   * Sends with an access token that is good as far as can be known, and again with a new one when it was refused: after
   * one refresh, then after one pair made anew, and then no more. `urgent`: a person waits, so that another client at the same
   * authorization token is not given way to. Rejects with ProviderError or VaultError, and with what `send` rejects with.
   */
  use<Answer>(
    send: (access: string) => Promise<Answer>,
    isRefused: (answer: Answer) => boolean,
    options?: { urgent?: boolean },
  ): Promise<Answer>;
  /** The provider's clock, epoch ms, as any of its answers told it. */
  noteTime(serverNow: number): void;
  /** The provider's time, epoch ms. */
  now(): number;
  /** When the pair is renewed ahead of its end, epoch ms of our clock; undefined while there is no good one. */
  renewsAt(): Promise<number | undefined>;
}

interface HeldPair extends TokenPair {
  /** From when on it is renewed ahead of its end; epoch ms on the provider's clock. */
  renewAt: number;
  stored: boolean;
  /** Came by a refresh, and its access token was not accepted yet. */
  untried: boolean;
  accessRefused: boolean;
  refreshRefused: boolean;
  /** A request for the next pair went out and its answer never came: this one may be dead. */
  doubtful: boolean;
}

/** Renewed when this part of its life is left, at random, so that desktops that started together do not renew together. */
const renewAhead = { least: 0.04, most: 0.12 };
/** A renewal ahead of the end that failed is tried again after this long, ms. */
const renewAgainMs = 5 * 60_000;
/** A pair of ours that is dead before its end, so often within this time, was ended by somebody else. */
const theftsToTell = 3;
const theftsWithinMs = 30 * 60_000;
/** Pause after another client took the token, so that two desktops do not end each other's pair without end. */
const giveWayMs = { least: 3 * 60_000, most: 7 * 60_000 };
/** Refused, refreshed, refused, made anew, refused: enough. */
const mostRefusals = 3;
/** For one answer; more are needed only where clocks or lifetimes make no sense. */
const mostRenewals = 4;

export function createTokenRotation({
  authorization,
  kept,
  clock,
  logger,
  random,
  protect,
  ask,
}: TokenRotationDeps): TokenRotation {
  const madeFrom = createHash('sha256').update(authorization).digest('base64url');
  let held: HeldPair | undefined;
  let loaded = false;
  let renewal: Promise<void> | undefined;
  /** The provider's clock minus ours, ms. Ours may be hours off, or be set right while the program runs. */
  let ahead = 0;
  let thefts: number[] = [];
  let giveWayUntil = 0;

  const now = () => clock.now() + ahead;
  const between = ({ least, most }: { least: number; most: number }) => least + random() * (most - least);
  const isAlive = (pair: HeldPair) => !pair.accessRefused && !pair.doubtful && now() < pair.accessUntil;

  function usablePair(): HeldPair | undefined {
    return held?.stored && isAlive(held) && now() < held.renewAt ? held : undefined;
  }

  async function load(): Promise<void> {
    if (loaded) return;
    const stored = storedPair.safeParse(await kept.read());
    // Who asked at the same time may have made a newer pair meanwhile.
    if (loaded) return;
    loaded = true;
    // A pair of another authorization token belongs to the past of this account.
    if (!stored.success || stored.data.madeFrom !== madeFrom) return;
    const { access, accessUntil, refresh, refreshUntil, renewAt } = stored.data;
    ahead = stored.data.ahead;
    held = { access, accessUntil, refresh, refreshUntil, renewAt, ...good, untried: false, stored: true };
    for (const token of [held.access, held.refresh]) protect(token);
  }

  async function save(pair: HeldPair): Promise<void> {
    await kept.write({
      access: pair.access,
      refresh: pair.refresh,
      accessUntil: String(pair.accessUntil),
      refreshUntil: String(pair.refreshUntil),
      renewAt: String(pair.renewAt),
      ahead: String(ahead),
      madeFrom,
    });
    pair.stored = true;
  }

  function adopt(pair: TokenPair, by: 'create' | 'refresh'): Promise<void> {
    const life = pair.accessUntil - now();
    held = {
      ...pair,
      renewAt: pair.accessUntil - life * between(renewAhead),
      ...good,
      untried: by === 'refresh',
      stored: false,
    };
    for (const token of [held.access, held.refresh]) protect(token);
    return save(held);
  }

  /** One at a time; when it is done, `held` is usable or may be asked to be so again. */
  async function renew(urgent: boolean): Promise<void> {
    await load();
    if (usablePair() !== undefined) return;
    if (held?.stored === false) {
      await save(held);
    } else if (held === undefined || held.refreshRefused || held.doubtful || now() >= held.refreshUntil) {
      await create();
    } else if (!(await refresh(held))) {
      recordForeignRotation(urgent);
      await create();
    }
  }

  /** Whether the account has a pair to go on with; false when a new one must be made. */
  async function refresh(pair: HeldPair): Promise<boolean> {
    let answer: PairAnswer;
    try {
      answer = await ask('refresh', pair.refresh);
    } catch (error) {
      pair.doubtful = mayHaveBeenMade(error);
      if (!isAlive(pair)) throw error;
      pair.renewAt = Math.min(pair.accessUntil, now() + renewAgainMs);
      return true;
    }
    if (answer === 'refused') {
      pair.refreshRefused = true;
      // Both tokens of a pair end together.
      pair.accessRefused = true;
      return false;
    }
    await adopt(answer.pair, 'refresh');
    return true;
  }

  async function create(): Promise<void> {
    let answer: PairAnswer;
    try {
      answer = await ask('create', authorization);
    } catch (error) {
      if (held !== undefined && mayHaveBeenMade(error)) held.doubtful = true;
      throw error;
    }
    if (answer === 'refused') {
      const { expiresAt } = readClaims(authorization) ?? {};
      const code = expiresAt !== undefined && expiresAt <= now() ? 'TOKEN_EXPIRED' : 'TOKEN_REVOKED';
      throw new ProviderError(code, { proof: 'refused' });
    }
    await adopt(answer.pair, 'create');
  }

  /** A refresh token that should have been good was refused: a newer pair has been made, and not here. */
  function recordForeignRotation(urgent: boolean): void {
    thefts = [...thefts.filter((at) => Math.abs(now() - at) < theftsWithinMs), now()];
    if (thefts.length < theftsToTell) return;
    logger.warn('integration-api.token-shared', { thefts: thefts.length });
    giveWayUntil = now() + between(giveWayMs);
    if (!urgent) throw shared();
  }

  /** A clock that is set back must not make it long, nor begin it again. */
  function isBackingOff(): boolean {
    const left = giveWayUntil - now();
    if (left > 0 && left <= giveWayMs.most) return true;
    giveWayUntil = 0;
    return false;
  }

  function noteRefused(pair: HeldPair): void {
    pair.accessRefused = true;
    // The refresh brought nothing: a pair made anew is the next step.
    if (pair.untried) pair.refreshRefused = true;
  }

  return {
    async use(send, isRefused, { urgent = false } = {}) {
      let refusals = 0;
      for (let renewals = 0; ; ) {
        // No await between this look and `send`: a pair that is known to be dead is never used.
        const pair = usablePair();
        if (pair === undefined) {
          if (isBackingOff() && !urgent) throw shared();
          if (renewals === mostRenewals) throw shared();
          renewals += 1;
          renewal ??= renew(urgent).finally(() => {
            renewal = undefined;
          });
          try {
            await renewal;
          } catch (error) {
            // Somebody patient may have started it and given way; who is urgent goes on.
            if (!urgent || !isShared(error)) throw unsent(error);
          }
          continue;
        }
        const answer = await send(pair.access);
        if (!isRefused(answer)) {
          pair.untried = false;
          return answer;
        }
        refusals += 1;
        noteRefused(pair);
        if (refusals === mostRefusals) {
          // Where no other client was seen, what refuses every new pair is the service itself.
          throw thefts.length > 0 ? shared() : new ProviderError('SERVICE_OFF', { proof: 'refused' });
        }
      }
    },
    noteTime(serverNow) {
      ahead = serverNow - clock.now();
    },
    now,
    async renewsAt() {
      await load();
      return held !== undefined && isAlive(held) ? held.renewAt - ahead : undefined;
    },
  };
}

const good = { accessRefused: false, refreshRefused: false, doubtful: false };

/** The vault keeps text. */
const storedPair = z.object({
  access: z.string().min(1),
  refresh: z.string().min(1),
  accessUntil: z.coerce.number(),
  refreshUntil: z.coerce.number(),
  renewAt: z.coerce.number(),
  ahead: z.coerce.number(),
  madeFrom: z.string(),
});

function shared(): ProviderError {
  // Every request of it was refused, or never left.
  return new ProviderError('TOKEN_SHARED', { proof: 'unsent' });
}

function isShared(error: unknown): boolean {
  return error instanceof ProviderError && error.code === 'TOKEN_SHARED';
}

/** What failed was the way to a token: the request itself, an order perhaps, never left or was refused. */
function unsent(error: unknown): unknown {
  if (!(error instanceof ProviderError)) return error;
  return new ProviderError(error.code, { detail: error.detail, proof: 'unsent', cause: error });
}

/** Whether a request for a pair may have made one. Too careful a guess would end a good pair, so a plain 4xx is believed. */
function mayHaveBeenMade(error: unknown): boolean {
  const status = error instanceof ProviderError ? (error.status ?? 0) : 0;
  return proofOf(error) === undefined && (status < 400 || status >= 500 || status === 408);
}
