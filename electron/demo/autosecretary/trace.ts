import type { JourneyStep, StandCall, StandLeg, StopReason } from './call.ts';
import type { Traps } from './traps.ts';

/**
 * `log` of a record: where the call came from, then what happened to it. The document shows one trace and explains no
 * word; more are known from running clients. What has no known word (greeting, queue, messages) gets one of the stand's
 * own, as the real service surely has some too.
 */
export function traceOf(call: StandCall, legs: readonly StandLeg[], now: number, traps: Traps): string | null {
  if (traps.traces === 'empty') return '';
  if (traps.traces === 'null') return null;
  const words = legs.flatMap((leg) => wordsOfLeg(leg, now));
  const told = traps.traces === 'foreign-words' ? withForeignWords(words) : words;
  // The sample has two dashes between the head and the first word.
  const trace = [headOf(call), '', ...told].join('-');
  if (traps.traces === 'cut') return trace.slice(0, cutLength);
  return traps.traces === 'long' ? `${trace}${'-TryToCall:89430000000-NoAnswer'.repeat(2_000)}` : trace;
}

/** As a column of a database might; words break in their middle. */
const cutLength = 120;

const gateways = ['mdd-mg1-1ld-msk2', 'mdd-mg2-1ld-msk1', 'spb-gw3'];

function headOf({ id, caller, un }: StandCall): string {
  const ani = /^7\d{10}$/.test(caller) ? caller.slice(1) : caller;
  return `SIP:ANI(${ani}@${gateways[id % gateways.length]}:5061)-DNIS(${un}@192.0.2.${(id % 8) + 1}:5061)`;
}

/** What has happened by now. */
function wordsOfLeg(leg: StandLeg, now: number): string[] {
  return leg.steps
    .filter(({ from }) => from <= now)
    .flatMap(({ step, to }) => [...opening(step), ...(to <= now ? closing(step) : [])]);
}

function opening(step: JourneyStep): string[] {
  switch (step.kind) {
    case 'greeting':
      return ['Hello_Play'];
    case 'menu':
      return ['Menu_Play'];
    case 'extension':
      return [`Extension-${step.ext}`];
    case 'queue':
      return ['Queue_In'];
    case 'ring':
      return step.destinations.map((number) => `TryToCall:${number}`);
    case 'talk':
      return [`OpIn-${step.by}`, ...(step.recorded ? ['Rec_Start'] : [])];
    case 'transfer':
      return [`CallTo-${step.to}`];
    case 'message':
      return ['VMail', 'Rec_Start'];
    case 'stop':
      return [stopWords[step.reason]];
  }
}

function closing(step: JourneyStep): string[] {
  switch (step.kind) {
    case 'menu':
      return [`MnCh-${step.choice}`];
    case 'queue':
      return [`Queue_Out(${step.seconds})`];
    case 'ring':
      return [ringWords[step.end]];
    case 'talk':
      return step.recorded ? ['Rec_Stop'] : [];
    case 'transfer':
      return [step.succeeds ? 'TrfCallOK' : 'Trf_Fail'];
    case 'message':
      return ['Rec_Stop'];
    default:
      return [];
  }
}

/** Known from running clients, but not what stands in the brackets. */
const ringWords = {
  answered: 'Conn',
  'no-answer': 'NoAnswer',
  busy: 'Busy(486)',
  'busy-tone': 'ACBusy(17)',
  'caller-left': 'HgUp_DurMC',
} as const;

/** As well; `NO_DNS` is in the document's sample. */
const stopWords: Readonly<Record<StopReason, string>> = {
  'no-destination-active': 'NO_DNS',
  'no-destination-free': 'No_AvDNS',
  'no-channels': 'NoChannels',
  'queue-full': 'MaxQueueExceeded',
  'limit-exceeded': 'Limit_Exceeded',
  billing: 'Billing_Account_Error',
};

/** Words nobody has heard, some of them like known ones. */
const foreignWords = [
  'Plbk(hello-7.wav)',
  'Conn_Lost',
  'q-pos(3)',
  'Перевод',
  'TryToCall:',
  'OpIn-',
  'Rec_Start(1)',
  '<b>%2D</b>',
];

function withForeignWords(words: readonly string[]): string[] {
  return words.flatMap((word, index) => [word, foreignWords[index % foreignWords.length] ?? '']);
}
