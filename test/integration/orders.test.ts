import { createRouterClient } from '@orpc/server';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createIntegrationApiStand, type IntegrationApiStand } from '../../electron/demo/integration-api/stand.ts';
import { createSigningKeys } from '../../electron/demo/integration-api/web-token.ts';
import { createSipnetStand, type SipnetStand } from '../../electron/demo/sipnet/stand.ts';
import type { Callback, CallbackState } from '../../shared/contract/callback.ts';
import type { Client } from '../../shared/contract/contract.ts';
import { createManualClock, type ManualClock } from '../fakes/manual-clock.ts';
import { type LostAnswer, lostAnswers, type OrderLine, openOrderLine } from '../fixtures/order-line.ts';
import { connectDraft, draftFor, type RunningCore, startCore } from '../fixtures/running-core.ts';
import { testAccount } from '../fixtures/sipnet-account.ts';

/**
 * What an impatient user pays: orders through the whole core, over real HTTP, at two providers, with every answer lost in
 * every way, while two pages click. Time is the test's own, so that each click falls where it is meant to.
 */
type Provider = 'sipnet' | 'sunsim';

/** Between the first click and one more, ms. */
const apart = [10, 20, 40, 80, 90, 140, 200, 350, 500, 750, 1000];
/** After the answer was told, ms. */
const afterwards = [0, 1, 10, 100, 300, 700, 1000, 1400, 1499, 1500];
/** Until the answer comes, ms. */
const answerTimes = [100, 2000, 29_000, 61_000];
const lines = ['4950000110'];
const keys = createSigningKeys();
/** What comes of it all, printed at the end. */
const table: string[] = [];

let clock: ManualClock;
let stands: { sipnet: SipnetStand; sunsim: IntegrationApiStand };
let wires: Record<Provider, OrderLine>;
let running: RunningCore;
let accounts: Record<Provider, string>;
let stopPages: (() => void)[] = [];
let dialled = 0;

beforeEach(async () => {
  clock = createManualClock();
  stands = {
    sipnet: await createSipnetStand({
      account: testAccount,
      callbacks: 'manual',
      makeAudio: async () => new Uint8Array(),
    }),
    sunsim: await createIntegrationApiStand({
      brand: 'sunsim',
      contract: { numbers: lines },
      keys,
      callbacks: 'manual',
    }),
  };
  wires = { sipnet: await openOrderLine(stands.sipnet.url), sunsim: await openOrderLine(stands.sunsim.url) };
  running = await startCore({ ports: { clock } });
  const token = { kind: 'token' as const, token: stands.sunsim.authorizationToken() ?? '' };
  const [sipnet, sunsim] = [
    await connect(draftFor(wires.sipnet.url)),
    await connect(
      draftFor(wires.sunsim.url, { provider: 'sunsim', ownNumber: '', numbers: lines, credentials: token }),
    ),
  ];
  accounts = { sipnet, sunsim };
});
afterEach(async () => {
  for (const stop of stopPages) stop();
  stopPages = [];
  await running.close();
  for (const line of Object.values(wires)) await line.close();
  for (const stand of Object.values(stands)) await stand.close();
});
afterAll(() => console.log(['orders at the provider, by answer and time:', ...table].join('\n')));

async function connect(draft: ReturnType<typeof draftFor>): Promise<string> {
  return (await connectDraft(running.client, { ...draft, webhook: false, replaceHook: false })).id;
}

/** A page: it listens all the time, and clicks without waiting for what it is told. */
interface Page {
  click(provider: Provider, to: string, again?: string): Promise<Callback>;
}

async function openPage(): Promise<Page> {
  const client = createRouterClient(running.core.router, { context: {} }) as unknown as Client;
  const end = new AbortController();
  const updates = await client.updates.watch(undefined, { signal: end.signal });
  const listening = (async () => {
    for await (const _ of updates);
  })().catch(() => {});
  stopPages.push(() => {
    end.abort();
    void listening;
  });
  return {
    click: (provider, to, again) =>
      client.callbacks.order({ clickId: crypto.randomUUID(), accountId: accounts[provider], to, again }),
  };
}

/** The same number as people and programs write it. */
function spellings(tail: string): string[] {
  return [
    `+7916100${tail}`,
    `8 (916) 100-${tail}`,
    `007916100${tail}`,
    `tel:+7-916-100-${tail}`,
    `8916100${tail} доб. 5`,
  ];
}

const otherOf = (provider: Provider): Provider => (provider === 'sipnet' ? 'sunsim' : 'sipnet');
const placedAt = (tail: string) =>
  stands.sipnet.requestsFor('gencall').filter(({ parameters }) => String(parameters.dstphone).endsWith(tail)).length +
  stands.sunsim.requestsFor('callback/create').filter(({ parameters }) => tailOf(parameters).endsWith(tail)).length;
const tailOf = (parameters: unknown) => String((parameters as { PhoneTo?: string }).PhoneTo);

