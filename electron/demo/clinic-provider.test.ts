import { afterEach, describe, expect, it } from 'vitest';
import { createManualClock } from '../../test/fakes/manual-clock.ts';
import { type ClinicOptions, type ClinicProvider, startClinic } from './clinic-provider.ts';
import { firstMissedMs } from './traffic/clinic-traffic.ts';

const running: ClinicProvider[] = [];
afterEach(async () => {
  for (const clinic of running.splice(0)) await clinic.close();
});

async function start(options: Partial<ClinicOptions> = {}): Promise<ClinicProvider> {
  const clinic = await startClinic({ clock: createManualClock(), language: 'en', seed: 'clinic', ...options });
  running.push(clinic);
  return clinic;
}

async function value(clinic: ClinicProvider, path: string): Promise<unknown> {
  const headers = { authorization: `Api-Key ${clinic.apiKey}` };
  return ((await (await fetch(new URL(path, clinic.baseUrl), { headers })).json()) as { value: unknown }).value;
}

describe('the clinic', () => {
  it('answers what its account asks: numbers, their settings, and a month of calls', async () => {
    const clinic = await start({ traffic: false });
    expect(await value(clinic, 'un')).toEqual(clinic.numbers);
    expect(clinic.lines.map(({ number }) => number)).toEqual(clinic.numbers.map((number) => `+7${number}`));
    const [reception = ''] = clinic.numbers;
    const shown = (await value(clinic, `un?phone=${reception}`)) as Record<string, unknown>;
    expect(shown).toMatchObject({ menu_allowed: true, ext_queue: true, max_queue_time: 90 });
    const destinations = shown.dn_list as { ext?: string; priority: number }[];
    expect(destinations.filter(({ ext }) => ext !== undefined).every(({ priority }) => priority === -1)).toBe(true);
    const month = `cdr/bytime?phone=${reception}&begin=20.10.2026&end=20.11.2026`;
    expect((await value(clinic, month)) as unknown[]).toSatisfy((rows: unknown[]) => rows.length > 300);
  });

  it('takes back its settings as it shows them', async () => {
    const clinic = await start({ traffic: false });
    for (const phone of clinic.numbers) {
      const before = clinic.stand.number(phone);
      const answer = await fetch(new URL('un', clinic.baseUrl), {
        method: 'PUT',
        headers: { authorization: `Api-Key ${clinic.apiKey}`, 'content-type': 'application/json' },
        body: JSON.stringify(await value(clinic, `un?phone=${phone}`)),
      });
      expect(answer.status).toBe(200);
      expect(clinic.stand.number(phone)).toEqual({ ...before, updated_by: 'api' });
    }
  });

  it('shows a missed call soon, once it is over', async () => {
    const clock = createManualClock();
    const clinic = await start({ clock });
    const latest = async () => {
      const rows = (await value(clinic, `cdr/bytime?phone=${clinic.numbers[0]}`)) as { start_time: string }[];
      return rows.filter(({ start_time }) => start_time === '2026-11-20T14:00:00');
    };
    clock.advance(firstMissedMs - 1);
    expect(await latest()).toEqual([]);
    clock.advance(1);
    expect(await latest()).toMatchObject([
      { talk_duration: 0, log: expect.stringMatching(/MnCh-1-Queue_In-Queue_Out/) },
    ]);
  });

  it('gives the past the same ids at every start, and those of the present never again', async () => {
    const clock = createManualClock();
    const first = await start({ clock });
    clock.advance(600_000);
    const later = await start({ clock, traffic: false });
    const past = new Map(later.stand.calls.map((call) => [`${call.un} ${call.caller} ${call.startedAt}`, call.id]));
    const ids = new Set(past.values());
    const { calls } = first.stand;
    const live = calls.slice(calls.findLastIndex(({ id }) => id % 2 === 0) + 1);
    expect(live.length).toBeGreaterThan(5);
    expect(live.filter(({ id }) => ids.has(id))).toEqual([]);
    for (const call of calls.slice(0, -live.length)) {
      expect(past.get(`${call.un} ${call.caller} ${call.startedAt}`)).toBe(call.id);
    }
  });

  it('is closed for good', async () => {
    const clinic = await start();
    await clinic.close();
    running.length = 0;
    await expect(fetch(clinic.baseUrl)).rejects.toThrow();
  });
});
