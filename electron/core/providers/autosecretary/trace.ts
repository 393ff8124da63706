import type { JourneyStep } from '../../../../shared/contract/call.ts';
import { parseParty } from '../../../../shared/domain/phone-number.ts';

/** A token of `log` (Autosecretary API v1, cdr/bytime): "history of how the call was served". */
export interface TraceToken {
  /** As it stands there. */
  text: string;
  kind: JourneyStep['kind'];
  /** A number, a menu choice, a short number. */
  value?: string;
}

/**
 * The words. The document shows one trace and refers to a page of the cabinet for the rest: `ANI`, `DNIS` and `NO_DNS` are of
 * its sample, all others are known from clients that run against the service. What a word stands for that is none of these
 * is not guessed.
 */
const words: readonly (readonly [JourneyStep['kind'], string])[] = [
  ['from', String.raw`SIP:ANI\((?<ani>[^()@]*)(?:@[^()]*)?\)`],
  ['to', String.raw`DNIS\((?<dnis>[^()@]*)(?:@[^()]*)?\)`],
  ['rang', String.raw`TryToCall:(?<tried>\+?\d{2,20})`],
  ['connected', 'Conn'],
  ['no-answer', 'NoAnswer'],
  ['busy', String.raw`(?:AC)?Busy(?:\([^()]*\))?`],
  ['caller-left', 'HgUp_DurMC'],
  ['nobody-on-duty', 'NO_DNS'],
  ['nobody-free', 'No_AvDNS'],
  ['no-channels', 'NoChannels'],
  ['queue-full', 'MaxQueueExceeded'],
  ['limit-exceeded', 'Limit_Exceeded'],
  ['billing-failed', 'Billing_Account_Error'],
  ['talk', String.raw`OpIn-(?<operator>\+?\d{2,20})`],
  ['transfer', String.raw`CallTo-(?<target>\+?\d{2,20})`],
  ['transferred', 'TrfCallOK'],
  ['transfer-failed', 'Trf_Fail'],
  ['extension', String.raw`Extension-(?<extension>\d{1,10})`],
  ['menu', String.raw`MnCh-(?<choice>\d{1,4}|[*#])`],
  ['recording', 'Rec_Start'],
  ['recorded', 'Rec_Stop'],
];

/** Each word in a group of its own number. A word is one where dashes or nothing stand around it: `Conn_Lost` is another. */
const pattern = new RegExp(
  `(?<=^|[-\\s])(?:${words.map(([, word], index) => `(?<word${index}>${word})`).join('|')})(?=$|[-\\s])`,
  'g',
);
/** Between tokens stand dashes; inside of unknown ones they may as well, as in names of hosts. */
const between = /[-\s]/;

/** By hand: an expression that looks for dashes at the end tries from each of them, and a hundred thousand take minutes. */
function trimBetween(text: string): string {
  let [begin, end] = [0, text.length];
  while (begin < end && between.test(text.charAt(begin))) begin += 1;
  while (end > begin && between.test(text.charAt(end - 1))) end -= 1;
  return text.slice(begin, end);
}

/** Every token in its place: what is not known stays as it is, in one piece between those that are. */
export function readTrace(log: string): TraceToken[] {
  const tokens: TraceToken[] = [];
  let end = 0;
  const keepUnknown = (to: number) => {
    const text = trimBetween(log.slice(end, to));
    if (text !== '') tokens.push({ text, kind: 'unknown' });
  };
  for (const match of log.matchAll(pattern)) {
    const [text] = match;
    keepUnknown(match.index);
    end = match.index + text.length;
    const groups = Object.entries(match.groups ?? {}).filter(([, content]) => content !== undefined);
    const kind = words[Number(groups[0]?.[0].slice('word'.length))]?.[0] ?? 'unknown';
    const value = groups[1]?.[1];
    tokens.push({ text, kind, ...(value === undefined || value === '' ? {} : { value }) });
  }
  keepUnknown(log.length);
  return tokens;
}

/** More than happens to a call; of a longer trace the rest is told as a number. */
const mostSteps = 60;
const longestUnknown = 200;

export function stepsOf(tokens: readonly TraceToken[]): JourneyStep[] {
  const steps = tokens.slice(0, mostSteps).map(toStep);
  const rest = tokens.length - steps.length;
  return rest === 0 ? steps : [...steps, { kind: 'more', value: String(rest) }];
}

function toStep({ kind, value, text }: TraceToken): JourneyStep {
  if (kind === 'unknown') return { kind, value: text.slice(0, longestUnknown) };
  if (value === undefined) return { kind };
  return { kind, value: numbered.has(kind) ? numberOf(value) : value };
}

const numbered: ReadonlySet<string> = new Set(['from', 'to', 'rang', 'talk', 'transfer']);

function numberOf(received: string): string {
  return parseParty(received).e164 ?? received;
}

/** Who took the call first; undefined where the trace does not say. */
export function answererOf(tokens: readonly TraceToken[]): string | undefined {
  const named = tokens.find(({ kind, value }) => kind === 'talk' && value !== undefined)?.value;
  if (named !== undefined) return numberOf(named);
  const connected = tokens.findIndex(({ kind }) => kind === 'connected');
  const before = tokens.slice(0, Math.max(0, connected));
  const rung = before.slice(before.findLastIndex(({ kind }) => kind !== 'rang') + 1);
  // Several that rang together: which of them connected is not said.
  return rung.length === 1 && rung[0]?.value !== undefined ? numberOf(rung[0].value) : undefined;
}

/** After these nobody has talked: the end of a trace that was not cut off. `recorded`: a message was left. */
const ends: ReadonlySet<string> = new Set([
  ...['no-answer', 'busy', 'caller-left', 'nobody-on-duty', 'nobody-free', 'no-channels', 'queue-full'],
  ...['limit-exceeded', 'billing-failed', 'recorded'],
]);
const answers: ReadonlySet<string> = new Set(['connected', 'talk', 'transferred']);

/** Whether the trace proves that nobody talked to the caller, whatever `talk_duration` counts. */
export function provesNoTalk(tokens: readonly TraceToken[]): boolean {
  return ends.has(tokens.at(-1)?.kind ?? '') && !tokens.some(({ kind }) => answers.has(kind));
}