/** Clicks at a number nobody clicked at before, until the answer and after it. Answers all that was told. */
async function clickAround(provider: Provider, answer: LostAnswer, took: number) {
  dialled += 1;
  const tail = String(dialled).padStart(4, '0');
  const forms = spellings(tail);
  const pages = [await openPage(), await openPage()];
  const ways = [provider, otherOf(provider)];
  let clicks = 1;
  const again = () => {
    clicks += 1;
    return pages[clicks % 2]?.click(ways[clicks % 3 === 0 ? 1 : 0] as Provider, forms[clicks % forms.length] as string);
  };

  wires[provider].lose(answer);
  const arrived = wires[provider].arrived();
  const first = (pages[0] as Page).click(provider, forms[0] as string);
  const told: (Callback | undefined)[] = [];
  let passed = 0;
  for (const at of apart.filter((ms) => ms < took)) {
    clock.advance(at - passed);
    passed = at;
    told.push(await again());
  }
  await arrived;
  clock.advance(took - passed);
  wires[provider].release();
  const outcome = await first;
  told.push(outcome);
  passed = 0;
  for (const at of afterwards) {
    clock.advance(at - passed);
    passed = at;
    told.push(await again());
  }
  return { tail, clicks, outcome, told, pages, again };
}

/** What an order may be told as. Half a minute is the longest that the head of an answer is waited for. */
function possibleStates(answer: LostAnswer, took: number): readonly CallbackState[] {
  if (!answer.name.startsWith('as it came')) return ['unknown'];
  if (took < 30_000) return ['ordered'];
  // The head was on its way when the test's clock leapt over the half minute.
  return answer.begins === undefined ? ['unknown'] : ['ordered', 'unknown'];
}

describe.each<Provider>(['sipnet', 'sunsim'])('clicks on a number of %s are one order', (provider) => {
  it.each(lostAnswers)('where the answer is $name', async (answer) => {
    const cells: string[] = [];
    for (const took of answerTimes) {
      const { tail, clicks, outcome, told } = await clickAround(provider, answer, took);
      expect(possibleStates(answer, took)).toContain(outcome.state);
      expect(new Set(told.map((one) => one?.id))).toEqual(new Set([outcome.id]));
      expect(placedAt(tail)).toBe(1);
      cells.push(`${took / 1000} s: ${placedAt(tail)} of ${clicks} clicks, ${outcome.state}`);
    }
    table.push(`${provider.padEnd(7)} ${answer.name.padEnd(34)} ${cells.join(' | ')}`);
  });

  it.each(lostAnswers)('over a restart before the answer, and one after it, where that is $name', async (answer) => {
    dialled += 1;
    const tail = String(dialled).padStart(4, '0');
    const [to = '', ...others] = spellings(tail);
    wires[provider].lose(answer);
    const arrived = wires[provider].arrived();
    const lost = (await openPage()).click(provider, to).catch(() => undefined);
    await arrived;
    running = await running.restart();
    wires[provider].release();
    await lost;
    const page = await openPage();
    for (const other of others) expect((await page.click(provider, other)).state).toBe('unknown');
    clock.advance(5000);
    running = await running.restart();
    for (const other of others) expect((await (await openPage()).click(provider, other)).state).toBe('unknown');
    expect(placedAt(tail)).toBe(1);
    table.push(`${provider.padEnd(7)} ${answer.name.padEnd(34)} restarts before and after: ${placedAt(tail)} order`);
  });
});

describe('a further order', () => {
  const lost = lostAnswers.find(({ name }) => name.startsWith('503')) as LostAnswer;

  it('after an unknown one is made by its own action only, once, at either provider', async () => {
    const { tail, outcome, pages } = await clickAround('sipnet', lost, 100);
    clock.advance(60_000);
    const [page, other] = pages as [Page, Page];
    expect((await other.click('sunsim', `+7916100${tail}`)).id).toBe(outcome.id);
    const arrived = wires.sunsim.arrived();
    const named = [
      page.click('sunsim', `+7916100${tail}`, outcome.id),
      other.click('sunsim', `8916100${tail}`, outcome.id),
    ];
    await arrived;
    wires.sunsim.release();
    const [one, two] = await Promise.all(named);
    expect(two?.id).toBe(one?.id);
    expect(placedAt(tail)).toBe(2);
  });

  it('is free again once a refusal of the provider itself has been on the screen for 1.6 s', async () => {
    stands.sunsim.setTraps({ callbacksRefused: true });
    const { tail, outcome, again } = await clickAround('sunsim', lostAnswers[0] as LostAnswer, 100);
    expect(outcome).toMatchObject({ state: 'refused', problem: { code: 'PROVIDER_REFUSED' } });
    expect(placedAt(tail)).toBe(1);
    clock.advance(100);
    const arrived = wires.sunsim.arrived();
    const next = again();
    await arrived;
    wires.sunsim.release();
    expect((await next)?.id).not.toBe(outcome.id);
  });

  it('is free at once after the hold of what never left, and says that nothing was ordered', async () => {
    await wires.sipnet.close();
    const page = await openPage();
    const first = await page.click('sipnet', '+79161009999');
    expect(first).toMatchObject({ state: 'refused', problem: { code: 'PROVIDER_DOWN' } });
    expect((await page.click('sipnet', '+79161009999')).id).toBe(first.id);
    clock.advance(1600);
    expect((await page.click('sipnet', '+79161009999')).id).not.toBe(first.id);
    expect(stands.sipnet.requestsFor('gencall')).toEqual([]);
    wires.sipnet = await openOrderLine(stands.sipnet.url);
  });
});
