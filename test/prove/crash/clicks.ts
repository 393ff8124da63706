import { randomUUID } from 'node:crypto';
import { ORPCError } from '@orpc/client';
import type { Random } from '../../../electron/demo/random.ts';
import type { Callback } from '../../../shared/contract/callback.ts';
import type { SurvivingApp } from './surviving-app.ts';

/** One click on "call back". */
export interface Click {
  /** Digits. No number is clicked twice. */
  to: string;
  /** Sent, and not answered yet. */
  inFlight: boolean;
  /** A process died with it. */
  interrupted: boolean;
  /** What the page was told, when it was told anything. */
  answer: Callback | undefined;
}

export interface Clicks {
  all: readonly Click[];
  click(to: string): Promise<void>;
}

/** The page sends a click that lost its connection again, under the same id, in half of the cases. */
export function createClicks(app: SurvivingApp, accountId: string, random: Random): Clicks {
  const all: Click[] = [];
  return {
    all,
    async click(to) {
      const click: Click = { to, inFlight: false, interrupted: false, answer: undefined };
      all.push(click);
      const clickId = randomUUID();
      do {
        const { client, ended } = await app.connection();
        click.inFlight = true;
        try {
          click.answer = await Promise.race([client.callbacks.order({ clickId, accountId, to }), ended]);
          return;
        } catch (error) {
          // The contract's own refusals are answers; all else is a connection that died.
          if (error instanceof ORPCError) throw error;
          click.interrupted = true;
        } finally {
          click.inFlight = false;
        }
      } while (random.chance(0.5));
    },
  };
}
