import { type AutosecretaryStand, createAutosecretaryStand } from './autosecretary/stand.ts';
import type { StandClock } from './clock.ts';
import { createRandom } from './random.ts';
import { clinic, clinicNumbers, clinicPeople } from './traffic/clinic.ts';
import { clinicMonthBefore } from './traffic/clinic-month.ts';
import { createClinicTraffic } from './traffic/clinic-traffic.ts';

/** The demo's third account: by key, polled, with a menu and a queue before anybody rings. */
export interface ClinicProvider {
  provider: 'autosecretary';
  baseUrl: string;
  apiKey: string;
  label: string;
  numbers: readonly string[];
  lines: readonly { number: string; label: string }[];
  people: readonly { number: string; name: string; note: string }[];
  stand: AutosecretaryStand;
  close(): Promise<void>;
}

export interface ClinicOptions {
  clock: StandClock;
  /** Of the calls that come while it runs. */
  seed: string;
  /** Calls that come by themselves; on unless `false`. The past month is always there. */
  traffic?: boolean;
}

const apiKey = 'demo-clinic';

/** Starts a stand of its own on a free port of 127.0.0.1. Rejects when it cannot listen. */
export async function startClinic({ clock, seed, traffic = true }: ClinicOptions): Promise<ClinicProvider> {
  const stand = await createAutosecretaryStand({
    numbers: clinicNumbers,
    authorization: { kind: 'api-key', key: apiKey },
    clock,
  });
  for (const call of clinicMonthBefore(clock.now())) stand.addCall(call);
  const live = traffic ? createClinicTraffic({ clock, random: createRandom(seed), addCall: stand.addCall }) : undefined;
  const [reception, dentistry] = clinic.lines;
  return {
    provider: 'autosecretary',
    baseUrl: stand.url,
    apiKey,
    label: 'Демо: клиника',
    numbers: clinic.lines,
    lines: [
      { number: `+7${reception}`, label: 'Регистратура' },
      { number: `+7${dentistry}`, label: 'Стоматология' },
    ],
    people: clinicPeople,
    stand,
    async close() {
      live?.close();
      await stand.close();
    },
  };
}
