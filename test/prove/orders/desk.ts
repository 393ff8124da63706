import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { setTimeout as rest } from 'node:timers/promises';
import type { Callback } from '../../../shared/contract/callback.ts';
import type { Client } from '../../../shared/contract/contract.ts';
import type { ContractClient } from '../../fixtures/contract-client.ts';
import type { OrderAnswer } from './answers.ts';
import type { ProviderByDocument } from './provider-by-document.ts';

/** One number that nobody clicked at before, the pages it is clicked on, and all that came of it. */
export interface Desk {
  /** Its last ten digits. */
  number: string;
  clicks: readonly Click[];
  /** Resolves when it is told. Each click writes the number as somebody else does. */
  click(options?: { page?: Client; again?: string; clickId?: string }): Promise<Callback>;
}

export interface Click {
  /** By a clock of its own, ms. */
  at: number;
  /** Undefined where the page died with it. */
  told?: { at: number; order: Callback };
}

/** Clicks on until what was told has been on the screen for so long that a press is meant for a further order. */
export async function clickUntilUnlocked(desk: Desk): Promise<void> {
  // A program that orders by each click is never done with it.
  for (let clicks = 0; clicks < 60; clicks += 1) {
    await rest(300);
    if ((await Promise.race([desk.click(), rest(5000)]))?.hold !== 'locked') return;
  }
}

/** The pages of a program. They listen all the time, as pages do: what they are told has been seen. */
export async function openPages(connection: ContractClient): Promise<Client[]> {
  const pages = [connection, await connection.openPage()];
  for (const { client } of pages) {
    const updates = await client.updates.watch();
    const listen = async () => {
      for await (const _ of updates);
    };
    listen().catch(() => {});
  }
  return pages.map(({ client }) => client);
}

export interface DeskDeps {
  provider: ProviderByDocument;
  answer: OrderAnswer;
  tookMs: number;
  accountId: string;
  /** Of the program as it runs now. */
  pages: () => readonly Client[];
}

let lastNumber = 0;

export function openDesk({ provider, answer, tookMs, accountId, pages }: DeskDeps): Desk {
  lastNumber += 1;
  const tail = String(lastNumber).padStart(4, '0');
  const number = `916100${tail}`;
  provider.plan(number, answer, tookMs);
  const spellings = [`+7${number}`, `8 (916) 100-${tail}`, `tel:+7-916-100-${tail}`, `8${number}`];
  const clicks: Click[] = [];
  return {
    number,
    clicks,
    async click({ page = pages()[0] as Client, again, clickId = randomUUID() } = {}) {
      const to = spellings[clicks.length % spellings.length] as string;
      const click: Click = { at: performance.now() };
      clicks.push(click);
      const order = await page.callbacks.order({ clickId, accountId, to, again });
      click.told = { at: performance.now(), order };
      return order;
    },
  };
}
