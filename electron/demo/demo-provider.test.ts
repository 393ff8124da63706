import { afterEach, describe, expect, it } from 'vitest';
import { createManualClock } from '../../test/fakes/manual-clock.ts';
import { listenForHooks } from '../../test/fixtures/hook-listener.ts';
import type { DemoProvider as DemoProviderPort } from '../core/ports.ts';
import { createDemoProvider, type DemoProviderOptions, type RunningDemo } from './demo-provider.ts';

const running: RunningDemo[] = [];
afterEach(async () => {
  for (const demo of running.splice(0)) await demo.close();
});

async function start(options: DemoProviderOptions = {}): Promise<RunningDemo> {
  const provider: DemoProviderPort = createDemoProvider(options);
  const demo = (await provider.start('en')) as RunningDemo;
  running.push(demo);
  return demo;
}

async function ask(demo: RunningDemo, operation: string, parameters: object = {}): Promise<Record<string, unknown>> {
  const { login, password } = demo;
  const body = JSON.stringify({ operation, login, password, ...parameters });
  return (await (await fetch(demo.baseUrl, { method: 'POST', body })).json()) as Record<string, unknown>;
}

describe('the demo provider', () => {
  it('answers what its account asks: a week of calls, with audio', async () => {
    const demo = await start({ clock: createManualClock(), traffic: false });
    expect(await ask(demo, 'balance')).toMatchObject({ status: 'success', account: demo.login, balance: 1843.5 });
    const answer = await ask(demo, 'calls', { d1: '13.11.2026', d2: '20.11.2026', showchild: 1 });
    const rows = answer.calls as { URL?: string; Duration: number }[];
    expect(rows.length).toBeGreaterThan(150);
    const short = rows.find((row) => row.URL !== undefined && row.Duration < 20);
    const audio = await fetch(short?.URL ?? '');
    expect(audio.headers.get('content-type')).toBe('audio/mpeg');
    const bytes = new Uint8Array(await audio.arrayBuffer());
    expect([bytes[0], (bytes[1] ?? 0) & 0xe0]).toEqual([0xff, 0xe0]);
    expect(Number(audio.headers.get('content-length'))).toBe(bytes.length);
  });

  it('shows the same past after a restart, and never gives an id of another run again', async () => {
    const clock = createManualClock();
    const [first, second] = [await start({ clock }), await start({ clock: createManualClock(clock.now() + 1) })];
    const ids = (demo: RunningDemo) => demo.stand.calls.map((call) => call.uuid);
    expect(ids(second)).toEqual(ids(first));
    const [ringing, other] = [first.stand.ring({ from: '' }), second.stand.ring({ from: '' })];
    expect(other.call.uuid).not.toBe(ringing.call.uuid);
  });

  it('rings somebody who has just set the hook within three seconds', async () => {
    const clock = createManualClock();
    const demo = await start({ clock });
    const listener = await listenForHooks();
    try {
      await ask(demo, 'webhook', { action: 'set', url: listener.url });
      clock.advance(3_000);
      await expect.poll(() => listener.bodies.length).toBeGreaterThan(0);
      expect(listener.bodies[0]?.body).toMatchObject({ state: 'INVITE', direction: 'in' });
    } finally {
      await listener.close();
    }
  });

  it('names the lines and the people that are in its calls, and not everybody', async () => {
    const demo = await start({ clock: createManualClock(), traffic: false });
    const { calls } = demo.stand;
    const lines = new Set(calls.map((call) => `+${call.line}`));
    expect(new Set(demo.lines.map((line) => line.number))).toEqual(lines);
    const callers = new Set(calls.map((call) => `+${call.remote}`));
    expect(demo.people.filter((person) => callers.has(person.number)).length).toBeGreaterThan(6);
    expect(demo.people.length).toBeLessThan(callers.size / 4);
  });

  it('is English to whoever speaks English, but for its numbers', async () => {
    const demo = await start({ clock: createManualClock(), traffic: false });
    const { label, lines, people, stand, warehouse, clinic } = demo;
    const { dn_list, description } = clinic.stand.number(clinic.numbers[0] ?? '') ?? {};
    const seen = [
      ...[label, lines, people, warehouse.label, warehouse.lines, clinic.label, clinic.lines, clinic.people],
      ...[description, dn_list],
      ...warehouse.numbers.flatMap((number) => {
        const { vatsName, profiles } = warehouse.stand.settings(number);
        const blocks = profiles.flatMap(({ scheduleBlocks }) => scheduleBlocks);
        const names = blocks.flatMap(({ nameTerm, redirectNums }) => [nameTerm, redirectNums]);
        return [vatsName, profiles.map(({ name }) => name), names];
      }),
      await ask(demo, 'finopers', { d1: '13.11.2026', d2: '20.11.2026' }),
      await ask(demo, 'report', { type: 'directions', d1: '13.11.2026', d2: '20.11.2026' }),
      await ask(demo, 'children'),
    ];
    expect(stand.calls.length).toBeGreaterThan(0);
    expect(JSON.stringify(seen)).not.toMatch(/[а-яё]/i);
  });

  it('carries callbacks out', async () => {
    const clock = createManualClock();
    const demo = await start({ clock, traffic: false });
    await ask(demo, 'gencall', { srcphone: demo.ownNumber, dstphone: '79430000211' });
    clock.advance(2_500);
    await expect.poll(() => demo.stand.orders[0]?.state()).toBe('ringing-destination');
  });

  it('is closed for good', async () => {
    const demo = await start();
    await demo.close();
    running.length = 0;
    await expect(fetch(demo.baseUrl)).rejects.toThrow();
  });
});
