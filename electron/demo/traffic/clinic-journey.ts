import type { JourneyStep, RingStep, StopReason } from '../autosecretary/call.ts';
import type { Random } from '../random.ts';
import { type ClinicLine, clinic, isReached } from './clinic.ts';

/** What happens to somebody who calls the clinic at that moment (epoch ms). */
export function planJourney(random: Random, line: ClinicLine, at: number): JourneyStep[] {
  if (random.chance(0.01)) return [{ kind: 'stop', reason: random.pick(rareStops) }];
  const greeting: JourneyStep = { kind: 'greeting', seconds: random.integer(3, 9) };
  if (random.chance(0.04)) return [greeting];
  const wanted = line === clinic.lines[0] ? chooseInMenu(random) : { steps: [], phones: [desks.dentistry] };
  const reached = [...wanted.phones, desks.firstRegistrar].filter((phone) => isReached(line, phone, at));
  const opening = [greeting, ...wanted.steps];
  const destinations = reached.length > 0 ? reached : [desks.duty].filter((phone) => isReached(line, phone, at));
  if (destinations.length === 0) return [...opening, ...afterHours(random)];
  return [...opening, ...waitInQueue(random, () => ringAround(random, [...new Set(destinations)], line, at))];
}

const { desks, doctors } = clinic;
const rareStops: readonly StopReason[] = ['no-channels', 'limit-exceeded', 'billing'];

interface Wanted {
  steps: JourneyStep[];
  /** Who is rung for it, in their order. */
  phones: string[];
}

function chooseInMenu(random: Random): Wanted {
  const seconds = random.integer(2, 12);
  if (random.chance(0.1)) {
    const [ext, phone] = random.pick(Object.entries(doctors));
    return { steps: [{ kind: 'extension', ext, seconds }], phones: [phone] };
  }
  const choice = random.pick([1, 1, 1, 1, 2, 2, 3]);
  const phones = {
    1: [desks.firstRegistrar, desks.secondRegistrar],
    2: [desks.dentistry],
    3: [desks.laboratory],
  }[choice];
  return { steps: [{ kind: 'menu', choice, seconds }], phones: phones ?? [] };
}

function afterHours(random: Random): JourneyStep[] {
  const closed: JourneyStep = { kind: 'stop', reason: 'no-destination-active' };
  return random.chance(0.4) ? [closed, { kind: 'message', seconds: random.integer(6, 40) }] : [closed];
}

function waitInQueue(random: Random, goOn: () => JourneyStep[]): JourneyStep[] {
  if (random.chance(0.65)) return goOn();
  if (random.chance(0.06)) return [{ kind: 'stop', reason: 'queue-full' }];
  const queue: JourneyStep = { kind: 'queue', seconds: random.integer(5, 60) };
  // Some lose their patience.
  return random.chance(0.15) ? [queue] : [queue, ...goOn()];
}

/** One after the other, or the first two together. */
function ringAround(random: Random, phones: readonly string[], line: ClinicLine, at: number): JourneyStep[] {
  const groups = random.chance(0.25) ? [phones.slice(0, 2), ...phones.slice(2).map((one) => [one])] : phones.map(alone);
  const steps: JourneyStep[] = [];
  for (const [index, destinations] of groups.entries()) {
    if (random.chance(0.72)) {
      const by = random.pick(destinations);
      steps.push({ kind: 'ring', destinations, seconds: random.integer(2, 14), end: 'answered', by });
      return [...steps, ...talk(random, by, line, at)];
    }
    const ring = unanswered(random, destinations, index === groups.length - 1);
    steps.push(ring);
    if (ring.end === 'caller-left') return steps;
  }
  if (random.chance(0.3)) steps.push({ kind: 'message', seconds: random.integer(5, 30) });
  return steps;
}

const alone = (phone: string) => [phone];

function unanswered(random: Random, destinations: readonly string[], isLast: boolean): RingStep {
  const kind = random.next();
  if (kind < 0.2) return { kind: 'ring', destinations, seconds: random.integer(1, 3), end: 'busy' };
  if (kind < 0.25) return { kind: 'ring', destinations, seconds: random.integer(1, 3), end: 'busy-tone' };
  const end = random.chance(isLast ? 0.6 : 0.2) ? 'caller-left' : 'no-answer';
  return { kind: 'ring', destinations, seconds: random.integer(8, 25), end };
}

function talk(random: Random, by: string, line: ClinicLine, at: number): JourneyStep[] {
  const conversation: JourneyStep = { kind: 'talk', by, seconds: random.integer(15, 240), recorded: true };
  const [, doctor] = random.pick(Object.entries(doctors));
  if (doctor === by || !isReached(line, doctor, at) || !random.chance(0.12)) return [conversation];
  const succeeds = random.chance(0.75);
  const transfer: JourneyStep = { kind: 'transfer', to: doctor, seconds: random.integer(3, 15), succeeds };
  return [
    conversation,
    transfer,
    { kind: 'talk', by: succeeds ? doctor : by, seconds: random.integer(10, 120), recorded: true },
  ];
}
