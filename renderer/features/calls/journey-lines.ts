import type { Call, JourneyStep } from '../../../shared/contract/call.ts';
import type { Words } from '../../words/words.ts';

/** A line of a journey as a person reads it. */
export type JourneyLine =
  /** Phones that rang together, E.164 or as received, and what came of it. */
  | { kind: 'rang'; phones: string[]; end: RingEnd | undefined }
  | { kind: Exclude<JourneyStep['kind'], 'rang' | 'from' | 'to'>; value: string };

type RingEnd = (typeof ringEnds)[number];
const ringEnds = ['connected', 'no-answer', 'busy', 'caller-left'] as const;

/** Who called and which line is told elsewhere; everything else keeps its place. */
export function journeyLines(steps: readonly JourneyStep[]): JourneyLine[] {
  const lines: JourneyLine[] = [];
  for (const { kind, value = '' } of steps) {
    const last = lines.at(-1);
    const ringing = last?.kind === 'rang' && last.end === undefined ? last : undefined;
    const end = ringEnds.find((one) => one === kind);
    if (kind === 'from' || kind === 'to') continue;
    if (kind === 'rang' && ringing !== undefined) ringing.phones.push(value);
    else if (kind === 'rang') lines.push({ kind, phones: [value], end: undefined });
    else if (end !== undefined && ringing !== undefined) ringing.end = end;
    else lines.push({ kind, value });
  }
  return lines;
}

/**
 * A call's way in a few words: what the caller chose, to whom the talk was put through, or why there was none. Who answered and how
 * long is told beside it. Undefined where there is nothing to tell.
 */
export function describeWay({ state, journey = [] }: Call, { t, number }: Words): string | undefined {
  if (state !== 'missed' && state !== 'ended') return undefined;
  const wish = journey.findLast(({ kind }) => kind === 'menu' || kind === 'extension');
  const why = state === 'missed' ? journey.findLast(({ kind }) => kind in reasons) : undefined;
  const reason = why && reasons[why.kind as keyof typeof reasons];
  const last = journey.findLastIndex(({ kind }) => kind === 'transferred');
  const target = journey.slice(0, Math.max(0, last)).findLast(({ kind }) => kind === 'transfer')?.value;
  const said = [
    wish && t(`calls.journey.wish.${wish.kind as 'menu' | 'extension'}`, { value: wish.value ?? '' }),
    state === 'ended' && target && t('calls.journey.short.transferred', { who: written(target, number) }),
    reason && t(reason),
  ].filter(Boolean);
  return said.length === 0 ? undefined : said.join(', ');
}

/** Core wrote it in E.164 where it is a number, so that what reads any form of one need not be loaded before a row is drawn. */
export function written(told: string, number: Words['number']): string {
  return told.startsWith('+') ? number({ kind: 'number', e164: told, raw: told }) : told;
}

const reasons = {
  'no-answer': 'calls.journey.ends.no-answer',
  busy: 'calls.journey.ends.busy',
  'caller-left': 'calls.journey.ends.caller-left',
  'nobody-on-duty': 'calls.journey.short.nobody-on-duty',
  'nobody-free': 'calls.journey.short.nobody-free',
  'no-channels': 'calls.journey.short.no-channels',
  'queue-full': 'calls.journey.short.queue-full',
  'limit-exceeded': 'calls.journey.short.limit-exceeded',
  'billing-failed': 'calls.journey.short.billing-failed',
} as const;
