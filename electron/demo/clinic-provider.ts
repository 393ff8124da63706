import type { Language } from '../../shared/words/start.ts';
import { type AutosecretaryStand, createAutosecretaryStand } from './autosecretary/stand.ts';
import type { StandClock } from './clock.ts';
import { createRandom } from './random.ts';
import { clinic, clinicLabel, clinicLineNames, clinicNumbers, clinicPeople } from './traffic/clinic.ts';
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
  /** Of names and texts. */
  language: Language;
  /** Of the calls that come while it runs. */
  seed: string;
  /** Calls that come by themselves; on unless `false`. The past month is always there. */
  traffic?: boolean;
}

const apiKey = 'demo-clinic';

/** Starts a stand of its own on a free port of 127.0.0.1. Rejects when it cannot listen. */
export async function startClinic({ clock, language, seed, traffic = true }: ClinicOptions): Promise<ClinicProvider> {
  const names = clinicLineNames.map((name) => name[language]);
  const stand = await createAutosecretaryStand({
    numbers: clinicNumbers.map((number, index) => ({
      ...number,
      settings: { ...number.settings, description: names[index] ?? '' },
    })),
    authorization: { kind: 'api-key', key: apiKey },
    clock,
  });
  for (const call of clinicMonthBefore(clock.now())) stand.addCall(call);
  const live = traffic ? createClinicTraffic({ clock, random: createRandom(seed), addCall: stand.addCall }) : undefined;
  return {
    provider: 'autosecretary',
    baseUrl: stand.url,
    apiKey,
    label: clinicLabel[language],
    numbers: clinic.lines,
    lines: clinic.lines.map((number, index) => ({ number: `+7${number}`, label: names[index] ?? '' })),
    people: clinicPeople(language),
    stand,
    async close() {
      live?.close();
      await stand.close();
    },
  };
}
